//! The kinds of optimisers, each with its constants.

use serde::{Deserialize, Deserializer, Serialize};

use crate::by_kind::{Fields, by_kind};
use crate::field::Field;

/// An optimiser's kind and its constants.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OptimizerRecipe {
    /// Stochastic gradient descent, with momentum where that is not 0.
    Sgd {
        /// The learning rate: 0.00001 to 10.
        learning_rate: f32,
        /// The share of the momentum buffer that each step keeps: 0 to less than 1; 0 by default.
        #[serde(default)]
        momentum: f32,
    },
    /// RMSprop (T. Tieleman and G. Hinton, lecture 6.5 of "Neural Networks for Machine Learning", 2012).
    RmsProp {
        /// The learning rate: 0.00001 to 10.
        learning_rate: f32,
        /// The decay of the mean of the squared gradients: 0 to less than 1; 0.9 by default.
        #[serde(default = "defaults::rho")]
        rho: f32,
        /// ε, which keeps the divisor above 0: more than 0, at most 1; 1e-7 by default.
        #[serde(default = "defaults::epsilon")]
        epsilon: f32,
    },
    /// Adadelta (M. Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012).
    Adadelta {
        /// The learning rate: 0.00001 to 10.
        learning_rate: f32,
        /// The decay of the means of the squared gradients and of the squared steps: 0 to less than 1; 0.95 by default.
        #[serde(default = "defaults::rho_of_adadelta")]
        rho: f32,
        /// ε, which keeps the divisor above 0: more than 0, at most 1; 1e-7 by default.
        #[serde(default = "defaults::epsilon")]
        epsilon: f32,
    },
    /// Adam (D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", 2015).
    Adam {
        /// The learning rate: 0.00001 to 10.
        learning_rate: f32,
        /// The decay of the mean of the gradients: 0 to less than 1; 0.9 by default.
        #[serde(default = "defaults::beta_1")]
        beta_1: f32,
        /// The decay of the mean of their squares: 0 to less than 1; 0.999 by default.
        #[serde(default = "defaults::beta_2")]
        beta_2: f32,
        /// ε, which keeps the divisor above 0: more than 0, at most 1; 1e-7 by default.
        #[serde(default = "defaults::epsilon")]
        epsilon: f32,
    },
    /// Adam with decoupled weight decay (I. Loshchilov and F. Hutter, 2019): beside Adam's step each weight
    /// loses learning_rate · weight_decay of itself. Biases do not, nor what scales and shifts a
    /// normalisation.
    AdamW {
        /// The learning rate: 0.00001 to 10.
        learning_rate: f32,
        /// The decay of the mean of the gradients: 0 to less than 1; 0.9 by default.
        #[serde(default = "defaults::beta_1")]
        beta_1: f32,
        /// The decay of the mean of their squares: 0 to less than 1; 0.999 by default.
        #[serde(default = "defaults::beta_2")]
        beta_2: f32,
        /// ε, which keeps the divisor above 0: more than 0, at most 1; 1e-7 by default.
        #[serde(default = "defaults::epsilon")]
        epsilon: f32,
        /// The share of itself that a weight loses in a step at a rate of 1: 0 to 1; 0.004 by default.
        #[serde(default = "defaults::weight_decay")]
        weight_decay: f32,
    },
}

/// The kind of an optimiser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum OptimizerKind {
    /// Stochastic gradient descent.
    Sgd,
    /// RMSprop.
    RmsProp,
    /// Adadelta.
    Adadelta,
    /// Adam.
    Adam,
    /// Adam with decoupled weight decay.
    AdamW,
}

impl OptimizerKind {
    /// The kind's name in a recipe's JSON.
    pub fn name(self) -> &'static str {
        match self {
            OptimizerKind::Sgd => "sgd",
            OptimizerKind::RmsProp => "rms_prop",
            OptimizerKind::Adadelta => "adadelta",
            OptimizerKind::Adam => "adam",
            OptimizerKind::AdamW => "adam_w",
        }
    }
}

impl<'de> Deserialize<'de> for OptimizerRecipe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const KINDS: [&str; 5] = ["sgd", "rms_prop", "adadelta", "adam", "adam_w"];
        by_kind(deserializer, &KINDS, |kind, fields| {
            let rate = |fields: &mut Fields| fields.needed("learning_rate");
            Ok(Some(match kind {
                "sgd" => Self::Sgd {
                    learning_rate: rate(fields)?,
                    momentum: fields.or("momentum", 0.0)?,
                },
                "rms_prop" => Self::RmsProp {
                    learning_rate: rate(fields)?,
                    rho: fields.or("rho", defaults::rho())?,
                    epsilon: fields.or("epsilon", defaults::epsilon())?,
                },
                "adadelta" => Self::Adadelta {
                    learning_rate: rate(fields)?,
                    rho: fields.or("rho", defaults::rho_of_adadelta())?,
                    epsilon: fields.or("epsilon", defaults::epsilon())?,
                },
                "adam" => Self::Adam {
                    learning_rate: rate(fields)?,
                    beta_1: fields.or("beta_1", defaults::beta_1())?,
                    beta_2: fields.or("beta_2", defaults::beta_2())?,
                    epsilon: fields.or("epsilon", defaults::epsilon())?,
                },
                "adam_w" => Self::AdamW {
                    learning_rate: rate(fields)?,
                    beta_1: fields.or("beta_1", defaults::beta_1())?,
                    beta_2: fields.or("beta_2", defaults::beta_2())?,
                    epsilon: fields.or("epsilon", defaults::epsilon())?,
                    weight_decay: fields.or("weight_decay", defaults::weight_decay())?,
                },
                _ => return Ok(None),
            }))
        })
    }
}

/// Keras's defaults.
mod defaults {
    pub const RHO: f64 = 0.9;
    pub const RHO_OF_ADADELTA: f64 = 0.95;
    pub const BETA_1: f64 = 0.9;
    pub const BETA_2: f64 = 0.999;
    pub const EPSILON: f64 = 1e-7;
    pub const WEIGHT_DECAY: f64 = 0.004;

    pub fn rho() -> f32 {
        RHO as f32
    }
    pub fn rho_of_adadelta() -> f32 {
        RHO_OF_ADADELTA as f32
    }
    pub fn beta_1() -> f32 {
        BETA_1 as f32
    }
    pub fn beta_2() -> f32 {
        BETA_2 as f32
    }
    pub fn epsilon() -> f32 {
        EPSILON as f32
    }
    pub fn weight_decay() -> f32 {
        WEIGHT_DECAY as f32
    }
}

impl OptimizerRecipe {
    /// An optimiser of this kind with Keras's constants.
    pub fn new(kind: OptimizerKind, learning_rate: f32) -> Self {
        match kind {
            OptimizerKind::Sgd => Self::sgd(learning_rate),
            OptimizerKind::RmsProp => Self::rms_prop(learning_rate),
            OptimizerKind::Adadelta => Self::adadelta(learning_rate),
            OptimizerKind::Adam => Self::adam(learning_rate),
            OptimizerKind::AdamW => Self::adam_w(learning_rate, defaults::weight_decay()),
        }
    }

    /// The kind, without the constants.
    pub fn kind(&self) -> OptimizerKind {
        match self {
            Self::Sgd { .. } => OptimizerKind::Sgd,
            Self::RmsProp { .. } => OptimizerKind::RmsProp,
            Self::Adadelta { .. } => OptimizerKind::Adadelta,
            Self::Adam { .. } => OptimizerKind::Adam,
            Self::AdamW { .. } => OptimizerKind::AdamW,
        }
    }

    /// Stochastic gradient descent without momentum.
    pub fn sgd(learning_rate: f32) -> Self {
        OptimizerRecipe::Sgd {
            learning_rate,
            momentum: 0.0,
        }
    }

    /// RMSprop with Keras's constants.
    pub fn rms_prop(learning_rate: f32) -> Self {
        OptimizerRecipe::RmsProp {
            learning_rate,
            rho: defaults::rho(),
            epsilon: defaults::epsilon(),
        }
    }

    /// Adadelta with Keras's constants.
    pub fn adadelta(learning_rate: f32) -> Self {
        OptimizerRecipe::Adadelta {
            learning_rate,
            rho: defaults::rho_of_adadelta(),
            epsilon: defaults::epsilon(),
        }
    }

    /// Adam with Keras's constants.
    pub fn adam(learning_rate: f32) -> Self {
        OptimizerRecipe::Adam {
            learning_rate,
            beta_1: defaults::beta_1(),
            beta_2: defaults::beta_2(),
            epsilon: defaults::epsilon(),
        }
    }

    /// AdamW with Keras's constants and this weight decay, 0 to 1.
    pub fn adam_w(learning_rate: f32, weight_decay: f32) -> Self {
        OptimizerRecipe::AdamW {
            learning_rate,
            beta_1: defaults::beta_1(),
            beta_2: defaults::beta_2(),
            epsilon: defaults::epsilon(),
            weight_decay,
        }
    }

    /// The share that each weight loses in a step at a rate of 1, beside what its gradient says.
    pub(crate) fn weight_decay(&self) -> f32 {
        match self {
            OptimizerRecipe::AdamW { weight_decay, .. } => *weight_decay,
            _ => 0.0,
        }
    }

    /// The rule for what no decay draws towards 0.
    pub(crate) fn without_decay(mut self) -> Self {
        if let OptimizerRecipe::AdamW { weight_decay, .. } = &mut self {
            *weight_decay = 0.0;
        }
        self
    }

    /// The rule with a part of its rate.
    pub(crate) fn slowed(mut self, factor: f32) -> Self {
        self.set_learning_rate(factor * self.learning_rate());
        self
    }

    /// The constants of this kind, each with its value.
    pub(crate) fn constants(&self) -> Vec<(Field, f32)> {
        let share = |name| Field::real(name, 0.0, 1.0);
        let rho = |default| share("rho").below_maximum().with_default(default);
        let epsilon = Field::real("epsilon", 0.0, 1e38).above_minimum();
        let epsilon = epsilon.with_default(defaults::EPSILON);
        let learning_rate = Field::real("learning_rate", 1e-5, 10.0);
        let learning_rate = (learning_rate, self.learning_rate());
        let betas = |beta_1, beta_2| {
            let field = |name, default| share(name).below_maximum().with_default(default);
            [
                (field("beta_1", defaults::BETA_1), beta_1),
                (field("beta_2", defaults::BETA_2), beta_2),
            ]
        };
        let mut all = vec![learning_rate];
        match *self {
            OptimizerRecipe::Sgd { momentum, .. } => {
                let field = share("momentum").below_maximum().with_default(0.0);
                all.push((field, momentum));
            }
            OptimizerRecipe::RmsProp {
                rho: value,
                epsilon: small,
                ..
            } => {
                all.extend([(rho(defaults::RHO), value), (epsilon, small)]);
            }
            OptimizerRecipe::Adadelta {
                rho: value,
                epsilon: small,
                ..
            } => {
                all.extend([(rho(defaults::RHO_OF_ADADELTA), value), (epsilon, small)]);
            }
            OptimizerRecipe::Adam {
                beta_1,
                beta_2,
                epsilon: small,
                ..
            } => {
                all.extend(betas(beta_1, beta_2));
                all.push((epsilon, small));
            }
            OptimizerRecipe::AdamW {
                beta_1,
                beta_2,
                epsilon: small,
                weight_decay,
                ..
            } => {
                all.extend(betas(beta_1, beta_2));
                let decay = share("weight_decay").with_default(defaults::WEIGHT_DECAY);
                all.extend([(epsilon, small), (decay, weight_decay)]);
            }
        }
        all
    }

    /// Sets the learning rate. The recipe's check refuses one outside 0.00001 to 10.
    pub fn set_learning_rate(&mut self, rate: f32) {
        match self {
            OptimizerRecipe::Sgd { learning_rate, .. }
            | OptimizerRecipe::RmsProp { learning_rate, .. }
            | OptimizerRecipe::Adadelta { learning_rate, .. }
            | OptimizerRecipe::Adam { learning_rate, .. }
            | OptimizerRecipe::AdamW { learning_rate, .. } => *learning_rate = rate,
        }
    }

    /// The learning rate.
    pub fn learning_rate(&self) -> f32 {
        match self {
            OptimizerRecipe::Sgd { learning_rate, .. }
            | OptimizerRecipe::RmsProp { learning_rate, .. }
            | OptimizerRecipe::Adadelta { learning_rate, .. }
            | OptimizerRecipe::Adam { learning_rate, .. }
            | OptimizerRecipe::AdamW { learning_rate, .. } => *learning_rate,
        }
    }

    /// The rate, where a step is value −= rate · gradient and remembers nothing.
    pub(crate) fn plain_rate(&self) -> Option<f32> {
        match self {
            OptimizerRecipe::Sgd {
                learning_rate,
                momentum: 0.0,
            } => Some(*learning_rate),
            _ => None,
        }
    }

    /// How many values an optimiser remembers for each parameter.
    pub(crate) fn moments(&self) -> usize {
        match self {
            OptimizerRecipe::Sgd { momentum, .. } => usize::from(*momentum != 0.0),
            OptimizerRecipe::RmsProp { .. } => 1,
            OptimizerRecipe::Adadelta { .. }
            | OptimizerRecipe::Adam { .. }
            | OptimizerRecipe::AdamW { .. } => 2,
        }
    }

    /// Whether the moment with this index is a mean of squares, of which the root is taken: it is never below 0.
    pub(crate) fn is_mean_of_squares(&self, moment: usize) -> bool {
        match self {
            OptimizerRecipe::Sgd { .. } => false,
            OptimizerRecipe::RmsProp { .. } | OptimizerRecipe::Adadelta { .. } => true,
            OptimizerRecipe::Adam { .. } | OptimizerRecipe::AdamW { .. } => moment == 1,
        }
    }
}
