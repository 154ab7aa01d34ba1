//! Losses: how far the outputs are from the targets, and which way is better.
//! Each is summed over the outputs and averaged over the batch.

use serde::{Deserialize, Serialize};

use crate::kernels::Matrix;
use crate::kernels::vector::{argmax, flushed};

/// How far the outputs y of a network are from the targets t: a sum over the outputs, and the mean over a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Half the squared error, Σ (y − t)² / 2.
    SquaredError,
    /// −Σ t · ln y, with a softmax as the last layer and differentiated together with it.
    CrossEntropy,
    /// −Σ t · ln y + (1 − t) · ln(1 − y), with a sigmoid as the last layer and differentiated
    /// together with it.
    BinaryCrossEntropy,
}

/// What each output should be: two numbers from −1,000 to 1,000, the lower one first. A single output should be high
/// for label 1 and low for label 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// The target of every output but the label's.
    pub low: f32,
    /// The target of the label's output.
    pub high: f32,
}

/// The classes that this many outputs tell apart: one each, or two with a single output.
pub(crate) fn classes(outputs: usize) -> usize {
    outputs.max(2)
}

/// The class for which an output, of this many, should be high: its index, or 1 of a single output.
pub(crate) fn class_of(output: usize, outputs: usize) -> usize {
    output + usize::from(outputs == 1)
}

/// The label of a drawing that is no digit: the target is then the same for every output, so that
/// none is large (D. Hendrycks, M. Mazeika and T. Dietterich, "Deep Anomaly Detection with Outlier
/// Exposure", 2019).
pub const NO_DIGIT: u8 = u8::MAX;

impl Loss {
    /// The loss's name in a recipe's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Loss::SquaredError => "squared_error",
            Loss::CrossEntropy => "cross_entropy",
            Loss::BinaryCrossEntropy => "binary_cross_entropy",
        }
    }

    /// Whether the gradient is by the logits, the last activation's input, and not by its
    /// outputs: the two are differentiated together.
    pub(crate) fn is_fused(self) -> bool {
        self != Loss::SquaredError
    }

    /// The loss of a batch, from the logits where it is fused, so that nothing overflows and
    /// no logarithm of 0 is taken.
    /// logits, outputs: [batch, n]
    pub(crate) fn of(
        self,
        logits: &Matrix,
        outputs: &Matrix,
        labels: &[u8],
        targets: Targets,
    ) -> f64 {
        let mut sum = 0.0;
        for (row, label) in labels.iter().enumerate() {
            let (z, y) = (logits.row(row), outputs.row(row));
            let t = |output: usize| f64::from(targets.of(output, *label, y.len()));
            sum += match self {
                Loss::SquaredError => {
                    let squares = y.iter().enumerate();
                    squares
                        .map(|(i, y)| (f64::from(*y) - t(i)).powi(2))
                        .sum::<f64>()
                        / 2.0
                }
                Loss::CrossEntropy => {
                    // −ln softmax(z)ᵢ = ln Σ e^z − zᵢ, with the largest z taken out.
                    let largest = z.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                    let powers = z.iter().map(|z| libm::exp(f64::from(z - largest)));
                    let log_sum = f64::from(largest) + libm::log(powers.sum());
                    let terms = z.iter().enumerate();
                    terms.map(|(i, z)| t(i) * (log_sum - f64::from(*z))).sum()
                }
                Loss::BinaryCrossEntropy => {
                    // max(z, 0) − t·z + ln(1 + e^−|z|)
                    let terms = z.iter().enumerate().map(|(i, z)| {
                        let z = f64::from(*z);
                        z.max(0.0) - t(i) * z + libm::log1p(libm::exp(-z.abs()))
                    });
                    // `max` would hide a NaN.
                    if z.iter().any(|z| z.is_nan()) {
                        f64::NAN
                    } else {
                        terms.sum()
                    }
                }
            };
        }
        sum / labels.len() as f64
    }

    /// The gradient of `of` by the outputs or, where the loss is fused, by the logits.
    /// outputs, gradient: [batch, n]
    pub(crate) fn gradient(
        self,
        outputs: &Matrix,
        labels: &[u8],
        targets: Targets,
        gradient: &mut Matrix,
    ) {
        let share = 1.0 / labels.len() as f32;
        let width = outputs.columns();
        let sum_of_targets = match self {
            Loss::CrossEntropy => targets.sum(classes(width)),
            Loss::SquaredError | Loss::BinaryCrossEntropy => 1.0,
        };
        for (row, label) in labels.iter().enumerate() {
            let outputs = outputs.row(row).iter().enumerate();
            for ((i, y), gradient) in outputs.zip(gradient.row_mut(row)) {
                *gradient = flushed((y * sum_of_targets - targets.of(i, *label, width)) * share);
            }
        }
    }
}

impl Targets {
    /// Label smoothing (C. Szegedy and others, "Rethinking the Inception Architecture", 2016): the share `by`
    /// of what the outputs should be is spread evenly over all classes.
    pub(crate) fn smoothed(self, by: f32, classes: usize) -> Self {
        let mean = self.sum(classes) / classes as f32;
        let smoothed = |target: f32| target + by * (mean - target);
        Self {
            low: smoothed(self.low),
            high: smoothed(self.high),
        }
    }

    /// The target of an output for a label, among `outputs` outputs.
    pub(crate) fn of(self, output: usize, label: u8, outputs: usize) -> f32 {
        if label == NO_DIGIT {
            let classes = classes(outputs);
            self.sum(classes) / classes as f32
        } else if class_of(output, outputs) == usize::from(label) {
            self.high
        } else {
            self.low
        }
    }

    /// The class that these outputs mean: that of the largest one, the first of equal ones; of a single output 1 above
    /// the middle of the targets, else 0.
    /// outputs: [n]
    pub(crate) fn predicted(self, outputs: &[f32]) -> usize {
        match outputs {
            [y] => usize::from(*y > (self.low + self.high) / 2.0),
            _ => argmax(outputs),
        }
    }

    /// The output for a class. A single output is the one for class 1, and as far from `high` as the one for class 0
    /// would be from `low`: with the targets 0 and 1 that is 1 − y.
    /// outputs: [n]
    pub(crate) fn confidence(self, outputs: &[f32], class: usize) -> f32 {
        match outputs {
            [y] if class == 0 => self.low + self.high - y,
            [y] => *y,
            _ => outputs[class],
        }
    }

    /// The sum of the targets of so many classes.
    fn sum(self, classes: usize) -> f32 {
        self.high + self.low * (classes - 1) as f32
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const TARGETS: Targets = Targets {
        low: 0.02,
        high: 0.94,
    };

    fn matrix(rows: &[[f32; 4]]) -> Matrix {
        let mut matrix = Matrix::zeros(rows.len(), 4);
        matrix
            .as_row_major_mut()
            .copy_from_slice(rows.as_flattened());
        matrix
    }

    fn softmax(logits: &[[f32; 4]]) -> Matrix {
        let outputs = logits.iter().map(|row| {
            let powers = row.map(libm::expf);
            powers.map(|power| power / powers.iter().sum::<f32>())
        });
        matrix(&outputs.collect::<Vec<_>>())
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn no_digit_asks_for_equal_outputs() {
        let logits = [[0.5; 4]];
        let mut gradient = matrix(&[[1.0; 4]]);
        let outputs = softmax(&logits);
        let loss = Loss::CrossEntropy.of(&matrix(&logits), &outputs, &[NO_DIGIT], TARGETS);
        assert!((loss - libm::log(4.0)).abs() < 1e-6, "{loss}");
        Loss::CrossEntropy.gradient(&outputs, &[NO_DIGIT], TARGETS, &mut gradient);
        let largest = gradient
            .as_row_major()
            .iter()
            .fold(0f32, |a, b| a.max(b.abs()));
        assert!(largest < 1e-7, "{gradient:?}");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_single_output_tells_two_classes_apart() {
        assert_eq!([1, 2, 3].map(classes), [2, 2, 3]);
        assert_eq!([0, 1].map(|label| TARGETS.of(0, label, 1)), [0.02, 0.94]);
        assert_eq!([0, 1].map(|label| TARGETS.of(0, label, 2)), [0.94, 0.02]);
        assert!((TARGETS.of(0, NO_DIGIT, 1) - 0.48).abs() < 1e-6);
        // The middle of the targets is 0.48.
        for (y, class, confidence) in [(0.1, 0, 0.86), (0.479, 0, 0.481), (0.481, 1, 0.481)] {
            assert_eq!(TARGETS.predicted(&[y]), class, "{y}");
            let found = TARGETS.confidence(&[y], class);
            assert!((found - confidence).abs() < 1e-6, "{y}: {found}");
        }
        assert_eq!(TARGETS.predicted(&[0.1, 0.3, 0.3]), 1);
        assert_eq!(TARGETS.confidence(&[0.1, 0.3, 0.3], 2), 0.3);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_gradient_is_the_slope_where_some_samples_are_no_digit() {
        let logits = [
            [0.3, -0.8, 1.1, 0.2],
            [1.5, -0.5, 0.4, -1.2],
            [-0.2, 0.9, 0.1, 0.6],
        ];
        let labels = [2, NO_DIGIT, 0];
        let mut gradient = matrix(&[[0.0; 4]; 3]);
        Loss::CrossEntropy.gradient(&softmax(&logits), &labels, TARGETS, &mut gradient);
        for (row, column) in (0..3).flat_map(|row| (0..4).map(move |column| (row, column))) {
            let loss = |step: f32| {
                let mut moved = logits;
                moved[row][column] += step;
                Loss::CrossEntropy.of(&matrix(&moved), &softmax(&moved), &labels, TARGETS)
            };
            let slope = (loss(0.01) - loss(-0.01)) / 0.02;
            let found = f64::from(gradient.row(row)[column]);
            assert!(
                (slope - found).abs() < 1e-4,
                "{row}, {column}: {slope}, {found}"
            );
        }
    }
}
