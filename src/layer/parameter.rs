//! A tensor of a layer, and where the gradient of the loss by it goes.

use super::gradient::GradientEpilogue;
use crate::kernels::Matrix;
use crate::optimizer::{Optimizer, OptimizerRecipe};

/// What a parameter is for, and so what may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Changed by the optimiser, with weight decay and L2 regularisation.
    Weight,
    /// Changed by the optimiser without either; scale and shift of a batch normalisation are biases too.
    Bias,
    /// A running mean, which no optimiser changes.
    Mean,
    /// A running variance, which no optimiser changes.
    Variance,
}

impl Role {
    /// Whether an optimiser changes the parameter.
    pub fn is_trainable(self) -> bool {
        matches!(self, Role::Weight | Role::Bias)
    }
}

/// A tensor that a layer trains or measures.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name in a model file.
    pub name: &'static str,
    /// A weight is [inputs, outputs]; everything else has one row.
    pub value: Matrix,
    /// Empty until gradients are stored: a train step does not store them.
    pub gradient: Matrix,
    /// What it is for.
    pub role: Role,
}

/// Where the gradients by the parameters go.
pub enum GradientUse<'a> {
    /// Each is stored beside its parameter.
    Store,
    /// The optimiser changes each part of a parameter as soon as the gradient by it is known; no gradient is stored.
    Step(OptimizerStep<'a>),
}

/// One step of an optimiser, parameter by parameter.
pub struct OptimizerStep<'a> {
    pub rule: OptimizerRecipe,
    pub(crate) optimizer: &'a mut Optimizer,
    /// λ/n of L2 regularisation.
    pub decay: f32,
    /// The index of the next trainable parameter.
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

    /// Sets the gradient to 0.
    pub fn clear_gradient(&mut self) {
        self.gradient = Matrix::zeros(self.value.rows(), self.value.columns());
    }

    /// The epilogue of the product that computes the gradient by this parameter.
    pub(crate) fn gradient_epilogue<'a>(
        &'a mut self,
        gradient_use: &'a mut GradientUse,
    ) -> GradientEpilogue<'a> {
        let GradientUse::Step(step) = gradient_use else {
            self.clear_gradient();
            return GradientEpilogue::Store(self.gradient.view_mut());
        };
        let index = step.next;
        step.next += 1;
        let (rule, decay) = match self.role {
            Role::Weight => (step.rule, step.decay),
            _ => (step.rule.without_decay(), 0.0),
        };
        let columns = self.value.columns();
        let values = self.value.as_row_major_mut();
        let update = step.optimizer.update(rule, index, values, decay);
        GradientEpilogue::Update { update, columns }
    }
}

/// The name of a layer's parameter in a model file.
pub fn parameter_name(layer: usize, name: &str) -> String {
    format!("layers.{layer}.{name}")
}
