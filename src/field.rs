//! The range of a number in a recipe, as data: the check of a recipe and whoever shows the field to a person take
//! it from here.

use std::fmt::Display;

use serde::Serialize;

use crate::error::{Error, Result};

/// A field that holds a number, with the values that it accepts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), tsify(missing_as_null))]
pub struct Field {
    /// The field's name in a recipe's JSON.
    pub name: &'static str,
    /// The least value, or the bound that every value exceeds.
    pub minimum: f64,
    /// The largest value, or the bound that every value stays below.
    pub maximum: f64,
    /// Whether the minimum itself is refused.
    pub excludes_minimum: bool,
    /// Whether the maximum itself is refused.
    pub excludes_maximum: bool,
    /// Whether only whole numbers are accepted.
    pub is_whole: bool,
    /// The value of a field that a recipe leaves out; `None` for one that every recipe states.
    pub default: Option<f64>,
}

impl Field {
    /// A whole number, minimum and maximum included.
    pub(crate) const fn whole(name: &'static str, minimum: usize, maximum: usize) -> Self {
        Self {
            is_whole: true,
            ..Self::real(name, minimum as f64, maximum as f64)
        }
    }

    /// A real number, minimum and maximum included.
    pub(crate) const fn real(name: &'static str, minimum: f64, maximum: f64) -> Self {
        Self {
            name,
            minimum,
            maximum,
            excludes_minimum: false,
            excludes_maximum: false,
            is_whole: false,
            default: None,
        }
    }

    /// The same range under another name.
    pub(crate) const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The same field without its minimum.
    pub(crate) const fn above_minimum(self) -> Self {
        Self {
            excludes_minimum: true,
            ..self
        }
    }

    /// The same field without its maximum.
    pub(crate) const fn below_maximum(self) -> Self {
        Self {
            excludes_maximum: true,
            ..self
        }
    }

    /// The same field with the value that it has where a recipe leaves it out.
    pub(crate) const fn with_default(self, value: f64) -> Self {
        Self {
            default: Some(value),
            ..self
        }
    }

    /// Refuses a value outside the range; NaN is outside every range.
    ///
    /// `parent` is the path of the object that holds the field, such as `layers[3]`; it is empty for a field of the
    /// recipe itself.
    pub(crate) fn check<T: Number>(&self, parent: &str, value: T) -> Result<()> {
        let (minimum, maximum) = (T::from_bound(self.minimum), T::from_bound(self.maximum));
        let is_above = minimum < value || !self.excludes_minimum && minimum == value;
        let is_below = value < maximum || !self.excludes_maximum && value == maximum;
        if is_above && is_below {
            return Ok(());
        }
        let separator = if parent.is_empty() { "" } else { "." };
        let path = format!("{parent}{separator}{}", self.name);
        refuse(&path, value, &self.hint())
    }

    /// The accepted values in words.
    fn hint(&self) -> String {
        let (minimum, maximum) = (written(self.minimum), written(self.maximum));
        match (self.excludes_minimum, self.excludes_maximum) {
            (false, false) => format!("use {minimum} to {maximum}"),
            (false, true) => format!("use {minimum} or more, below {maximum}"),
            (true, false) => format!("use a number above {minimum}, at most {maximum}"),
            (true, true) => format!("use a number above {minimum}, below {maximum}"),
        }
    }
}

/// Of initial weights, of pixels and of targets: with larger ones the values in the network soon overflow.
const MAX_VALUE: f32 = 1_000.0;

/// Refuses two numbers that are no range from −1000 to 1000, the lower one first. `field` is the path of the range.
pub(crate) fn check_range(field: &str, low: f32, high: f32) -> Result<()> {
    if -MAX_VALUE <= low && low < high && high <= MAX_VALUE {
        return Ok(());
    }
    let hint = "use two numbers from -1000 to 1000, the lower one first";
    refuse(field, format!("{low} to {high}"), hint)
}

/// Refuses the value of a field, given by its path, with what to use instead.
pub(crate) fn refuse(field: &str, value: impl Display, hint: &str) -> Result<()> {
    Err(Error::Recipe {
        field: field.to_owned(),
        value: value.to_string(),
        hint: hint.to_owned(),
    })
}

/// A number of a recipe. A bound is rounded to the field's type before the two are compared, so that 0.9 as an f32
/// is not above 0.9.
pub(crate) trait Number: Copy + PartialOrd + Display {
    fn from_bound(bound: f64) -> Self;
}

impl Number for usize {
    fn from_bound(bound: f64) -> Self {
        bound as usize
    }
}

impl Number for f32 {
    fn from_bound(bound: f64) -> Self {
        bound as f32
    }
}

/// In digits, or with an exponent where there would be many zeros.
fn written(bound: f64) -> String {
    match bound != 0.0 && !(1e-5..1e15).contains(&bound.abs()) {
        true => format!("{bound:e}"),
        false => bound.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn refusal<T: Number>(field: Field, parent: &str, value: T) -> String {
        field.check(parent, value).unwrap_err().to_string()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn values_up_to_the_bounds_are_accepted_and_others_refused_by_name() {
        let units = Field::whole("units", 1, 4_096);
        units.check("layers[3]", 1usize).unwrap();
        units.check("layers[3]", 4_096usize).unwrap();
        let message = refusal(units, "layers[3]", 4_097usize);
        assert_eq!(message, "recipe: layers[3].units is 4097: use 1 to 4096");
        assert_eq!(
            refusal(units, "", usize::MAX),
            format!("recipe: units is {}: use 1 to 4096", usize::MAX)
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_bound_is_rounded_as_the_value_is() {
        for maximum in [0.1, 0.9] {
            let rate = Field::real("rate", 0.0, maximum);
            rate.check("", maximum as f32).unwrap();
            rate.check("", (maximum as f32).next_up()).unwrap_err();
        }
        let message = refusal(Field::real("rate", 0.0, 0.9), "", f32::NAN);
        assert_eq!(message, "recipe: rate is NaN: use 0 to 0.9");
        let tiny = Field::real("epsilon", 1e-12, 1.0);
        tiny.check("", 1e-12f32).unwrap();
        assert_eq!(
            refusal(tiny, "", 0f32),
            "recipe: epsilon is 0: use 1e-12 to 1"
        );
        let rate = Field::real("learning_rate", 1e-5, 10.0);
        assert_eq!(
            refusal(rate, "optimizer", -1f32),
            "recipe: optimizer.learning_rate is -1: use 0.00001 to 10"
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_bound_may_be_excluded() {
        let share = Field::real("x", 0.0, 1.0);
        let message = refusal(share.below_maximum(), "", 1f32);
        assert_eq!(message, "recipe: x is 1: use 0 or more, below 1");
        share.below_maximum().check("", 0f32).unwrap();
        let message = refusal(share.above_minimum(), "", 0f32);
        assert_eq!(message, "recipe: x is 0: use a number above 0, at most 1");
        share.above_minimum().check("", 1f32).unwrap();
        let inner = share.above_minimum().below_maximum();
        let message = refusal(inner, "", 1f32);
        assert_eq!(message, "recipe: x is 1: use a number above 0, below 1");
        inner.check("", 0.5f32).unwrap();
    }
}
