//! A tensor that a layer learns, and the gradient of the loss by it.

use crate::kernels::Matrix;

#[derive(Debug, Clone)]
pub struct Parameter {
    /// "weight" or "bias".
    pub name: &'static str,
    pub value: Matrix,
    /// As large as the value once the first train step has been taken, and empty before:
    /// a network that only answers does not pay for it.
    pub gradient: Matrix,
    /// Whether L2 regularisation draws it towards 0: weights, not biases.
    pub decays: bool,
}

impl Parameter {
    pub fn new(name: &'static str, value: Matrix, decays: bool) -> Self {
        Self {
            name,
            value,
            gradient: Matrix::default(),
            decays,
        }
    }

    /// The gradient, all zeros.
    pub fn cleared_gradient(&mut self) -> &mut Matrix {
        if self.gradient.rows() != self.value.rows() {
            self.gradient = Matrix::zeros(self.value.rows(), self.value.columns());
        } else {
            self.gradient.as_row_major_mut().fill(0.0);
        }
        &mut self.gradient
    }
}
