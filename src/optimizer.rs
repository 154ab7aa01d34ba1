//! Optimisers: how a gradient changes the parameters. The formulas are PyTorch's (ε outside
//! the root, the rate outside the momentum buffer), the constants Keras's.

use serde::{Deserialize, Serialize};

use crate::kernels::Matrix;

/// An optimiser's kind and its constants.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    Sgd {
        learning_rate: f32,
        #[serde(default)]
        momentum: f32,
    },
    /// T. Tieleman and G. Hinton, lecture 6.5 of "Neural Networks for Machine Learning", 2012.
    RmsProp {
        learning_rate: f32,
        #[serde(default = "constants::rho")]
        rho: f32,
        #[serde(default = "constants::epsilon")]
        epsilon: f32,
    },
    /// D. P. Kingma and J. Ba, 2015.
    Adam {
        learning_rate: f32,
        #[serde(default = "constants::beta_1")]
        beta_1: f32,
        #[serde(default = "constants::beta_2")]
        beta_2: f32,
        #[serde(default = "constants::epsilon")]
        epsilon: f32,
    },
}

/// What Keras takes where nothing is said.
mod constants {
    pub fn rho() -> f32 {
        0.9
    }
    pub fn beta_1() -> f32 {
        0.9
    }
    pub fn beta_2() -> f32 {
        0.999
    }
    pub fn epsilon() -> f32 {
        1e-7
    }
}

impl Rule {
    pub fn sgd(learning_rate: f32) -> Self {
        Rule::Sgd {
            learning_rate,
            momentum: 0.0,
        }
    }

    pub fn rms_prop(learning_rate: f32) -> Self {
        Rule::RmsProp {
            learning_rate,
            rho: constants::rho(),
            epsilon: constants::epsilon(),
        }
    }

    pub fn adam(learning_rate: f32) -> Self {
        Rule::Adam {
            learning_rate,
            beta_1: constants::beta_1(),
            beta_2: constants::beta_2(),
            epsilon: constants::epsilon(),
        }
    }

    pub fn set_learning_rate(&mut self, rate: f32) {
        match self {
            Rule::Sgd { learning_rate, .. }
            | Rule::RmsProp { learning_rate, .. }
            | Rule::Adam { learning_rate, .. } => *learning_rate = rate,
        }
    }

    pub fn learning_rate(&self) -> f32 {
        match self {
            Rule::Sgd { learning_rate, .. }
            | Rule::RmsProp { learning_rate, .. }
            | Rule::Adam { learning_rate, .. } => *learning_rate,
        }
    }

    /// How many values an optimiser remembers for each parameter.
    pub(crate) fn moments(&self) -> usize {
        match self {
            Rule::Sgd { momentum, .. } => usize::from(*momentum != 0.0),
            Rule::RmsProp { .. } => 1,
            Rule::Adam { .. } => 2,
        }
    }
}

/// What an optimiser remembers of earlier gradients.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Optimizer {
    pub(crate) steps: i32,
    /// By parameter, then by moment; empty before the first step.
    pub(crate) moments: Vec<Vec<Vec<f32>>>,
}

impl Optimizer {
    /// To be called once a step, before the parameters are updated.
    pub fn begin_step(&mut self) {
        self.steps = self.steps.saturating_add(1);
    }

    /// Changes the parameter with this index by its gradient. `decay` is λ/n, as M. Nielsen
    /// writes L2 regularisation ("Neural Networks and Deep Learning", chapter 3): the gradient
    /// grows by decay · parameter.
    pub fn update(
        &mut self,
        rule: Rule,
        index: usize,
        parameter: &mut Matrix,
        gradient: &Matrix,
        decay: f32,
    ) {
        let gradients = gradient.as_row_major();
        if index == self.moments.len() {
            let moment = vec![0.0; gradients.len()];
            self.moments.push(vec![moment; rule.moments()]);
        }
        let pairs = parameter.as_row_major_mut().iter_mut().zip(gradients);
        match (rule, self.moments[index].as_mut_slice()) {
            (Rule::Sgd { learning_rate, .. }, []) => {
                for (w, dw) in pairs {
                    *w -= learning_rate * (dw + decay * *w);
                }
            }
            (
                Rule::Sgd {
                    learning_rate,
                    momentum,
                },
                [velocity, ..],
            ) => {
                for ((w, dw), v) in pairs.zip(velocity) {
                    *v = momentum * *v + (dw + decay * *w);
                    *w -= learning_rate * *v;
                }
            }
            (
                Rule::RmsProp {
                    learning_rate,
                    rho,
                    epsilon,
                },
                [square, ..],
            ) => {
                for ((w, dw), v) in pairs.zip(square) {
                    let g = dw + decay * *w;
                    *v = rho * *v + (1.0 - rho) * g * g;
                    *w -= learning_rate * g / (v.sqrt() + epsilon);
                }
            }
            (
                Rule::Adam {
                    learning_rate,
                    beta_1,
                    beta_2,
                    epsilon,
                },
                [mean, square],
            ) => {
                let rate = learning_rate / correction(beta_1, self.steps);
                let root = correction(beta_2, self.steps).sqrt();
                for (((w, dw), m), v) in pairs.zip(mean).zip(square) {
                    let g = dw + decay * *w;
                    *m = beta_1 * *m + (1.0 - beta_1) * g;
                    *v = beta_2 * *v + (1.0 - beta_2) * g * g;
                    *w -= rate * *m / (v.sqrt() / root + epsilon);
                }
            }
            (rule, moments) => unreachable!("{rule:?} with {} moments", moments.len()),
        }
    }
}

/// 1 − βᵗ, in f64: near 1, f32 would lose the digits that matter.
fn correction(beta: f32, steps: i32) -> f32 {
    (1.0 - f64::from(beta).powi(steps)) as f32
}
