//! Recipes: what a network is, how it is trained, and where that was written.

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
use crate::loss::{Loss, Targets};
use crate::optimizer::OptimizerRecipe;
use crate::schedule::Schedule;

/// Pixels of an MNIST image: 28 × 28.
pub const IMAGE_SIZE: usize = 784;

/// A network and its training, complete: with a seed it gives the same weights again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    pub name: String,
    #[serde(default)]
    pub source: Source,
    /// Values of an image.
    #[serde(default = "image_size")]
    pub inputs: usize,
    /// What paper (0) and full ink (1) become before the first layer.
    pub input_range: InputRange,
    pub layers: Vec<LayerRecipe>,
    pub loss: Loss,
    pub targets: Targets,
    /// The share of the targets that is spread evenly over all outputs: 0 to less than 1.
    #[serde(default)]
    pub label_smoothing: f32,
    pub optimizer: OptimizerRecipe,
    #[serde(default)]
    pub schedule: Schedule,
    #[serde(default)]
    pub l2: L2,
    /// The decay of an exponential moving average of the weights, from 0, none, to less than 1. Where there is
    /// one, it is the network that a training shows, and the weights behind it go on learning.
    #[serde(default)]
    pub ema_decay: f32,
    pub batch_size: usize,
    pub epochs: usize,
    #[serde(default)]
    pub augmentation: Augmentation,
    /// The share of each epoch's examples whose place is taken by synthetic handwriting, new in
    /// every epoch ([`crate::dataset::handwriting`]): 0 to 1.
    #[serde(default)]
    pub handwriting: f32,
    /// The share whose place is taken by drawings that are no digit, new in every epoch, for which no
    /// output should be large ([`crate::dataset::non_digits`]): 0 to 1 − `handwriting`.
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

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct InputRange {
    pub low: f32,
    pub high: f32,
}

/// L2 regularisation as M. Nielsen writes it: the gradient of a weight grows by (λ/n) · weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct L2 {
    pub lambda: f32,
    /// n, the number of training images.
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

    /// The width of what goes into each layer, and last of what comes out.
    pub fn widths(&self) -> Vec<usize> {
        self.shapes().iter().map(|shape| shape.size()).collect()
    }

    /// The shape of what goes into each layer, and last of what comes out. Where a window does not
    /// fit, which [`Recipe::check`] refuses, nothing comes out.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = vec![Shape::flat(self.inputs)];
        for layer in &self.layers {
            let before = shapes[shapes.len() - 1];
            shapes.push(layer.config().output(before));
        }
        shapes
    }

    /// Whether the network can be trained, or the layer why it cannot.
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

    /// Whether the network can be calibrated, or the layer why it cannot.
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
