//! Calibration: probabilities that are right as often as they say (C. Guo, G. Pleiss, Y. Sun and
//! K. Q. Weinberger, "On Calibration of Modern Neural Networks", 2017).

use super::{Network, QUERY_BATCH};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::vector;
use crate::layer::{Function, Layer, Mode};

/// Temperatures are 1/10 to 10.
const MOST: f64 = 10.0;
/// Halvings of the range of the temperature's logarithm: to 2⁻²⁴ of it.
const HALVINGS: u32 = 24;

impl Network {
    /// Divides the logits by the temperature, 0.1 to 10, at which the cross-entropy of these images
    /// is least, and tells it. Which output is the largest stays as it was. The images should be none
    /// that the network was trained on.
    ///
    /// The temperature goes into the last dense layer's parameters, so that nothing else needs to know
    /// of it. images: [n, inputs], labels: [n], with any n but 0.
    pub fn calibrate<'a>(&mut self, images: impl Into<Images<'a>>, labels: &[u8]) -> Result<f32> {
        let images = images.into();
        self.check_labels(&images, labels, false)?;
        images.check(self.recipe.inputs)?;
        self.check_ends_in_logits()?;
        let logits = self.logits(&images, labels.len())?;
        let temperature = best_temperature(&logits, labels) as f32;
        self.folds.expire();
        if let Some(Layer::Dense(dense)) = self.layers.iter_mut().rev().nth(1) {
            dense.rest = None;
            for parameter in dense.parameters_mut() {
                vector::scale(parameter.value.as_row_major_mut(), 1.0 / temperature);
            }
        }
        Ok(temperature)
    }

    fn check_ends_in_logits(&self) -> Result<()> {
        let is_softmax = |layer: &Layer| matches!(layer, Layer::Activation(activation) if activation.function == Function::Softmax);
        match &self.layers[..] {
            [.., Layer::Dense(_), last] if is_softmax(last) => Ok(()),
            layers => Err(Error::Layer {
                layer: layers.len() - 1,
                reason: "only a dense layer with a softmax after it can be calibrated".to_owned(),
            }),
        }
    }

    /// What the softmax is given: [n, outputs].
    fn logits(&mut self, images: &Images, count: usize) -> Result<Vec<f32>> {
        let mut logits = Vec::new();
        for start in (0..count).step_by(QUERY_BATCH) {
            let end = count.min(start + QUERY_BATCH);
            self.load(&images.part(start..end, self.recipe.inputs), Mode::Query)?;
            self.answer();
            let values = &self.values[self.pre_activation()];
            logits.extend_from_slice(values.as_row_major());
        }
        Ok(logits)
    }
}

/// The loss is convex in 1 / temperature, so its slope changes sign but once.
fn best_temperature(logits: &[f32], labels: &[u8]) -> f64 {
    let (mut low, mut high) = (-libm::log(MOST), libm::log(MOST));
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        // Where sharper outputs are better, the temperature is too high.
        match slope(logits, labels, libm::exp(-middle)) < 0.0 {
            true => high = middle,
            false => low = middle,
        }
    }
    libm::exp((low + high) / 2.0)
}

/// The derivative of the summed cross-entropy by the factor that multiplies the logits: of each image the
/// expected logit less that of its label.
fn slope(logits: &[f32], labels: &[u8], factor: f64) -> f64 {
    let classes = logits.len() / labels.len();
    let rows = logits.chunks_exact(classes).zip(labels);
    let slope = |(row, label): (&[f32], &u8)| {
        let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let (mut powers, mut weighted) = (0.0, 0.0);
        for logit in row {
            // From the largest, so that no power overflows.
            let below = f64::from(logit - largest);
            let power = libm::exp(factor * below);
            powers += power;
            weighted += power * below;
        }
        weighted / powers - f64::from(row[usize::from(*label)] - largest)
    };
    rows.map(slope).sum()
}
