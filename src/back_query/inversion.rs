//! Inversion, from the outputs back to an image: O. Symon, "Neural network handwriting recognition", section 7.
//! Each sigmoid is inverted. A dense layer is passed backwards by its transposed weights, which are no inverse, and
//! the result is rescaled to 0.01–0.99, where the next sigmoid can be inverted. In f64: near the ends of its range a
//! logit makes every rounding a hundred times as large.

use crate::network::Network;

/// The targets of the outputs, and the range into which every layer is rescaled.
const LOW: f64 = 0.01;
const HIGH: f64 = 0.99;

impl Network {
    /// The image, [inputs] in 0..1, of the outputs 0.99 for the digit and 0.01 for the others. The layers are dense
    /// and sigmoid by turns: the caller has checked that.
    pub(super) fn invert(&self, digit: usize) -> Vec<f32> {
        let mut outputs = vec![LOW; self.recipe().outputs()];
        outputs[digit] = HIGH;
        for layer in (0..self.layers().len()).step_by(2).rev() {
            let parameters = self.layers()[layer].parameters();
            let mut sums: Vec<f64> = outputs.iter().map(|output| logit(*output)).collect();
            if let Some(bias) = parameters.get(1) {
                let biases = bias.value.as_row_major();
                let pairs = sums.iter_mut().zip(biases);
                pairs.for_each(|(sum, bias)| *sum -= f64::from(*bias));
            }
            // w: [inputs, outputs], so a row holds the weights of one input.
            let w = &parameters[0].value;
            let weighted_sum = |input: usize| {
                let terms = w.row(input).iter().zip(&sums);
                terms.map(|(w, sum)| f64::from(*w) * sum).sum()
            };
            outputs = (0..w.rows()).map(weighted_sum).collect();
            rescale(&mut outputs);
        }
        // The pixels are no outputs of a sigmoid: they are rescaled to 0..1.
        let pixel = |value: &f64| ((value - LOW) / (HIGH - LOW)).clamp(0.0, 1.0) as f32;
        outputs.iter().map(pixel).collect()
    }
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
