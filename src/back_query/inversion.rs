//! Inversion, from the outputs back to an image: O. Symon, "Neural network handwriting recognition", section 7.
//! Each sigmoid is inverted. A dense layer is passed backwards by its transposed weights, which are no inverse, and
//! the result is rescaled to 0.01–0.99, where the next sigmoid can be inverted. In f64: near the ends of its range a
//! logit makes every rounding a hundred times as large.

use serde::Serialize;

use crate::error::Result;
use crate::loss::class_of;
use crate::network::Network;

/// The targets of the outputs, and the range into which every layer is rescaled.
const LOW: f64 = 0.01;
const HIGH: f64 = 0.99;

/// One step of an inversion: what it makes of the values of the step before.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InversionStep {
    /// The index in the recipe of the layer that the step goes back through.
    pub layer: usize,
    /// What the step does.
    pub kind: InversionStepKind,
    /// What comes of it.
    pub values: Vec<f32>,
}

/// The steps of an inversion. For each pair of a dense layer and a sigmoid, from the last to the first, they are a logit,
/// the biases if there are any, the transposed weights and a rescaling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum InversionStepKind {
    /// The start, at the output of the last layer: 0.99 for the digit and 0.01 for the others.
    Outputs,
    /// ln(y / (1 − y)), the inverse of a sigmoid, at its input.
    Logit,
    /// The biases of a dense layer taken away, at its output.
    Bias,
    /// The sums over the weights of each input of a dense layer, at its input.
    TransposedWeights,
    /// These values scaled linearly to fill 0.01 to 0.99, where the next logit is defined; equal ones become 0.5.
    Rescale,
    /// The end: the values of the first layer's inputs scaled from 0.01–0.99 to 0–1.
    Pixels,
}

impl Network {
    /// The steps of the inversion of a digit, from the outputs to the pixels. The values of the last step are the image
    /// of [`Network::back_query`] by [`Method::Inversion`](super::Method::Inversion).
    ///
    /// # Errors
    ///
    /// [`Error::Index`](crate::Error::Index) for a digit without an output,
    /// [`Error::NoInversion`](crate::Error::NoInversion) for a network that has none.
    ///
    /// ```
    /// use neuroglyph::back_query::InversionStepKind;
    /// use neuroglyph::{Network, recipe};
    ///
    /// let network = Network::new(recipe::named("symon")?, Some(1))?;
    /// let trace = network.inversion_trace(7)?;
    /// assert_eq!(trace[0].kind, InversionStepKind::Outputs);
    /// assert_eq!(trace[0].values[7], 0.99);
    /// assert_eq!(trace[trace.len() - 1].values.len(), 784);
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn inversion_trace(&self, digit: usize) -> Result<Vec<InversionStep>> {
        self.check_digits(&[digit])?;
        self.recipe().check_inversion()?;
        let mut trace = Vec::new();
        self.invert_by_steps(digit, |layer, kind, values| {
            trace.push(InversionStep {
                layer,
                kind,
                values: rounded(values),
            });
        });
        Ok(trace)
    }

    /// The image, [inputs] in 0..1, of the outputs 0.99 for the digit and 0.01 for the others. The layers are dense
    /// and sigmoid by turns: the caller has checked that.
    pub(super) fn invert(&self, digit: usize) -> Vec<f32> {
        rounded(&self.invert_by_steps(digit, |_, _, _| {}))
    }

    /// The image, and the values of each step on the way to it, with the layer's index.
    fn invert_by_steps(
        &self,
        digit: usize,
        mut see: impl FnMut(usize, InversionStepKind, &[f64]),
    ) -> Vec<f64> {
        let outputs = self.recipe().outputs();
        let mut values: Vec<f64> = (0..outputs)
            .map(|output| match class_of(output, outputs) == digit {
                true => HIGH,
                false => LOW,
            })
            .collect();
        see(self.layers().len() - 1, InversionStepKind::Outputs, &values);
        for layer in (0..self.layers().len()).step_by(2).rev() {
            let parameters = self.layers()[layer].parameters();
            values.iter_mut().for_each(|y| *y = logit(*y));
            see(layer + 1, InversionStepKind::Logit, &values);
            if let Some(bias) = parameters.get(1) {
                let pairs = values.iter_mut().zip(bias.value.as_row_major());
                pairs.for_each(|(sum, bias)| *sum -= f64::from(*bias));
                see(layer, InversionStepKind::Bias, &values);
            }
            // w: [inputs, outputs], so a row holds the weights of one input.
            let w = &parameters[0].value;
            let weighted_sum = |input: usize| {
                let terms = w.row(input).iter().zip(&values);
                terms.map(|(w, sum)| f64::from(*w) * sum).sum()
            };
            values = (0..w.rows()).map(weighted_sum).collect();
            see(layer, InversionStepKind::TransposedWeights, &values);
            rescale(&mut values);
            see(layer, InversionStepKind::Rescale, &values);
        }
        // The pixels are no outputs of a sigmoid: they are rescaled to 0..1.
        let pixel = |value: &mut f64| *value = ((*value - LOW) / (HIGH - LOW)).clamp(0.0, 1.0);
        values.iter_mut().for_each(pixel);
        see(0, InversionStepKind::Pixels, &values);
        values
    }
}

fn rounded(values: &[f64]) -> Vec<f32> {
    values.iter().map(|value| *value as f32).collect()
}

/// The inverse of the sigmoid: ln(y / (1 − y)).
fn logit(y: f64) -> f64 {
    libm::log(y / (1.0 - y))
}

/// Scales the values linearly to fill 0.01..0.99. Equal values become 0.5.
fn rescale(values: &mut [f64]) {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for value in values {
        *value = match most > least {
            true => (*value - least) / (most - least) * (HIGH - LOW) + LOW,
            false => 0.5,
        };
    }
}
