//! A tensor of a layer, and what becomes of the gradient of the loss by it.

use super::gradient::GradientEpilogue;
use crate::kernels::Matrix;
use crate::optimizer::{Optimizer, OptimizerRecipe};

/// What may change a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The optimiser, and what draws weights towards 0.
    Weight,
    /// The optimiser alone: of scale and shift of a normalisation this is true as well.
    Bias,
    /// No optimiser: they are measured.
    Mean,
    Variance,
}

impl Role {
    /// Whether an optimiser changes it.
    pub fn is_learnt(self) -> bool {
        matches!(self, Role::Weight | Role::Bias)
    }
}

#[derive(Debug, Clone)]
pub struct Parameter {
    /// As a model file names it.
    pub name: &'static str,
    pub value: Matrix,
    /// Empty until it is wanted: training has no use for it.
    pub gradient: Matrix,
    pub role: Role,
}

/// What becomes of the gradients that a backward pass finds.
pub enum Purpose<'a> {
    /// They are kept beside the parameters.
    Keep,
    /// Each part of a parameter is changed as soon as its gradient is known, and that is forgotten.
    Learn(Learner<'a>),
}

/// A step of an optimiser on its way through the parameters.
pub struct Learner<'a> {
    pub rule: OptimizerRecipe,
    pub optimizer: &'a mut Optimizer,
    /// λ/n of the parameters that decay.
    pub decay: f32,
    /// The index of the parameter that comes next.
    pub next: usize,
}

impl Parameter {
    pub fn new(name: &'static str, value: Matrix, role: Role) -> Self {
        Self {
            name,
            value,
            gradient: Matrix::default(),
            role,
        }
    }

    /// A gradient of 0.
    pub fn clear_gradient(&mut self) {
        self.gradient = Matrix::zeros(self.value.rows(), self.value.columns());
    }

    /// What takes the gradient of this parameter.
    pub fn gradient_epilogue<'a>(&'a mut self, purpose: &'a mut Purpose) -> GradientEpilogue<'a> {
        let Purpose::Learn(learner) = purpose else {
            self.clear_gradient();
            return GradientEpilogue::Keep(self.gradient.view_mut());
        };
        let index = learner.next;
        learner.next += 1;
        let (rule, decay) = match self.role {
            Role::Weight => (learner.rule, learner.decay),
            _ => (learner.rule.without_decay(), 0.0),
        };
        let columns = self.value.columns();
        let values = self.value.as_row_major_mut();
        let update = learner.optimizer.update(rule, index, values, decay);
        GradientEpilogue::Learn { update, columns }
    }
}
