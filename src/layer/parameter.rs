//! A tensor that a layer learns, and what becomes of the gradient of the loss by it.

use crate::kernels::{Matrix, Sink, ViewMut};
use crate::optimizer::{Optimizer, Rule, Update};

#[derive(Debug, Clone)]
pub struct Parameter {
    /// "weight" or "bias".
    pub name: &'static str,
    pub value: Matrix,
    /// Empty until it is wanted: training has no use for it.
    pub gradient: Matrix,
    /// Whether L2 regularisation draws it towards 0: weights, not biases.
    pub decays: bool,
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
    pub rule: Rule,
    pub optimizer: &'a mut Optimizer,
    /// λ/n of the parameters that decay.
    pub decay: f32,
    /// The index of the parameter that comes next.
    pub next: usize,
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

    /// What takes the gradient of this parameter.
    pub fn gradient_sink<'a>(&'a mut self, purpose: &'a mut Purpose) -> GradientSink<'a> {
        let Purpose::Learn(learner) = purpose else {
            self.gradient = Matrix::zeros(self.value.rows(), self.value.columns());
            return GradientSink::Keep(self.gradient.view_mut());
        };
        let index = learner.next;
        learner.next += 1;
        let decay = if self.decays { learner.decay } else { 0.0 };
        let columns = self.value.columns();
        let values = self.value.as_row_major_mut();
        let update = learner.optimizer.update(learner.rule, index, values, decay);
        GradientSink::Learn { update, columns }
    }
}

pub enum GradientSink<'a> {
    Keep(ViewMut<'a>),
    Learn { update: Update<'a>, columns: usize },
}

impl GradientSink<'_> {
    /// The rate, where all that is learnt is value −= rate · gradient.
    pub fn plain_rate(&self) -> Option<f32> {
        match self {
            GradientSink::Learn { update, .. } => update.plain_rate(),
            GradientSink::Keep(_) => None,
        }
    }
}

impl Sink for GradientSink<'_> {
    fn rows(&self) -> usize {
        match self {
            GradientSink::Keep(gradient) => gradient.rows(),
            GradientSink::Learn { update, columns } => update.count() / columns,
        }
    }

    fn columns(&self) -> usize {
        match self {
            GradientSink::Keep(gradient) => gradient.columns(),
            GradientSink::Learn { columns, .. } => *columns,
        }
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        match self {
            GradientSink::Keep(gradient) => {
                let (above, below) = gradient.split_at(rows);
                (GradientSink::Keep(above), GradientSink::Keep(below))
            }
            GradientSink::Learn { update, columns } => {
                let (update, later) = update.split_at(rows * columns);
                let part = |update| GradientSink::Learn { update, columns };
                (part(update), part(later))
            }
        }
    }

    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> &'a mut [f32] {
        match self {
            GradientSink::Keep(gradient) => gradient.begin(scratch),
            GradientSink::Learn { update, .. } => {
                scratch.clear();
                scratch.resize(update.count(), 0.0);
                scratch
            }
        }
    }

    fn finish(self, scratch: &[f32]) {
        if let GradientSink::Learn { update, .. } = self {
            update.apply(scratch);
        }
    }
}
