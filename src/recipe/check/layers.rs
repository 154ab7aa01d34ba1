//! The limits of a recipe's layers as a whole; those of a single layer stand with its kind, in `layer/`.

use crate::error::Result;
use crate::field::Field;
use crate::layer::{MAX_VALUES, Place, Shape};
use crate::recipe::Recipe;
use crate::recipe::fields::LAYERS;

const VALUES: Field = Field::whole("values of a layer", 1, MAX_VALUES);
const PARAMETERS: Field = Field::whole("number of parameters", 1, 1 << 25);

impl Recipe {
    pub(super) fn check_layers(&self) -> Result<()> {
        LAYERS
            .named("number of layers")
            .check("", self.layers.len())?;
        let mut input = Shape::flat(self.inputs);
        let mut is_flattened = false;
        let mut parameters = 0u64;
        for (index, layer) in self.layers.iter().enumerate() {
            let config = layer.config();
            config.check(&Place {
                path: format!("layers[{index}]"),
                index,
                is_last: index + 1 == self.layers.len(),
                is_flattened,
                input,
                batch_size: self.batch_size,
            })?;
            let output = config.output(input);
            VALUES.check("", output.size())?;
            let sizes = config.parameters(input).into_iter();
            parameters += sizes.map(|parameter| parameter.size()).sum::<u64>();
            is_flattened |= config.flattens();
            input = output;
        }
        let parameters = usize::try_from(parameters).unwrap_or(usize::MAX);
        PARAMETERS.check("", parameters)
    }
}
