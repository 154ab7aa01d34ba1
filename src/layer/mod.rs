//! The layers of a network: one file a kind, forward and backward side by side.

mod activation;
mod average_pool;
mod batch_norm;
mod buffer;
mod config;
mod conv;
mod dense;
mod dropout;
mod fold;
mod gradient;
mod initialisation;
mod input_baseline;
mod max_pool;
mod parameter;
mod shape;

pub use activation::{Activation, ActivationConfig, ActivationFunction};
pub use average_pool::{AveragePool, AveragePoolConfig, GlobalAveragePoolConfig};
pub use batch_norm::{BatchNorm, BatchNormConfig};
pub use buffer::Buffer;
pub use config::{LayerConfig, MAX_VALUES, PassSize, Place};
pub use conv::{Conv, ConvConfig};
pub use dense::{Dense, DenseConfig, MAX_UNITS, UNITS as DENSE_UNITS};
pub use dropout::{Dropout, DropoutConfig, RATE as DROPOUT_RATE};
pub use fold::FoldedLayers;
pub use initialisation::Initialisation;
pub use input_baseline::BaselineWeights;
pub use max_pool::{MaxPool, MaxPoolConfig};
pub use parameter::{GradientUse, OptimizerStep, Parameter, Role, parameter_name};
pub use shape::Shape;

use initialisation::{initial_parameters, with_bias};

use crate::kernels::{Matrix, Packing};

/// Whether a pass belongs to a train step, with dropout and the statistics of the batch, or to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Train,
    Query,
}

/// A layer's part of the forward pass that a backward pass follows.
pub struct Pass<'a> {
    pub input: &'a Matrix,
    pub output: &'a Matrix,
    pub mode: Mode,
    pub buffer: &'a mut Buffer,
}

/// One layer. Every layer takes [batch, inputs] and gives [batch, outputs].
#[derive(Debug, Clone)]
pub enum Layer {
    Dense(Dense),
    Conv(Conv),
    MaxPool(MaxPool),
    AveragePool(AveragePool),
    BatchNorm(BatchNorm),
    Activation(Activation),
    Dropout(Dropout),
}

impl Layer {
    /// The forward pass of a query. Writes all of `output`, whose rows are already as many as the input's.
    pub fn forward(
        &self,
        input: &Matrix,
        output: &mut Matrix,
        buffer: &mut Buffer,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => dense.forward(input, output, buffer, packing),
            Layer::Conv(conv) => conv.forward(input, output, buffer, packing),
            Layer::MaxPool(pool) => pool.forward(input, output, buffer),
            Layer::AveragePool(pool) => pool.forward(input, output),
            Layer::BatchNorm(norm) => norm.forward(input, output, buffer),
            Layer::Activation(activation) => activation.forward(input, output),
            Layer::Dropout(dropout) => dropout.forward(input, output),
        }
    }

    /// The forward pass of a train step.
    pub fn forward_training(
        &mut self,
        input: &Matrix,
        output: &mut Matrix,
        buffer: &mut Buffer,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => dense.forward_training(input, output, buffer, packing),
            Layer::BatchNorm(norm) => norm.forward_training(input, output, buffer),
            Layer::Dropout(dropout) => dropout.forward_training(input, output, buffer),
            _ => self.forward(input, output, buffer, packing),
        }
    }

    /// Computes the gradients by the layer's own parameters, after the backward pass; `mode` and `buffer` are those
    /// of the forward pass.
    pub fn find_gradients(
        &mut self,
        input: &Matrix,
        d_output: &Matrix,
        gradient_use: &mut GradientUse,
        mode: Mode,
        buffer: &mut Buffer,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => {
                dense.find_gradients(input, d_output, gradient_use, buffer, packing)
            }
            Layer::Conv(conv) => {
                conv.find_gradients(input, d_output, gradient_use, buffer, packing)
            }
            Layer::BatchNorm(norm) => {
                norm.find_gradients(input, d_output, gradient_use, mode, buffer, packing);
            }
            Layer::MaxPool(_)
            | Layer::AveragePool(_)
            | Layer::Activation(_)
            | Layer::Dropout(_) => {}
        }
    }

    /// Writes the gradient of the layer's input; `pass` is the forward pass.
    pub fn backward(
        &self,
        pass: &mut Pass,
        d_output: &Matrix,
        d_input: &mut Matrix,
        packing: &mut Packing,
    ) {
        let Pass {
            input,
            output,
            mode,
            buffer,
        } = pass;
        match self {
            Layer::Dense(dense) => dense.backward(d_output, d_input, packing),
            Layer::Conv(conv) => conv.backward(d_output, d_input, packing),
            Layer::MaxPool(pool) => pool.backward(d_output, d_input, buffer),
            Layer::AveragePool(pool) => pool.backward(d_output, d_input),
            Layer::BatchNorm(norm) => norm.backward(input, d_output, d_input, *mode, buffer),
            Layer::Activation(activation) => activation.backward(output, d_output, d_input),
            Layer::Dropout(dropout) => dropout.backward(d_output, d_input, *mode, buffer),
        }
    }

    /// Resizes the layer's buffer for `samples` samples; false if there is not enough memory.
    #[must_use]
    pub fn reserve(&self, buffer: &mut Buffer, samples: usize, mode: Mode) -> bool {
        match self {
            Layer::Dropout(dropout) => mode == Mode::Query || dropout.reserve(buffer, samples),
            Layer::MaxPool(pool) => pool.reserve(buffer, samples),
            Layer::BatchNorm(norm) => norm.reserve(buffer, samples),
            Layer::Conv(conv) => conv.reserve(buffer, samples),
            Layer::Dense(_) | Layer::AveragePool(_) | Layer::Activation(_) => true,
        }
    }

    /// The layer's parameters, in the order of the model file.
    pub fn parameters(&self) -> &[Parameter] {
        match self {
            Layer::Dense(dense) => dense.parameters(),
            Layer::Conv(conv) => conv.parameters(),
            Layer::BatchNorm(norm) => norm.parameters(),
            Layer::MaxPool(_)
            | Layer::AveragePool(_)
            | Layer::Activation(_)
            | Layer::Dropout(_) => &[],
        }
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        match self {
            Layer::Dense(dense) => dense.parameters_mut(),
            Layer::Conv(conv) => conv.parameters_mut(),
            Layer::BatchNorm(norm) => norm.parameters_mut(),
            Layer::MaxPool(_)
            | Layer::AveragePool(_)
            | Layer::Activation(_)
            | Layer::Dropout(_) => &mut [],
        }
    }
}
