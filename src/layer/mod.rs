//! The layers of a network: one file a kind, forward and backward side by side.

mod activation;
mod average_pool;
mod batch_norm;
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
pub use config::{LayerConfig, LayerMemory, MAX_VALUES, ParameterShape, PassSize, Place};
pub use conv::{Conv, ConvConfig};
pub use dense::{Dense, DenseConfig, MAX_UNITS, UNITS as DENSE_UNITS};
pub use dropout::{Dropout, DropoutConfig, RATE as DROPOUT_RATE};
pub use fold::Folds;
pub use initialisation::Initialisation;
pub use input_baseline::BaselineWeights;
pub use max_pool::{MaxPool, MaxPoolConfig};
pub use parameter::{Learner, Parameter, Purpose, Role};
pub use shape::Shape;

use initialisation::{begin, with_bias};

use crate::kernels::{Matrix, Packing};

/// Whether a forward pass is to learn from or to answer with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Train,
    Query,
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
    /// Writes all of `output`, whose rows are already as many as the input's.
    pub fn forward(
        &mut self,
        input: &Matrix,
        output: &mut Matrix,
        mode: Mode,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => dense.forward(input, output, mode, packing),
            Layer::Conv(conv) => conv.forward(input, output, packing),
            Layer::MaxPool(pool) => pool.forward(input, output),
            Layer::AveragePool(pool) => pool.forward(input, output),
            Layer::BatchNorm(norm) => norm.forward(input, output, mode),
            Layer::Activation(activation) => activation.forward(input, output),
            Layer::Dropout(dropout) => dropout.forward(input, output, mode),
        }
    }

    /// Finds the gradients of the layer's own parameters, which serve the purpose, after the way back;
    /// `mode` is that of the forward pass.
    pub fn find_gradients(
        &mut self,
        input: &Matrix,
        d_output: &Matrix,
        purpose: &mut Purpose,
        mode: Mode,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => dense.find_gradients(input, d_output, purpose, packing),
            Layer::Conv(conv) => conv.find_gradients(input, d_output, purpose, packing),
            Layer::BatchNorm(norm) => norm.find_gradients(input, d_output, purpose, mode, packing),
            Layer::MaxPool(_)
            | Layer::AveragePool(_)
            | Layer::Activation(_)
            | Layer::Dropout(_) => {}
        }
    }

    /// Writes the gradient of the layer's input; `mode` is that of the forward pass.
    pub fn backward(
        &mut self,
        input: &Matrix,
        output: &Matrix,
        d_output: &Matrix,
        d_input: &mut Matrix,
        mode: Mode,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => dense.backward(d_output, d_input, packing),
            Layer::Conv(conv) => conv.backward(d_output, d_input, packing),
            Layer::MaxPool(pool) => pool.backward(d_output, d_input),
            Layer::AveragePool(pool) => pool.backward(d_output, d_input),
            Layer::BatchNorm(norm) => norm.backward(input, d_output, d_input, mode),
            Layer::Activation(activation) => activation.backward(output, d_output, d_input),
            Layer::Dropout(dropout) => dropout.backward(d_output, d_input, mode),
        }
    }

    /// Makes room for what the layer remembers of so many samples between its passes, if there is
    /// memory for it.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize, mode: Mode) -> bool {
        match self {
            Layer::Dropout(dropout) => mode == Mode::Query || dropout.set_rows(rows),
            Layer::MaxPool(pool) => pool.set_rows(rows),
            Layer::BatchNorm(norm) => norm.set_rows(rows),
            Layer::Conv(conv) => conv.set_rows(rows),
            Layer::Dense(_) | Layer::AveragePool(_) | Layer::Activation(_) => true,
        }
    }

    /// What the layer learns and measures, in a fixed order.
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
