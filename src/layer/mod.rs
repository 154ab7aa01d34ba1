//! The layers of a network: one file a kind, forward and backward side by side.

mod activation;
mod dense;
mod dropout;
mod parameter;

pub use activation::{Activation, Function};
pub use dense::{Dense, Initialisation};
pub use dropout::Dropout;
pub use parameter::Parameter;

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
            Layer::Dense(dense) => dense.forward(input, output, packing),
            Layer::Activation(activation) => activation.forward(input, output),
            Layer::Dropout(dropout) => dropout.forward(input, output, mode),
        }
    }

    /// Writes the gradients of the layer's own parameters.
    pub fn find_gradients(&mut self, input: &Matrix, d_output: &Matrix, packing: &mut Packing) {
        match self {
            Layer::Dense(dense) => dense.find_gradients(input, d_output, packing),
            Layer::Activation(_) | Layer::Dropout(_) => {}
        }
    }

    /// Writes the gradient of the layer's input; `mode` is that of the forward pass.
    pub fn backward(
        &self,
        output: &Matrix,
        d_output: &Matrix,
        d_input: &mut Matrix,
        mode: Mode,
        packing: &mut Packing,
    ) {
        match self {
            Layer::Dense(dense) => dense.backward(d_output, d_input, packing),
            Layer::Activation(activation) => activation.backward(output, d_output, d_input),
            Layer::Dropout(dropout) => dropout.backward(d_output, d_input, mode),
        }
    }

    /// What the layer learns, in a fixed order.
    pub fn parameters(&self) -> &[Parameter] {
        match self {
            Layer::Dense(dense) => dense.parameters(),
            Layer::Activation(_) | Layer::Dropout(_) => &[],
        }
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        match self {
            Layer::Dense(dense) => dense.parameters_mut(),
            Layer::Activation(_) | Layer::Dropout(_) => &mut [],
        }
    }
}
