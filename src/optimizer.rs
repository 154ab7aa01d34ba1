//! Optimisers: how a gradient changes the parameters. The formulas are PyTorch's (ε outside
//! the root, the rate outside the momentum buffer), the constants Keras's.

mod recipe;

pub use recipe::{OptimizerKind, OptimizerRecipe};

use crate::kernels::vector::flushed;

/// What an optimiser remembers of earlier gradients.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Optimizer {
    pub(crate) steps: i32,
    /// By parameter, then by moment; empty before the first step.
    pub(crate) moments: Vec<Vec<Vec<f32>>>,
}

impl Optimizer {
    /// To be called once a step, before the parameters are updated.
    pub fn begin_step(&mut self) {
        self.steps = self.steps.saturating_add(1);
    }

    /// How this step changes the parameter with this index; in a first step they come in their order.
    /// `decay` is λ/n, as M. Nielsen writes L2 regularisation ("Neural Networks and Deep Learning",
    /// chapter 3): the gradient grows by decay · parameter.
    pub fn update<'a>(
        &'a mut self,
        rule: OptimizerRecipe,
        index: usize,
        values: &'a mut [f32],
        decay: f32,
    ) -> Update<'a> {
        if index == self.moments.len() {
            let moment = vec![0.0; values.len()];
            self.moments.push(vec![moment; rule.moments()]);
        }
        let mut moments = self.moments[index].iter_mut().map(Vec::as_mut_slice);
        Update {
            rule,
            steps: self.steps,
            decay,
            values,
            first: moments.next().unwrap_or_default(),
            second: moments.next().unwrap_or_default(),
        }
    }
}

/// A step of an optimiser that waits for the gradients.
pub(crate) struct Update<'a> {
    rule: OptimizerRecipe,
    steps: i32,
    decay: f32,
    values: &'a mut [f32],
    /// As long as the values, or empty where the rule has none.
    first: &'a mut [f32],
    second: &'a mut [f32],
}

impl<'a> Update<'a> {
    /// How many values it changes.
    pub fn count(&self) -> usize {
        self.values.len()
    }

    /// The rate, where this step is value −= rate · gradient.
    pub fn plain_rate(&self) -> Option<f32> {
        self.rule.plain_rate().filter(|_| self.decay == 0.0)
    }

    /// The parts of the step for the first `count` values and for the others.
    pub fn split_at(self, count: usize) -> (Self, Self) {
        let split = |values: &'a mut [f32]| values.split_at_mut(count.min(values.len()));
        let (values, later_values) = split(self.values);
        let (first, later_first) = split(self.first);
        let (second, later_second) = split(self.second);
        let part = |values, first, second| Update {
            values,
            first,
            second,
            ..self
        };
        (
            part(values, first, second),
            part(later_values, later_first, later_second),
        )
    }

    /// Changes the values by their gradients.
    pub fn apply(self, gradients: &[f32]) {
        self.apply_each(gradients.iter().copied());
    }

    /// The same where all gradients are 0.
    pub fn apply_zeros(self) {
        match self.rule {
            _ if self.plain_rate().is_some() => {}
            OptimizerRecipe::RmsProp { rho, .. } if self.decay == 0.0 => {
                (self.first.iter_mut()).for_each(|v| *v = flushed(rho * *v));
            }
            _ => self.apply_each(std::iter::repeat(0.0)),
        }
    }

    fn apply_each(self, gradients: impl Iterator<Item = f32>) {
        let decay = self.decay;
        let pairs = self.values.iter_mut().zip(gradients);
        match self.rule {
            OptimizerRecipe::Sgd {
                learning_rate,
                momentum: 0.0,
            } => {
                for (w, dw) in pairs {
                    *w -= learning_rate * (dw + decay * *w);
                }
            }
            OptimizerRecipe::Sgd {
                learning_rate,
                momentum,
            } => {
                for ((w, dw), v) in pairs.zip(self.first) {
                    *v = flushed(momentum * *v + (dw + decay * *w));
                    *w -= learning_rate * *v;
                }
            }
            OptimizerRecipe::RmsProp {
                learning_rate,
                rho,
                epsilon,
            } => {
                for ((w, dw), v) in pairs.zip(self.first) {
                    let g = dw + decay * *w;
                    *v = flushed(rho * *v + (1.0 - rho) * g * g);
                    *w -= learning_rate * g / (v.sqrt() + epsilon);
                }
            }
            OptimizerRecipe::Adadelta {
                learning_rate,
                rho,
                epsilon,
            } => {
                for (((w, dw), v), u) in pairs.zip(self.first).zip(self.second) {
                    let g = dw + decay * *w;
                    *v = flushed(rho * *v + (1.0 - rho) * g * g);
                    let step = (*u + epsilon).sqrt() / (*v + epsilon).sqrt() * g;
                    *u = flushed(rho * *u + (1.0 - rho) * step * step);
                    *w -= learning_rate * step;
                }
            }
            OptimizerRecipe::Adam {
                learning_rate,
                beta_1,
                beta_2,
                epsilon,
            }
            | OptimizerRecipe::AdamW {
                learning_rate,
                beta_1,
                beta_2,
                epsilon,
                ..
            } => {
                let kept = 1.0 - learning_rate * self.rule.weight_decay();
                let rate = learning_rate / correction(beta_1, self.steps);
                let root = correction(beta_2, self.steps).sqrt();
                for (((w, dw), m), v) in pairs.zip(self.first).zip(self.second) {
                    let g = dw + decay * *w;
                    *m = flushed(beta_1 * *m + (1.0 - beta_1) * g);
                    *v = flushed(beta_2 * *v + (1.0 - beta_2) * g * g);
                    *w = kept * *w - rate * *m / (v.sqrt() / root + epsilon);
                }
            }
        }
    }
}

/// 1 − βᵗ, in f64: near 1, f32 would lose the digits that matter.
fn correction(beta: f32, steps: i32) -> f32 {
    (1.0 - f64::from(beta).powi(steps)) as f32
}
