//! What a recipe's network is and what can be asked of it, without building the network.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{LayerRecipe, Recipe};
use crate::error::{Error, Result};
use crate::field::Field;
use crate::layer::{ActivationFunction, Shape};

/// The network of a recipe.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), tsify(missing_as_null))]
#[non_exhaustive]
pub struct Description {
    /// Each layer of the recipe, in its order.
    pub layers: Vec<LayerDescription>,
    /// The layers that have weights, each with its activation.
    pub stages: Vec<Stage>,
    /// The numbers of the recipe outside its layers, by their path in it, such as `optimizer.learning_rate`, each with
    /// the values that it accepts.
    #[cfg_attr(
        all(feature = "js", target_arch = "wasm32"),
        tsify(type = "Record<string, Field>")
    )]
    pub fields: BTreeMap<String, Field>,
    /// All parameters, as many numbers as `Network.weights` has: running means and variances are among them.
    pub parameters: u64,
    /// The parameters that an optimiser changes.
    pub trainable_parameters: u64,
    /// Floating-point operations of a forward pass of one sample: the sum over the layers.
    pub flops: u64,
    /// The same of a train step, a sample: the forward pass, the gradients by all weights, and the gradients by all
    /// values but the image's.
    pub training_flops: u64,
    /// Why the network cannot be trained; `None` for one that can.
    pub training_objection: Option<String>,
    /// Why a backwards query by inversion does not exist; `None` where it exists.
    pub inversion_objection: Option<String>,
}

/// A layer of a recipe.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LayerDescription {
    /// The layer's kind, as in the recipe's JSON.
    pub kind: &'static str,
    /// The numbers of its configuration, with the values that they accept.
    pub fields: &'static [Field],
    /// The shape of one sample at the input; values that a window moves over are an image.
    pub input: Shape,
    /// The shape of one sample at the output. Its channels are a convolution's filters, or a dense layer's units.
    pub output: Shape,
    /// All parameters of the layer.
    pub parameters: u64,
    /// The parameters that an optimiser changes.
    pub trainable_parameters: u64,
    /// Floating-point operations of a forward pass of one sample: two for each multiplication and addition of the
    /// products of dense layers and convolutions. Biases, activations, pooling and normalisation count for nothing,
    /// as is usual.
    pub flops: u64,
}

/// A layer with weights and the activation behind it, whose activations can be looked at neuron by neuron.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), tsify(missing_as_null))]
#[non_exhaustive]
pub struct Stage {
    /// The layer's index in the recipe.
    pub layer: usize,
    /// The layer's kind.
    pub kind: StageKind,
    /// Units of a dense layer, or filters of a convolution.
    pub units: usize,
    /// The activation function behind the layer, if it has one.
    pub activation: Option<ActivationFunction>,
    /// Where the stage's activations begin among those that `Network.activations` gives.
    pub start: usize,
    /// How many they are: one a unit, or one a filter at each place.
    pub width: usize,
}

/// The kinds of layers that have weights of neurons or filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// A dense layer.
    Dense,
    /// A convolution.
    Conv,
}

impl Recipe {
    /// The layers with weights. The activations of a stage are those of the last layer behind it that still has one
    /// value a unit and place: pooling begins something else.
    fn stages(&self) -> Vec<Stage> {
        let shapes = self.shapes();
        let mut stages: Vec<Stage> = Vec::new();
        let mut start = 0;
        let mut is_open = false;
        for (layer, recipe) in self.layers.iter().enumerate() {
            let output = shapes[layer + 1];
            let kind = match recipe {
                LayerRecipe::Dense(_) => Some(StageKind::Dense),
                LayerRecipe::Conv(_) => Some(StageKind::Conv),
                _ => None,
            };
            match (kind, stages.last_mut()) {
                (Some(kind), _) => {
                    is_open = true;
                    stages.push(Stage {
                        layer,
                        kind,
                        units: output.channels,
                        activation: None,
                        start,
                        width: output.size(),
                    });
                }
                (None, Some(stage)) if is_open && output.size() == stage.width => {
                    stage.start = start;
                    if let LayerRecipe::Activation(activation) = recipe {
                        stage.activation = Some(activation.function);
                    }
                }
                _ => is_open = false,
            }
            start += output.size();
        }
        stages
    }

    /// Layers, shapes, parameters and cost of the recipe's network, and what can be asked of it.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for a recipe that [`Recipe::check`] refuses.
    ///
    /// ```
    /// use neuroglyph::recipe::named;
    ///
    /// let description = named("keras-mlp")?.describe()?;
    /// assert_eq!(description.parameters, 669_706);
    /// assert_eq!(description.layers[0].output.channels, 512);
    /// assert_eq!(description.training_objection, None);
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn describe(&self) -> Result<Description> {
        self.check()?;
        let layers = self.layers.iter().zip(self.shapes());
        let layers: Vec<_> = layers
            .map(|(layer, input)| described(layer, input))
            .collect();
        let sum = |of: fn(&LayerDescription) -> u64| layers.iter().map(of).sum();
        let flops = sum(|layer| layer.flops);
        // No gradient goes from the first product to the image.
        let first = layers
            .iter()
            .map(|layer| layer.flops)
            .find(|flops| *flops > 0);
        Ok(Description {
            parameters: sum(|layer| layer.parameters),
            trainable_parameters: sum(|layer| layer.trainable_parameters),
            flops,
            training_flops: 3 * flops - first.unwrap_or(0),
            training_objection: objection(self.check_trainable()),
            inversion_objection: objection(self.check_inversion()),
            stages: self.stages(),
            fields: self.fields(),
            layers,
        })
    }

    /// Whether O. Symon's inversion exists, or the layer why it does not: it is for dense layers that are each
    /// followed by a sigmoid.
    pub(crate) fn check_inversion(&self) -> Result<()> {
        match self.not_dense_and_sigmoid() {
            None => Ok(()),
            Some((layer, kind)) => Err(Error::NoInversion { layer, kind }),
        }
    }

    /// The first layer, and its kind in words, that keeps the network from being dense layers that are each followed
    /// by a sigmoid.
    pub(crate) fn not_dense_and_sigmoid(&self) -> Option<(usize, &'static str)> {
        const SIGMOID: LayerRecipe = LayerRecipe::activation(ActivationFunction::Sigmoid);
        for (layer, recipe) in self.layers.iter().enumerate() {
            let fits = match layer % 2 {
                0 => matches!(recipe, LayerRecipe::Dense(_)),
                _ => *recipe == SIGMOID,
            };
            if !fits {
                return Some((layer, recipe.config().title()));
            }
        }
        match self.layers.len() % 2 {
            0 => None,
            _ => Some((self.layers.len() - 1, "dense layer without an activation")),
        }
    }
}

fn described(layer: &LayerRecipe, input: Shape) -> LayerDescription {
    let config = layer.config();
    let parameters = config.parameters(input);
    let size = |trainable_alone: bool| {
        let counted = parameters.iter();
        let counted = counted.filter(|parameter| !trainable_alone || parameter.role.is_trainable());
        counted.map(|parameter| parameter.size()).sum()
    };
    LayerDescription {
        kind: config.kind(),
        fields: config.fields(),
        input: match config.window(input) {
            Some(_) => input.as_image(),
            None => input,
        },
        output: config.output(input),
        parameters: size(false),
        trainable_parameters: size(true),
        flops: config.flops(input),
    }
}

fn objection(check: Result<()>) -> Option<String> {
    check.err().map(|error| error.to_string())
}
