//! Dense (fully connected) layers.

use super::{Initialisation, Parameter, Purpose, begin};
use crate::kernels::{Matrix, Packing, product, sum_rows};
use crate::random::Random;

/// y = x · w + b
#[derive(Debug, Clone)]
pub struct Dense {
    /// The weight, [inputs, outputs], and the bias, [1, outputs], if there is one.
    parameters: Vec<Parameter>,
}

impl Dense {
    /// `biases`: how they begin, or `None` for a layer that has none.
    pub fn new(
        inputs: usize,
        outputs: usize,
        weights: Initialisation,
        biases: Option<Initialisation>,
        random: &mut Random,
    ) -> Self {
        let size = (inputs, outputs);
        Self {
            parameters: begin(size, size, weights, biases, random),
        }
    }

    /// x: [batch, inputs], w: [inputs, outputs], y: [batch, outputs]
    pub fn forward(&self, x: &Matrix, y: &mut Matrix, packing: &mut Packing) {
        match self.parameters.get(1) {
            Some(bias) => {
                let bias = bias.value.as_row_major();
                y.rows_mut().for_each(|row| row.copy_from_slice(bias));
            }
            None => y.as_row_major_mut().fill(0.0),
        }
        product(
            x.view(),
            self.parameters[0].value.view(),
            y.view_mut(),
            packing,
        );
    }

    /// dw = xᵀ · dy, db = the sum of dy's rows
    pub fn find_gradients(
        &mut self,
        x: &Matrix,
        dy: &Matrix,
        purpose: &mut Purpose,
        packing: &mut Packing,
    ) {
        let dw = self.parameters[0].gradient_sink(purpose);
        product(x.view().transposed(), dy.view(), dw, packing);
        if let Some(bias) = self.parameters.get_mut(1) {
            sum_rows(dy.view(), bias.gradient_sink(purpose), packing);
        }
    }

    /// dx = dy · wᵀ
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, packing: &mut Packing) {
        let w = &self.parameters[0].value;
        dx.as_row_major_mut().fill(0.0);
        product(dy.view(), w.view().transposed(), dx.view_mut(), packing);
    }

    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        &mut self.parameters
    }
}
