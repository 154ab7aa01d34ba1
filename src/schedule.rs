//! Learning-rate schedules: by which factor of the recipe's learning rate each step of a run learns.

use serde::{Deserialize, Deserializer, Serialize};

use crate::by_kind::by_kind;
use crate::error::Result;
use crate::field::Field;

/// The schedule of a run's learning rate. Factors and shares are 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Schedule {
    /// The recipe's rate in every step.
    #[default]
    Constant,
    /// Multiplied by `factor` after every `epochs` epochs.
    Step {
        /// 1 to 1,000.
        epochs: usize,
        /// 0 to 1.
        factor: f32,
    },
    /// Half a cosine wave from the rate down to `end` times it (I. Loshchilov and F. Hutter, "SGDR", 2017,
    /// without restarts).
    Cosine {
        /// Of the rate, at the end; 0 by default.
        #[serde(default)]
        end: f32,
    },
    /// Linear from `start` times the rate up to it, over the share `warm_up` of the run; then half a cosine
    /// wave down to `end` times it (L. Smith and N. Topin, "Super-Convergence", 2019). The defaults are
    /// PyTorch's.
    OneCycle {
        /// Of the run, below 1; 0.3 by default.
        #[serde(default = "defaults::warm_up")]
        warm_up: f32,
        /// Of the rate, at first; 0.04 by default.
        #[serde(default = "defaults::start")]
        start: f32,
        /// Of the rate, at the end; 0.000004 by default.
        #[serde(default = "defaults::end")]
        end: f32,
    },
}

impl<'de> Deserialize<'de> for Schedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        const KINDS: [&str; 4] = ["constant", "step", "cosine", "one_cycle"];
        by_kind(deserializer, &KINDS, |kind, fields| {
            Ok(Some(match kind {
                "step" => Self::Step {
                    epochs: fields.needed("epochs")?,
                    factor: fields.needed("factor")?,
                },
                "cosine" => Self::Cosine {
                    end: fields.or("end", 0.0)?,
                },
                "one_cycle" => Self::OneCycle {
                    warm_up: fields.or("warm_up", defaults::warm_up())?,
                    start: fields.or("start", defaults::start())?,
                    end: fields.or("end", defaults::end())?,
                },
                "constant" => Self::Constant,
                _ => return Ok(None),
            }))
        })
    }
}

mod defaults {
    pub const WARM_UP: f64 = 0.3;
    pub const START: f64 = 0.04;
    pub const END: f64 = 4e-6;

    pub fn warm_up() -> f32 {
        WARM_UP as f32
    }
    pub fn start() -> f32 {
        START as f32
    }
    pub fn end() -> f32 {
        END as f32
    }
}

const SHARE: Field = Field::real("", 0.0, 1.0);
const STEP: [Field; 2] = [Field::whole("epochs", 1, 1_000), SHARE.named("factor")];
const COSINE: [Field; 1] = [SHARE.named("end").with_default(0.0)];
const ONE_CYCLE: [Field; 3] = [
    SHARE
        .named("warm_up")
        .below_maximum()
        .with_default(defaults::WARM_UP),
    SHARE.named("start").with_default(defaults::START),
    SHARE.named("end").with_default(defaults::END),
];

impl Schedule {
    /// The constants of this kind, each with the values that it accepts.
    pub(crate) fn fields(&self) -> &'static [Field] {
        match self {
            Schedule::Constant => &[],
            Schedule::Step { .. } => &STEP,
            Schedule::Cosine { .. } => &COSINE,
            Schedule::OneCycle { .. } => &ONE_CYCLE,
        }
    }

    /// Refuses a constant outside its range, naming it.
    pub(crate) fn check(&self) -> Result<()> {
        match *self {
            Schedule::Constant => Ok(()),
            Schedule::Step { epochs, factor } => {
                STEP[0].check("schedule", epochs)?;
                STEP[1].check("schedule", factor)
            }
            Schedule::Cosine { end } => COSINE[0].check("schedule", end),
            Schedule::OneCycle {
                warm_up,
                start,
                end,
            } => {
                let values = [warm_up, start, end];
                let mut constants = ONE_CYCLE.iter().zip(values);
                constants.try_for_each(|(field, value)| field.check("schedule", value))
            }
        }
    }

    /// The factor of the learning rate at a step, counted from 0, of a run of `epochs` epochs of `steps_in_epoch`
    /// steps each.
    pub fn factor(self, step: usize, steps_in_epoch: usize, epochs: usize) -> f32 {
        let progress = step as f64 / (steps_in_epoch * epochs) as f64;
        let factor = match self {
            Schedule::Constant => 1.0,
            Schedule::Step { epochs, factor } => {
                let times = step / (steps_in_epoch * epochs);
                f64::from(factor).powi(times as i32)
            }
            Schedule::Cosine { end } => wave(progress, f64::from(end)),
            Schedule::OneCycle {
                warm_up,
                start,
                end,
            } => {
                let [warm_up, start, end] = [warm_up, start, end].map(f64::from);
                match progress < warm_up {
                    true => start + (1.0 - start) * progress / warm_up,
                    false => wave((progress - warm_up) / (1.0 - warm_up), end),
                }
            }
        };
        factor as f32
    }
}

/// Half a cosine wave from 1, at progress 0, to `end`, at progress 1.
fn wave(progress: f64, end: f64) -> f64 {
    let height = (1.0 + libm::cos(std::f64::consts::PI * progress.min(1.0))) / 2.0;
    end + (1.0 - end) * height
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn factors(schedule: Schedule) -> Vec<f32> {
        (0..=8).map(|step| schedule.factor(step, 2, 4)).collect()
    }

    fn assert_close(got: &[f32], expected: &[f64]) {
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.iter().zip(expected) {
            assert!(
                (f64::from(*got) - expected).abs() < 1e-6,
                "{got}, {expected}"
            );
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn each_schedule_goes_as_it_says() {
        assert_eq!(factors(Schedule::default()), [1.0; 9]);
        let step = Schedule::Step {
            epochs: 1,
            factor: 0.5,
        };
        let halves = [1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125, 0.0625];
        assert_eq!(factors(step), halves);
        let cosine = factors(Schedule::Cosine { end: 0.2 });
        // cos 45° = 0.707107
        assert_close(
            &[cosine[0], cosine[2], cosine[4], cosine[6], cosine[8]],
            &[1.0, 0.882_843, 0.6, 0.317_157, 0.2],
        );
        let one_cycle = factors(Schedule::OneCycle {
            warm_up: 0.5,
            start: 0.1,
            end: 0.0,
        });
        assert_close(
            &one_cycle,
            &[0.1, 0.325, 0.55, 0.775, 1.0, 0.853_553, 0.5, 0.146_447, 0.0],
        );
    }
}
