//! Recipes: what a network is, how it is trained, and where that was written.
//!
//! A recipe is one of the [`named`] ones, is built field by field ([`Recipe::builder`]), or comes from JSON.
//!
//! ```
//! use neuroglyph::{Network, recipe};
//!
//! let mut recipe = recipe::named("keras-mlp")?;
//! recipe.epochs = 3;
//! recipe.label_smoothing = 0.1;
//! recipe.check()?;
//! assert_eq!((recipe.inputs, recipe.outputs()), (784, 10));
//! let network = Network::new(recipe, Some(1))?;
//! # Ok::<(), neuroglyph::Error>(())
//! ```

mod builder;
mod check;
mod describe;
mod digits;
mod fields;
mod layers;
mod named;
mod settings;

pub use crate::field::Field;
pub use crate::layer::{ActivationFunction, Initialisation, Shape};
pub use builder::RecipeBuilder;
pub use describe::{Description, LayerDescription, Stage, StageKind};
pub use fields::MAX_BATCH;
pub use layers::{
    ActivationConfig, AveragePoolConfig, BatchNormConfig, ConvConfig, DenseConfig, DropoutConfig,
    LayerRecipe, MaxPoolConfig,
};
pub use named::{named, names};
pub use settings::Settings;

use serde::{Deserialize, Serialize};

use crate::dataset::{Augmentation, ExampleSettings};
use crate::error::{Error, Result};
use crate::loss::{Loss, Targets, classes};
use crate::optimizer::OptimizerRecipe;
use crate::schedule::Schedule;

/// Pixels of an MNIST image: 28 × 28.
pub const IMAGE_SIZE: usize = 784;

/// A network and its training, complete: with a seed it gives the same weights again.
///
/// In JSON a field with a default can be left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Recipe {
    /// The name, which stands in model files.
    pub name: String,
    /// Where the recipe comes from.
    #[serde(default)]
    pub source: Source,
    /// Values of an image: 1 to 4,096.
    #[serde(default = "image_size")]
    pub inputs: usize,
    /// What paper (0) and full ink (1) become before the first layer.
    pub input_range: InputRange,
    /// The layers, from the image to the outputs: 1 to 64.
    pub layers: Vec<LayerRecipe>,
    /// The loss, which must fit the last layer: cross-entropy needs a softmax, binary cross-entropy a sigmoid.
    pub loss: Loss,
    /// What each output should be; a single one is high for label 1 and low for label 0.
    pub targets: Targets,
    /// The share of the targets that is spread evenly over all outputs: 0 to less than 1.
    #[serde(default)]
    pub label_smoothing: f32,
    /// The optimiser, with its learning rate.
    pub optimizer: OptimizerRecipe,
    /// The factor of the learning rate in each step; 1 by default.
    #[serde(default)]
    pub schedule: Schedule,
    /// L2 regularisation; none by default.
    #[serde(default)]
    pub l2: L2,
    /// The decay of an exponential moving average of the weights: 0 (none, the default) to less than 1. With one,
    /// `Training::network` has the averaged weights, and the train steps change the others.
    #[serde(default)]
    pub ema_decay: f32,
    /// Images of a train step: 1 to 1,024.
    pub batch_size: usize,
    /// Epochs of a training: 1 to 1,000.
    pub epochs: usize,
    /// How training images are varied, which must have 28 × 28 pixels; not at all by default.
    #[serde(default)]
    pub augmentation: Augmentation,
    /// The share of each epoch's examples whose place is taken by synthetic handwriting, new in
    /// every epoch: 0 to 1.
    #[serde(default)]
    pub handwriting: f32,
    /// The share whose place is taken by drawings that are no digit, new in every epoch, for which no
    /// output should be large: 0 to 1 − `handwriting`.
    #[serde(default)]
    pub non_digits: f32,
    /// Ends a run that is longer than the recipe's epochs after the first epoch whose mean
    /// training loss did not fall.
    #[serde(default)]
    pub stops_when_loss_stops_falling: bool,
}

fn image_size() -> usize {
    IMAGE_SIZE
}

/// Where a recipe comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), tsify(missing_as_null))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The text or program, in a line.
    pub text: String,
    /// The accuracy its author states, 0..1, if there is one.
    #[serde(default)]
    pub accuracy: Option<f32>,
    /// The values that no source states and that are ours.
    #[serde(default)]
    pub ours: Vec<String>,
}

/// The values of pixels before the first layer: two numbers from −1,000 to 1,000, the lower one first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct InputRange {
    /// The value of paper.
    pub low: f32,
    /// The value of full ink.
    pub high: f32,
}

/// L2 regularisation as M. Nielsen writes it: the gradient of a weight grows by (λ/n) · weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct L2 {
    /// λ: 0 (none) to 1,000.
    pub lambda: f32,
    /// n, the number of training images: 1 or more. A training sets it to those of its dataset.
    pub images: usize,
}

impl Default for L2 {
    fn default() -> Self {
        Self {
            lambda: 0.0,
            images: 60_000,
        }
    }
}

impl Recipe {
    /// What the examples of a training are made of.
    pub(crate) fn example_settings(&self) -> ExampleSettings {
        ExampleSettings {
            inputs: self.inputs,
            augmentation: self.augmentation,
            handwriting: self.handwriting,
            non_digits: self.non_digits,
        }
    }

    /// Outputs of the network.
    pub fn outputs(&self) -> usize {
        self.widths().last().copied().unwrap_or(self.inputs)
    }

    /// Classes that the network tells apart, whose labels are 0, 1 and so on: one an output, or two with a single output,
    /// which is high for label 1.
    ///
    /// The predicted class is that of the largest output; of a single output y it is 1 if y is above the middle of the
    /// targets, else 0. The confidence of a prediction is its class's output; of class 0 with a single output it is as
    /// far from `low` as y from `high`, which is 1 − y with the targets 0 and 1.
    ///
    /// ```
    /// use neuroglyph::recipe::named;
    ///
    /// assert_eq!(named("nielsen")?.classes(), 10);
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn classes(&self) -> usize {
        classes(self.outputs())
    }

    /// The width of each layer's input, then of the network's output.
    pub fn widths(&self) -> Vec<usize> {
        self.shapes().iter().map(|shape| shape.size()).collect()
    }

    /// The shape of each layer's input, then of the network's output. Where a window does not fit, which
    /// [`Recipe::check`] refuses, the output has no values.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = vec![Shape::flat(self.inputs)];
        for layer in &self.layers {
            let before = shapes[shapes.len() - 1];
            shapes.push(layer.config().output(before));
        }
        shapes
    }

    /// Refuses a network that cannot be trained.
    ///
    /// # Errors
    ///
    /// [`Error::NoGradient`] with the first layer that has no gradient.
    pub fn check_trainable(&self) -> Result<()> {
        for (layer, recipe) in self.layers.iter().enumerate() {
            if let LayerRecipe::Activation(ActivationConfig {
                function: function @ ActivationFunction::Step,
            }) = recipe
            {
                let kind = function.name();
                return Err(Error::NoGradient { layer, kind });
            }
        }
        Ok(())
    }

    /// Refuses a network that cannot be calibrated: it needs a dense layer and a softmax as its last two layers.
    ///
    /// # Errors
    ///
    /// [`Error::Layer`] with the last layer.
    pub fn check_calibratable(&self) -> Result<()> {
        const SOFTMAX: LayerRecipe = LayerRecipe::activation(ActivationFunction::Softmax);
        match &self.layers[..] {
            [.., LayerRecipe::Dense(_), last] if *last == SOFTMAX => Ok(()),
            layers => Err(Error::Layer {
                layer: layers.len().saturating_sub(1),
                reason: "only a dense layer with a softmax after it can be calibrated".to_owned(),
            }),
        }
    }
}
