//! The four steps of seed 004, section 7: from the outputs to an image by the inverse of each layer.

use crate::kernels::vector::dot;
use crate::network::Network;

/// What the document asks of the outputs, and into which range it brings every layer.
const LOW: f32 = 0.01;
const HIGH: f32 = 0.99;

impl Network {
    /// The image that the layers lead back to from a 0.99 for the digit and 0.01 for the others,
    /// in 0..1. Dense layers and sigmoids by turns, as was checked before.
    pub(super) fn invert(&self, digit: usize) -> Vec<f32> {
        let mut outputs = vec![LOW; self.recipe().outputs()];
        outputs[digit] = HIGH;
        // The way ends at the image: what came out of no sigmoid is not led through its inverse.
        for layer in (0..self.layers().len()).step_by(2).rev() {
            let parameters = self.layers()[layer].parameters();
            let mut sums: Vec<f32> = outputs.iter().map(|output| logit(*output)).collect();
            if let Some(bias) = parameters.get(1) {
                let biases = bias.value.as_row_major();
                sums.iter_mut()
                    .zip(biases)
                    .for_each(|(sum, bias)| *sum -= bias);
            }
            // w: [inputs, outputs], so a row holds the links that go out of one input.
            let w = &parameters[0].value;
            outputs = (0..w.rows())
                .map(|input| dot(w.row(input), &sums))
                .collect();
            rescale(&mut outputs);
        }
        let span = HIGH - LOW;
        let image = outputs
            .iter()
            .map(|value| ((value - LOW) / span).clamp(0.0, 1.0));
        image.collect()
    }
}

/// The inverse of the sigmoid: ln(y / (1 − y)).
fn logit(y: f32) -> f32 {
    libm::logf(y / (1.0 - y))
}

/// Shifts and stretches the values to fill 0.01..0.99. Equal values, whose span the document
/// would divide by, become 0.5.
fn rescale(values: &mut [f32]) {
    let least = values.iter().copied().fold(f32::INFINITY, f32::min);
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for value in values {
        *value = match most > least {
            true => (*value - least) / (most - least) * (HIGH - LOW) + LOW,
            false => 0.5,
        };
    }
}
