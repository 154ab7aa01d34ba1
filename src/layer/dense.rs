//! Dense (fully connected) layers, and how their weights begin.

use serde::{Deserialize, Serialize};

use super::Parameter;
use crate::kernels::{Matrix, Packing, add_product, vector};
use crate::random::Random;

/// How parameters begin. "fan-in" is the number of inputs, "fan-out" that of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Initialisation {
    Zero,
    /// Normal with this standard deviation.
    Normal {
        deviation: f32,
    },
    /// Normal with standard deviation 1/√fan-in (seed 004, section 5.3).
    NormalByFanIn,
    Uniform {
        low: f32,
        high: f32,
    },
    /// Uniform within ±√(6 / (fan-in + fan-out)) (X. Glorot and Y. Bengio, 2010).
    Glorot,
    /// Normal with standard deviation √(2 / fan-in) (K. He and others, 2015).
    He,
}

impl Initialisation {
    fn fill(self, matrix: &mut Matrix, fan_in: usize, fan_out: usize, random: &mut Random) {
        let (fan_in, fan_out) = (fan_in as f32, fan_out as f32);
        let glorot = (6.0 / (fan_in + fan_out)).sqrt();
        for value in matrix.as_row_major_mut() {
            *value = match self {
                Initialisation::Zero => 0.0,
                Initialisation::Normal { deviation } => deviation * random.normal(),
                Initialisation::NormalByFanIn => random.normal() / fan_in.sqrt(),
                Initialisation::Uniform { low, high } => random.uniform(low, high),
                Initialisation::Glorot => random.uniform(-glorot, glorot),
                Initialisation::He => random.normal() * (2.0 / fan_in).sqrt(),
            };
        }
    }
}

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
        let mut begin = |rows, initialisation: Initialisation| {
            let mut value = Matrix::zeros(rows, outputs);
            initialisation.fill(&mut value, inputs, outputs, random);
            value
        };
        let mut parameters = vec![Parameter::new("weight", begin(inputs, weights), true)];
        if let Some(biases) = biases {
            parameters.push(Parameter::new("bias", begin(1, biases), false));
        }
        Self { parameters }
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
        add_product(x.view(), self.parameters[0].value.view(), y, packing);
    }

    /// dw = xᵀ · dy, db = the sum of dy's rows
    pub fn find_gradients(&mut self, x: &Matrix, dy: &Matrix, packing: &mut Packing) {
        let dw = self.parameters[0].cleared_gradient();
        add_product(x.view().transposed(), dy.view(), dw, packing);
        if let Some(bias) = self.parameters.get_mut(1) {
            let db = bias.cleared_gradient();
            for row in 0..dy.rows() {
                vector::add_scaled(db.as_row_major_mut(), 1.0, dy.row(row));
            }
        }
    }

    /// dx = dy · wᵀ
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, packing: &mut Packing) {
        let w = &self.parameters[0].value;
        dx.as_row_major_mut().fill(0.0);
        add_product(dy.view(), w.view().transposed(), dx, packing);
    }

    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut [Parameter] {
        &mut self.parameters
    }
}
