//! The layers of a recipe, and the shapes of what goes through them.

use serde::{Deserialize, Serialize};

use crate::kernels::Window;
use crate::layer::{Function, Initialisation, Shape};

/// What a layer takes where nothing is said.
mod constants {
    pub fn stride() -> usize {
        1
    }
    pub fn momentum() -> f32 {
        0.1
    }
    pub fn epsilon() -> f32 {
        1e-5
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LayerRecipe {
    Dense {
        units: usize,
        weights: Initialisation,
        /// How the biases begin; a layer without biases leaves this out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        biases: Option<Initialisation>,
    },
    /// A convolution with a square window; before the dense layers.
    Conv {
        filters: usize,
        kernel: usize,
        #[serde(default = "constants::stride")]
        stride: usize,
        /// Pixels of 0 on every side.
        #[serde(default)]
        padding: usize,
        weights: Initialisation,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        biases: Option<Initialisation>,
    },
    /// The largest value of each square window; before the dense layers.
    MaxPool {
        size: usize,
        stride: usize,
        #[serde(default)]
        padding: usize,
    },
    /// The mean of each square window; before the dense layers.
    AveragePool {
        size: usize,
        stride: usize,
        /// Pixels beyond the image on every side, which count for nothing.
        #[serde(default)]
        padding: usize,
    },
    /// The mean of each channel over the whole image; before the dense layers.
    GlobalAveragePool,
    /// Batch normalisation of each channel of an image or, behind a dense layer, of each unit. What a recipe
    /// leaves out, is as PyTorch's defaults have it; Keras has ε = 0.001, and calls a momentum of 0.01 one of 0.99.
    BatchNorm {
        /// The share of the newest batch in the running mean and variance.
        #[serde(default = "constants::momentum")]
        momentum: f32,
        #[serde(default = "constants::epsilon")]
        epsilon: f32,
    },
    Activation {
        function: Function,
    },
    Dropout {
        rate: f32,
    },
}

impl LayerRecipe {
    /// As a recipe writes the kind of the layer, or the function of an activation.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            LayerRecipe::Dense { .. } => "dense",
            LayerRecipe::Conv { .. } => "conv",
            LayerRecipe::MaxPool { .. } => "max_pool",
            LayerRecipe::AveragePool { .. } => "average_pool",
            LayerRecipe::GlobalAveragePool => "global_average_pool",
            LayerRecipe::BatchNorm { .. } => "batch_norm",
            LayerRecipe::Activation { function } => function.name(),
            LayerRecipe::Dropout { .. } => "dropout",
        }
    }

    /// How the layer's window moves over an image of this shape, if it has a window and that fits.
    pub(crate) fn window(&self, before: Shape) -> Option<Window> {
        let image = before.square().unwrap_or(before);
        let (kernel, stride, padding) = match self {
            LayerRecipe::Conv {
                kernel,
                stride,
                padding,
                ..
            } => (*kernel, *stride, *padding),
            LayerRecipe::MaxPool {
                size,
                stride,
                padding,
            }
            | LayerRecipe::AveragePool {
                size,
                stride,
                padding,
            } => (*size, *stride, *padding),
            // Every image is square, so one window sees all of it.
            LayerRecipe::GlobalAveragePool => (image.height, 1, 0),
            _ => return None,
        };
        image.window(kernel, stride, padding)
    }

    /// What the layer makes of an image of this shape. Where a window does not fit, nothing.
    pub(super) fn shape(&self, before: Shape) -> Shape {
        match self {
            LayerRecipe::Dense { units, .. } => Shape::flat(*units),
            LayerRecipe::Conv { filters, .. } => Shape {
                channels: *filters,
                ..places(self.window(before))
            },
            LayerRecipe::MaxPool { .. }
            | LayerRecipe::AveragePool { .. }
            | LayerRecipe::GlobalAveragePool => places(self.window(before)),
            LayerRecipe::BatchNorm { .. }
            | LayerRecipe::Activation { .. }
            | LayerRecipe::Dropout { .. } => before,
        }
    }

    /// The shapes of the layer's parameters, as a model file has them.
    pub(crate) fn parameters(&self, before: Shape) -> Vec<(&'static str, Vec<usize>)> {
        let (weight, outputs, biases) = match self {
            LayerRecipe::Dense { units, biases, .. } => {
                (vec![before.size(), *units], *units, biases)
            }
            LayerRecipe::Conv {
                filters,
                kernel,
                biases,
                ..
            } => {
                let channels = before.square().unwrap_or(before).channels;
                (vec![*kernel, *kernel, channels, *filters], *filters, biases)
            }
            LayerRecipe::BatchNorm { .. } => {
                let names = ["scale", "shift", "running_mean", "running_variance"];
                return names.map(|name| (name, vec![before.channels])).into();
            }
            _ => return Vec::new(),
        };
        let bias = biases.map(|_| ("bias", vec![outputs]));
        [("weight", weight)].into_iter().chain(bias).collect()
    }
}

fn places(window: Option<Window>) -> Shape {
    window.map_or(Shape::flat(0), |window| Shape {
        height: window.rows,
        width: window.columns,
        channels: window.channels,
    })
}
