//! Activation functions, value by value, and softmax, row by row.

use serde::{Deserialize, Serialize};

use super::config::{LayerConfig, Place};
use super::{Layer, Shape};
use crate::error::Result;
use crate::field::refuse;
use crate::kernels::Matrix;
use crate::kernels::parallel::par_rows;
use crate::kernels::vector::flushed;
use crate::random::{Random, Stream};

/// An activation function, applied to every value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct ActivationConfig {
    /// A softmax can only be the last layer.
    pub function: ActivationFunction,
}

impl LayerConfig for ActivationConfig {
    fn kind(&self) -> &'static str {
        "activation"
    }

    fn name(&self) -> &'static str {
        self.function.name()
    }

    fn check(&self, place: &Place) -> Result<()> {
        if self.function == ActivationFunction::Softmax && !place.is_last {
            let hint = "it can only be the last layer";
            return refuse(&place.of("function"), "softmax", hint);
        }
        Ok(())
    }

    fn build(&self, _input: Shape, _random: &dyn Fn(Stream) -> Random) -> Layer {
        let function = self.function;
        Layer::Activation(Activation { function })
    }
}

/// What an activation makes of each value x; a softmax of each row of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ActivationFunction {
    /// 1 / (1 + e^−x)
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// x above 0, else 0.
    Relu,
    /// x itself.
    Identity,
    /// 1 above 0, else 0: a perceptron (“Using Neural Nets to Recognize Handwritten Digits”).
    /// It has no useful gradient.
    Step,
    /// e^x over the row's sum of e^x: probabilities.
    Softmax,
}

impl ActivationFunction {
    /// The function's name in a recipe's JSON.
    pub fn name(self) -> &'static str {
        match self {
            ActivationFunction::Sigmoid => "sigmoid",
            ActivationFunction::Tanh => "tanh",
            ActivationFunction::Relu => "relu",
            ActivationFunction::Identity => "identity",
            ActivationFunction::Step => "step",
            ActivationFunction::Softmax => "softmax",
        }
    }
}

/// An activation function between two layers, or behind the last.
#[derive(Debug, Clone)]
pub struct Activation {
    pub function: ActivationFunction,
}

impl Activation {
    /// y = f(x); x, y: [batch, n]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix) {
        match self.function {
            ActivationFunction::Sigmoid => map(x, y, sigmoid),
            ActivationFunction::Tanh => map(x, y, libm::tanhf),
            // Written so that a NaN stays a NaN: a diverged network must be noticed.
            ActivationFunction::Relu => map(x, y, |x| if x < 0.0 { 0.0 } else { x }),
            ActivationFunction::Identity => y.as_row_major_mut().copy_from_slice(x.as_row_major()),
            ActivationFunction::Step => map(x, y, |x| f32::from(x > 0.0)),
            ActivationFunction::Softmax => {
                for (row, y) in y.rows_mut().enumerate() {
                    softmax(x.row(row), y);
                }
            }
        }
    }

    /// dx = f′(x) · dy, by the function's value y alone; all: [batch, n].
    ///
    /// A network with a step is refused before its backward pass; softmax is differentiated with its loss.
    pub fn backward(&self, y: &Matrix, dy: &Matrix, dx: &mut Matrix) {
        match self.function {
            ActivationFunction::Sigmoid => chain(y, dy, dx, |y| y * (1.0 - y)),
            ActivationFunction::Tanh => chain(y, dy, dx, |y| 1.0 - y * y),
            ActivationFunction::Relu => chain(y, dy, dx, |y| f32::from(y > 0.0)),
            ActivationFunction::Identity => {
                dx.as_row_major_mut().copy_from_slice(dy.as_row_major())
            }
            ActivationFunction::Step | ActivationFunction::Softmax => {
                unreachable!("{} has no gradient of its own", self.function.name())
            }
        }
    }
}

/// 1 / (1 + e^−x)
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}

/// The largest value is subtracted first, so that no power overflows.
fn softmax(x: &[f32], y: &mut [f32]) {
    let largest = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for (x, y) in x.iter().zip(y.iter_mut()) {
        *y = libm::expf(x - largest);
        sum += *y;
    }
    y.iter_mut().for_each(|y| *y /= sum);
}

fn map(x: &Matrix, y: &mut Matrix, f: impl Fn(f32) -> f32 + Sync) {
    par_rows((x.row_slice(), y.row_slice_mut()), |_, (x, y)| {
        x.values.iter().zip(y.values).for_each(|(x, y)| *y = f(*x));
    });
}

fn chain(y: &Matrix, dy: &Matrix, dx: &mut Matrix, slope: impl Fn(f32) -> f32 + Sync) {
    let rows = ((y.row_slice(), dy.row_slice()), dx.row_slice_mut());
    par_rows(rows, |_, ((y, dy), dx)| {
        let known = y.values.iter().zip(dy.values);
        for ((y, dy), dx) in known.zip(dx.values) {
            *dx = flushed(slope(*y) * dy);
        }
    });
}
