//! Initial values of parameters.

use serde::{Deserialize, Deserializer, Serialize};

use super::config::Place;
use super::{Parameter, Role};
use crate::by_kind::by_kind;
use crate::error::Result;
use crate::field::{Field, check_range};
use crate::kernels::Matrix;
use crate::random::Random;

/// Of initial weights: with larger ones the outputs soon overflow.
const DEVIATION: Field = Field::real("deviation", 0.0, 1_000.0);

/// How a parameter is initialised. "fan-in" is the number of inputs of a unit, "fan-out" that of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Initialisation {
    /// Every value 0.
    Zero,
    /// Normal with this standard deviation.
    Normal {
        /// 0 to 1,000.
        deviation: f32,
    },
    /// Normal with standard deviation 1/√fan-in (O. Symon, “Neural Network for recognizing
    /// handwritten numbers”, section 5.3).
    NormalByFanIn,
    /// Uniform within these bounds.
    Uniform {
        /// −1,000 to `high`.
        low: f32,
        /// `low` to 1,000.
        high: f32,
    },
    /// Uniform within ±√(6 / (fan-in + fan-out)) (X. Glorot and Y. Bengio, 2010).
    Glorot,
    /// Normal with standard deviation √(2 / fan-in) (K. He and others, 2015).
    He,
}

impl<'de> Deserialize<'de> for Initialisation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        const KINDS: [&str; 6] = [
            "zero",
            "normal",
            "normal_by_fan_in",
            "uniform",
            "glorot",
            "he",
        ];
        by_kind(deserializer, &KINDS, |kind, fields| {
            Ok(Some(match kind {
                "normal" => Self::Normal {
                    deviation: fields.needed("deviation")?,
                },
                "normal_by_fan_in" => Self::NormalByFanIn,
                "uniform" => Self::Uniform {
                    low: fields.needed("low")?,
                    high: fields.needed("high")?,
                },
                "glorot" => Self::Glorot,
                "he" => Self::He,
                "zero" => Self::Zero,
                _ => return Ok(None),
            }))
        })
    }
}

impl Initialisation {
    /// Refuses numbers out of range, in a layer's `weights` or `biases`.
    pub(super) fn check_both(place: &Place, weights: Self, biases: Option<Self>) -> Result<()> {
        weights.check(&place.of("weights"))?;
        biases.map_or(Ok(()), |biases| biases.check(&place.of("biases")))
    }

    fn check(self, path: &str) -> Result<()> {
        match self {
            Initialisation::Normal { deviation } => DEVIATION.check(path, deviation),
            Initialisation::Uniform { low, high } => check_range(path, low, high),
            _ => Ok(()),
        }
    }

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

/// A weight of this many rows and columns, and a bias of as many columns if its initialisation is given.
pub(super) fn initial_parameters(
    (rows, columns): (usize, usize),
    (fan_in, fan_out): (usize, usize),
    weights: Initialisation,
    biases: Option<Initialisation>,
    random: &mut Random,
) -> Vec<Parameter> {
    let mut initial = |rows, initialisation: Initialisation| {
        let mut value = Matrix::zeros(rows, columns);
        initialisation.fill(&mut value, fan_in, fan_out, random);
        value
    };
    let mut parameters = vec![Parameter::new(
        "weight",
        initial(rows, weights),
        Role::Weight,
    )];
    if let Some(biases) = biases {
        parameters.push(Parameter::new("bias", initial(1, biases), Role::Bias));
    }
    parameters
}

/// A copy of these, with a bias of 0 where there is none.
pub(super) fn with_bias(parameters: &[Parameter]) -> Vec<Parameter> {
    let mut copies = parameters.to_vec();
    if let [weight] = parameters {
        let zeros = Matrix::zeros(1, weight.value.columns());
        copies.push(Parameter::new("bias", zeros, Role::Bias));
    }
    copies
}
