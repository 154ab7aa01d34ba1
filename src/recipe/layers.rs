//! The layers of a recipe, and the shapes of what goes through them.

use serde::{Deserialize, Serialize};

use crate::kernels::Window;
use crate::layer::{Function, Initialisation, Shape};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
        #[serde(default = "one")]
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
    Activation {
        function: Function,
    },
    Dropout {
        rate: f32,
    },
}

impl LayerRecipe {
    /// How the layer's window moves over an image of this shape, if it has a window and that fits.
    pub(crate) fn window(&self, before: Shape) -> Option<Window> {
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
            } => (*size, *stride, *padding),
            _ => return None,
        };
        let image = before.square().unwrap_or(before);
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
            LayerRecipe::MaxPool { .. } => places(self.window(before)),
            LayerRecipe::Activation { .. } | LayerRecipe::Dropout { .. } => before,
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
            _ => return Vec::new(),
        };
        let bias = biases.map(|_| ("bias", vec![outputs]));
        [("weight", weight)].into_iter().chain(bias).collect()
    }
}

fn one() -> usize {
    1
}

fn places(window: Option<Window>) -> Shape {
    window.map_or(Shape::flat(0), |window| Shape {
        height: window.rows,
        width: window.columns,
        channels: window.channels,
    })
}
