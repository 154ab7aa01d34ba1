//! The same, layer by layer.

use super::{MAX_VALUE, range, refuse, within};
use crate::error::Result;
use crate::layer::{Function, Initialisation, Shape};
use crate::recipe::{Field, LayerRecipe, Recipe};

const UNITS: Field = Field::whole("units", 1, MAX_UNITS);
const FILTERS: Field = Field::whole("filters", 1, MAX_FILTERS);
const MOMENTUM: Field = Field::real("momentum", 0.0, 1.0).above_minimum();
const EPSILON: Field = Field::real("epsilon", 1e-12, 1.0);
const RATE: Field = Field::real("rate", 0.0, 0.9);

/// No dense layer is larger: a hostile file shall not ask for more memory than there is.
pub(super) const MAX_UNITS: usize = 4_096;
const MAX_FILTERS: usize = 512;
const MAX_WINDOW: usize = 64;
/// Of one image, in one layer.
const MAX_VALUES: usize = 1 << 18;
const MAX_LAYERS: usize = 64;
const MAX_PARAMETERS: usize = 1 << 25;

impl Recipe {
    pub(super) fn check_layers(&self) -> Result<()> {
        within("number of layers", self.layers.len(), 1, MAX_LAYERS)?;
        let mut parameters = 0;
        for (index, layer) in self.layers.iter().enumerate() {
            self.check_layer(index)?;
            // Each layer has been checked before the shapes go through it.
            let shapes = self.shapes();
            within("values of a layer", shapes[index + 1].size(), 1, MAX_VALUES)?;
            for (_, shape) in layer.parameters(shapes[index]) {
                // One tensor fits into 32 bits, many may not.
                parameters = usize::saturating_add(parameters, shape.iter().product());
            }
        }
        within("number of parameters", parameters, 1, MAX_PARAMETERS)
    }

    fn check_layer(&self, index: usize) -> Result<()> {
        let layer = format!("layers[{index}]");
        let field = |name: &str| format!("{layer}.{name}");
        let check_beginning = |weights: Initialisation, biases: Option<Initialisation>| {
            check_initialisation(&field("weights"), weights)?;
            biases.map_or(Ok(()), |biases| {
                check_initialisation(&field("biases"), biases)
            })
        };
        match &self.layers[index] {
            LayerRecipe::Dense {
                units,
                weights,
                biases,
            } => {
                UNITS.check(&layer, *units)?;
                check_beginning(*weights, *biases)
            }
            LayerRecipe::Conv {
                filters,
                kernel,
                stride,
                padding,
                weights,
                biases,
            } => {
                FILTERS.check(&layer, *filters)?;
                check_window(&field, ("kernel", *kernel), *stride, *padding)?;
                self.check_image(index)?;
                self.check_convolution(index, *filters)?;
                check_beginning(*weights, *biases)
            }
            LayerRecipe::MaxPool {
                size,
                stride,
                padding,
            }
            | LayerRecipe::AveragePool {
                size,
                stride,
                padding,
            } => {
                check_window(&field, ("size", *size), *stride, *padding)?;
                self.check_image(index)
            }
            LayerRecipe::GlobalAveragePool => self.check_image(index),
            LayerRecipe::BatchNorm { momentum, epsilon } => {
                if index == 0 {
                    let hint = "use it behind another layer";
                    return refuse("layers[0]", "a batch normalisation", hint);
                }
                MOMENTUM.check(&layer, *momentum)?;
                EPSILON.check(&layer, *epsilon)?;
                let is_flat = self.shapes()[index].size() == self.shapes()[index].channels;
                if is_flat && self.batch_size == 1 {
                    let hint = format!("batch normalisation of layers[{index}] needs 2 or more");
                    return refuse("batch_size", 1, &hint);
                }
                Ok(())
            }
            LayerRecipe::Dropout { rate } => RATE.check(&layer, *rate),
            LayerRecipe::Activation {
                function: Function::Softmax,
            } if index + 1 != self.layers.len() => {
                let hint = "it can only be the last layer";
                refuse(&field("function"), "softmax", hint)
            }
            LayerRecipe::Activation { .. } => Ok(()),
        }
    }

    /// What a convolution works on must not be larger than what it takes and gives may be: its image with
    /// zeros around, and on the way back its outputs with no more zeros around them than these.
    fn check_convolution(&self, index: usize, filters: usize) -> Result<()> {
        let Some(window) = self.layers[index].window(self.shapes()[index]) else {
            return Ok(());
        };
        let back = |side: usize| side + window.kernel - 1;
        let back = back(window.height) * back(window.width) * filters;
        let largest = window.padded().image().max(back);
        let field = format!("values of layers[{index}] with zeros around them");
        within(&field, largest, 1, MAX_VALUES)
    }

    /// A window needs an image that it fits on, and none comes out of a dense layer.
    fn check_image(&self, index: usize) -> Result<()> {
        let before = self.shapes()[index];
        let mut earlier = self.layers[..index].iter();
        let is_late = earlier.any(|layer| matches!(layer, LayerRecipe::Dense { .. }));
        let is_image = before.height > 1 || before.square().is_some();
        if !is_late && is_image && self.layers[index].window(before).is_some() {
            return Ok(());
        }
        let Shape {
            height,
            width,
            channels,
        } = before;
        let hint = "use it before every dense layer, on an image on which its window fits";
        let got = format!("on {height} × {width} × {channels} values");
        refuse(&format!("layers[{index}]"), got, hint)
    }
}

fn check_window(
    field: &impl Fn(&str) -> String,
    (name, size): (&str, usize),
    stride: usize,
    padding: usize,
) -> Result<()> {
    within(&field(name), size, 1, MAX_WINDOW)?;
    within(&field("stride"), stride, 1, MAX_WINDOW)?;
    // With more of it a window could see nothing of the image.
    within(&field("padding"), padding, 0, size - 1)
}

fn check_initialisation(field: &str, initialisation: Initialisation) -> Result<()> {
    match initialisation {
        Initialisation::Normal { deviation } if !(0.0..=MAX_VALUE).contains(&deviation) => {
            refuse(&format!("{field}.deviation"), deviation, "use 0 to 1000")
        }
        Initialisation::Uniform { low, high } => range(field, low, high),
        _ => Ok(()),
    }
}
