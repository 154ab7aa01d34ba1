//! `query` and `evaluate`: the outputs for many images, batch by batch, and what they are worth.

use super::Network;
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::Matrix;
use crate::kernels::parallel::with_pool;
use crate::layer::Mode;
use crate::loss::classes;
use crate::metrics::{CONFIDENCE_THRESHOLD, Calibration, Confusion, Evaluation, RunningMetrics};

/// Images that go through the layers at once: enough to fill the kernels, little memory.
pub(crate) const QUERY_BATCH: usize = 128;

impl Network {
    /// The outputs for each image: probabilities if the last layer is a softmax.
    ///
    /// images: `[n, inputs]` → `[n, outputs]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::EmptyBatch`] or [`Error::Length`] for another number of pixels, [`Error::Pixel`] for a pixel outside
    /// 0..1, [`Error::Memory`] for more images than fit into memory.
    pub fn query<'a>(&self, images: impl Into<Images<'a>>) -> Result<Vec<f32>> {
        let images = images.into();
        let inputs = self.recipe.inputs;
        let samples = images.count(inputs)?;
        images.check(inputs)?;
        let mut outputs = Vec::new();
        outputs
            .try_reserve_exact(samples.saturating_mul(self.outputs()))
            .map_err(|_| Error::Memory { images: samples })?;
        self.with_workspace(|workspace| {
            for start in (0..samples).step_by(QUERY_BATCH) {
                let end = samples.min(start + QUERY_BATCH);
                self.write_inputs(workspace, &images.part(start..end, inputs), Mode::Query)?;
                self.forward_folded(workspace);
                outputs.extend_from_slice(workspace.outputs().as_row_major());
            }
            Ok(outputs)
        })
    }

    /// Loss, accuracy and confusion over images. The loss is from the recipe's targets as they
    /// are, without label smoothing.
    ///
    /// images: `[n, inputs]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::EmptyBatch`], [`Error::Length`], [`Error::Pixel`] or [`Error::Label`] for images and labels that do not
    /// fit.
    pub fn evaluate<'a>(&self, images: impl Into<Images<'a>>, labels: &[u8]) -> Result<Evaluation> {
        let images = images.into();
        with_pool(|| self.evaluate_batches(&images, labels, |_| {}))
    }

    /// [`Network::evaluate`], and the outputs for each image: `[n, outputs]`.
    ///
    /// # Errors
    ///
    /// As [`Network::evaluate`].
    pub fn evaluate_with_outputs<'a>(
        &self,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<(Evaluation, Vec<f32>)> {
        let images = images.into();
        with_pool(|| {
            let mut outputs = Vec::new();
            let keep = |batch: &Matrix| outputs.extend_from_slice(batch.as_row_major());
            let evaluation = self.evaluate_batches(&images, labels, keep)?;
            Ok((evaluation, outputs))
        })
    }

    /// Evaluates batch by batch, and hands over the outputs of each.
    fn evaluate_batches(
        &self,
        images: &Images,
        labels: &[u8],
        mut see_outputs: impl FnMut(&Matrix),
    ) -> Result<Evaluation> {
        self.check_labels(images, labels, false)?;
        let (inputs, targets) = (self.recipe.inputs, self.recipe.targets);
        images.check(inputs)?;
        let mut running = RunningMetrics::default();
        let mut confusion = Confusion::new(classes(self.outputs()));
        let mut calibration = Calibration::default();
        let mut refused = 0;
        self.with_workspace(|workspace| {
            for (batch, labels) in labels.chunks(QUERY_BATCH).enumerate() {
                let start = batch * QUERY_BATCH;
                let batch = images.part(start..start + labels.len(), inputs);
                self.write_inputs(workspace, &batch, Mode::Query)?;
                self.forward_folded(workspace);
                let report = self.report(workspace, labels, targets);
                running.add(report.loss, report.correct, report.samples, 0);
                let outputs = workspace.outputs();
                for (row, label) in labels.iter().enumerate() {
                    let outputs = outputs.row(row);
                    let predicted = targets.predicted(outputs);
                    let confidence = targets.confidence(outputs, predicted);
                    confusion.add(*label, predicted);
                    calibration.add(confidence, predicted == usize::from(*label));
                    refused += usize::from(confidence < CONFIDENCE_THRESHOLD);
                }
                see_outputs(outputs);
            }
            Ok(())
        })?;
        Ok(Evaluation {
            loss: running.loss(),
            accuracy: running.accuracy(),
            correct: running.correct,
            samples: running.samples,
            refused,
            confusion,
            calibration,
        })
    }
}
