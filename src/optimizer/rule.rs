//! The kinds of optimisers, each with its constants.

use serde::{Deserialize, Serialize};

/// An optimiser's kind and its constants.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[cfg_attr(
    all(feature = "js", target_arch = "wasm32"),
    tsify(rename = "OptimizerRecipe")
)]
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
    /// M. Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012.
    Adadelta {
        learning_rate: f32,
        #[serde(default = "constants::rho_of_adadelta")]
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
    /// Adam with decoupled weight decay (I. Loshchilov and F. Hutter, 2019): beside Adam's step each weight
    /// loses learning_rate · weight_decay of itself. Biases do not, nor what scales and shifts a
    /// normalisation.
    AdamW {
        learning_rate: f32,
        #[serde(default = "constants::beta_1")]
        beta_1: f32,
        #[serde(default = "constants::beta_2")]
        beta_2: f32,
        #[serde(default = "constants::epsilon")]
        epsilon: f32,
        #[serde(default = "constants::weight_decay")]
        weight_decay: f32,
    },
}

/// What Keras takes where nothing is said.
mod constants {
    pub fn rho() -> f32 {
        0.9
    }
    pub fn rho_of_adadelta() -> f32 {
        0.95
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
    pub fn weight_decay() -> f32 {
        0.004
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

    pub fn adadelta(learning_rate: f32) -> Self {
        Rule::Adadelta {
            learning_rate,
            rho: constants::rho_of_adadelta(),
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

    pub fn adam_w(learning_rate: f32, weight_decay: f32) -> Self {
        Rule::AdamW {
            learning_rate,
            beta_1: constants::beta_1(),
            beta_2: constants::beta_2(),
            epsilon: constants::epsilon(),
            weight_decay,
        }
    }

    /// The share that each weight loses in a step at a rate of 1, beside what its gradient says.
    pub(crate) fn weight_decay(&self) -> f32 {
        match self {
            Rule::AdamW { weight_decay, .. } => *weight_decay,
            _ => 0.0,
        }
    }

    /// The rule for what no decay draws towards 0.
    pub(crate) fn without_decay(mut self) -> Self {
        if let Rule::AdamW { weight_decay, .. } = &mut self {
            *weight_decay = 0.0;
        }
        self
    }

    /// The rule with a part of its rate.
    pub(crate) fn slowed(mut self, factor: f32) -> Self {
        self.set_learning_rate(factor * self.learning_rate());
        self
    }

    pub fn set_learning_rate(&mut self, rate: f32) {
        match self {
            Rule::Sgd { learning_rate, .. }
            | Rule::RmsProp { learning_rate, .. }
            | Rule::Adadelta { learning_rate, .. }
            | Rule::Adam { learning_rate, .. }
            | Rule::AdamW { learning_rate, .. } => *learning_rate = rate,
        }
    }

    pub fn learning_rate(&self) -> f32 {
        match self {
            Rule::Sgd { learning_rate, .. }
            | Rule::RmsProp { learning_rate, .. }
            | Rule::Adadelta { learning_rate, .. }
            | Rule::Adam { learning_rate, .. }
            | Rule::AdamW { learning_rate, .. } => *learning_rate,
        }
    }

    /// The rate, where a step is value −= rate · gradient and remembers nothing.
    pub(crate) fn plain_rate(&self) -> Option<f32> {
        match self {
            Rule::Sgd {
                learning_rate,
                momentum: 0.0,
            } => Some(*learning_rate),
            _ => None,
        }
    }

    /// How many values an optimiser remembers for each parameter.
    pub(crate) fn moments(&self) -> usize {
        match self {
            Rule::Sgd { momentum, .. } => usize::from(*momentum != 0.0),
            Rule::RmsProp { .. } => 1,
            Rule::Adadelta { .. } | Rule::Adam { .. } | Rule::AdamW { .. } => 2,
        }
    }
}
