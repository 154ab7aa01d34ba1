//! Temperature scaling: makes the confidence the probability that a prediction is right (C. Guo, G. Pleiss, Y. Sun and
//! K. Q. Weinberger, "On Calibration of Modern Neural Networks", 2017).

use super::pass::LARGEST;
use super::{Network, QUERY_BATCH, check_finite};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::vector;
use crate::layer::{Layer, Mode, parameter_name};

/// Temperatures are 1/10 to 10.
const MAX_TEMPERATURE: f64 = 10.0;
/// Halvings of the range of the temperature's logarithm: to 2⁻²⁴ of it.
const HALVINGS: u32 = 24;

impl Network {
    /// Divides the logits by the temperature, 0.1 to 10, at which the cross-entropy of these images
    /// is least, and returns it. Which output is the largest stays as it was. The images should be none
    /// that the network was trained on.
    ///
    /// The temperature goes into the last dense layer's parameters, so that a model file needs no field for
    /// it.
    ///
    /// images: `[n, inputs]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::Layer`] for a network that [`Recipe::check_calibratable`] refuses or whose logits overflow;
    /// [`Error::EmptyBatch`], [`Error::Length`], [`Error::Pixel`] or [`Error::Label`] for images and labels that do not
    /// fit; [`Error::Parameter`] if a parameter would become infinite. The parameters are then as they were before.
    ///
    /// [`Recipe::check_calibratable`]: crate::Recipe::check_calibratable
    pub fn calibrate<'a>(&mut self, images: impl Into<Images<'a>>, labels: &[u8]) -> Result<f32> {
        let images = images.into();
        self.check_labels(&images, labels, false)?;
        images.check(self.recipe.inputs)?;
        self.recipe.check_calibratable()?;
        let logits = self.logits(&images, labels.len())?;
        let temperature = best_temperature(&logits, labels) as f32;
        let factor = 1.0 / temperature;
        let last = self.pre_activation() - 1;
        // All are checked before the first is scaled.
        for parameter in self.layers[last].parameters() {
            let values = parameter.value.as_row_major().iter();
            let scaled: Vec<f32> = values.map(|value| value * factor).collect();
            check_finite(&parameter_name(last, parameter.name), &scaled)?;
        }
        self.expire_derived();
        if let Layer::Dense(dense) = &mut self.layers[last] {
            dense.baseline = None;
            for parameter in dense.parameters_mut() {
                vector::scale(parameter.value.as_row_major_mut(), factor);
            }
        }
        Ok(temperature)
    }

    /// The inputs of the softmax: [n, outputs].
    fn logits(&self, images: &Images, count: usize) -> Result<Vec<f32>> {
        let (inputs, last) = (self.recipe.inputs, self.pre_activation());
        let mut logits = Vec::new();
        self.with_workspace(|workspace| {
            for start in (0..count).step_by(QUERY_BATCH) {
                let end = count.min(start + QUERY_BATCH);
                self.write_inputs(workspace, &images.part(start..end, inputs), Mode::Query)?;
                self.forward_folded(workspace);
                let values = workspace.values[last].as_row_major();
                if !vector::are_all_below(values, LARGEST) {
                    return Err(Error::Layer {
                        layer: last - 1,
                        reason: format!("it puts out values that are no numbers below {LARGEST:e}"),
                    });
                }
                logits.extend_from_slice(values);
            }
            Ok(logits)
        })
    }
}

/// Bisection: the loss is convex in 1 / temperature, so its slope changes sign once.
fn best_temperature(logits: &[f32], labels: &[u8]) -> f64 {
    let (mut low, mut high) = (-libm::log(MAX_TEMPERATURE), libm::log(MAX_TEMPERATURE));
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
