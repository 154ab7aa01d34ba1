//! Loss, accuracy, confusion and calibration.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::kernels::vector::argmax;

/// More than any sample's loss: outputs are numbers of 32 bits, and at most their squares are added up.
const MOST_LOSS: f64 = 1e100;

/// Loss and accuracy over the samples so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct RunningMetrics {
    loss_sum: f64,
    /// Samples whose predicted class is their label.
    pub correct: usize,
    /// All samples, those that show no digit among them.
    pub samples: usize,
    /// Samples that show no digit, of which no prediction is right or wrong.
    #[serde(default)]
    pub non_digits: usize,
}

impl RunningMetrics {
    /// Why no training has these after so many examples of an epoch, if none has; `is_negative` is whether its loss
    /// may be below 0.
    pub(crate) fn objection(&self, examples: usize, is_negative: bool) -> Option<String> {
        let Self {
            loss_sum,
            correct,
            samples,
            non_digits,
        } = *self;
        let most = MOST_LOSS * samples as f64;
        let least = if is_negative { -most } else { 0.0 };
        if non_digits > samples {
            Some(format!("{non_digits} of {samples} samples show no digit"))
        } else if samples > examples {
            Some(format!("it saw {samples} samples of {examples}"))
        } else if correct > self.digits() {
            let digits = self.digits();
            Some(format!("{correct} of {digits} digits were right"))
        } else if !(least..=most).contains(&loss_sum) {
            Some(format!(
                "its losses add up to {loss_sum:?} over {samples} samples"
            ))
        } else {
            None
        }
    }

    /// `loss` is the mean over the samples of this batch.
    pub(crate) fn add(&mut self, loss: f64, correct: usize, samples: usize, non_digits: usize) {
        self.loss_sum += loss * samples as f64;
        self.correct += correct;
        self.samples += samples;
        self.non_digits += non_digits;
    }

    /// The mean loss; NaN if there was no sample.
    pub fn loss(&self) -> f64 {
        self.loss_sum / self.samples as f64
    }

    /// The share of the digits that was right, 0..1; NaN if there was none.
    pub fn accuracy(&self) -> f64 {
        self.correct as f64 / self.digits() as f64
    }

    /// Samples that show a digit.
    pub fn digits(&self) -> usize {
        self.samples - self.non_digits
    }
}

/// How a network does on images it is not trained on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Evaluation {
    /// The mean loss.
    pub loss: f64,
    /// The share of images whose predicted class ([`Recipe::classes`](crate::Recipe::classes)) is their label, 0..1.
    pub accuracy: f64,
    /// Images whose predicted class is their label.
    pub correct: usize,
    /// All images.
    pub samples: usize,
    /// Images for which the confidence of the prediction is below [`CONFIDENCE_THRESHOLD`].
    pub refused: usize,
    /// How often each class was predicted for each label.
    pub confusion: Confusion,
    /// How often predictions were right, by their confidence.
    pub calibration: Calibration,
}

/// The confidence, 0..1, below which a prediction is refused. A digit that does not have even odds is a guess; with
/// somewhat less than that, `reader` refuses fewer than 2 in 100 real digits (`pretrained/README.md`).
pub const CONFIDENCE_THRESHOLD: f32 = 0.4;

/// The confusion matrix: for each label, how often each class was predicted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The number of classes.
    pub classes: usize,
    /// `[classes, classes]`, row by row: a prediction counts at `label · classes + predicted`.
    pub counts: Vec<u32>,
}

impl Confusion {
    /// All counts 0.
    pub fn new(classes: usize) -> Self {
        let counts = vec![0; classes * classes];
        Self { classes, counts }
    }

    pub(crate) fn add(&mut self, label: u8, predicted: usize) {
        self.counts[usize::from(label) * self.classes + predicted] += 1;
    }

    /// The counts of each label, in the order of the labels: `[classes]` each.
    pub fn rows(&self) -> impl Iterator<Item = &[u32]> {
        self.counts.chunks_exact(self.classes)
    }
}

/// Bins of [`Calibration`].
const BINS: usize = 15;

/// How often a network is right, by its confidence, in 15 bins of equal width (M. Naeini and others,
/// "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015).
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// The bins, by ascending confidence.
    pub bins: [Bin; BINS],
}

/// The samples whose confidence lies in (i/15, (i + 1)/15].
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Bin {
    /// The samples of the bin.
    pub samples: usize,
    /// Those whose predicted class is their label.
    pub correct: usize,
    confidence_sum: f64,
}

impl Bin {
    /// The mean confidence, 0..1; NaN without samples.
    pub fn confidence(&self) -> f64 {
        self.confidence_sum / self.samples as f64
    }

    /// The share that was right, 0..1; NaN without samples.
    pub fn accuracy(&self) -> f64 {
        self.correct as f64 / self.samples as f64
    }
}

impl Calibration {
    /// Adds a sample that is predicted with this confidence, 0..1.
    pub fn add(&mut self, confidence: f32, is_right: bool) {
        let above = (f64::from(confidence) * BINS as f64).ceil() as usize;
        let bin = &mut self.bins[above.clamp(1, BINS) - 1];
        bin.samples += 1;
        bin.correct += usize::from(is_right);
        bin.confidence_sum += f64::from(confidence);
    }

    /// The expected calibration error, 0..1: the mean over all samples of the distance between
    /// their bin's confidence and its accuracy. NaN without samples.
    pub fn error(&self) -> f64 {
        let samples: usize = self.bins.iter().map(|bin| bin.samples).sum();
        let distance = |bin: &Bin| (bin.correct as f64 - bin.confidence_sum).abs();
        self.bins.iter().map(distance).sum::<f64>() / samples as f64
    }
}

/// What the outputs for labelled images say of a network.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ClassificationReport {
    /// The share of images whose largest output is their label's, 0..1.
    pub accuracy: f64,
    /// Of each image, the index of the largest output: `[n]`.
    pub predicted: Vec<u8>,
    /// Of each image, the largest output, 0..1: `[n]`.
    pub confidences: Vec<f32>,
    /// How often each class was predicted for each label.
    pub confusion: Confusion,
    /// How often predictions were right, by their confidence.
    pub calibration: Calibration,
}

impl ClassificationReport {
    /// The report of n images.
    ///
    /// outputs: `[n, classes]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::EmptyBatch`] without labels, [`Error::Length`] for another number of outputs, [`Error::Label`] for a
    /// label that is no class.
    pub fn of(outputs: &[f32], labels: &[u8], classes: usize) -> Result<Self> {
        if labels.is_empty() {
            return Err(Error::EmptyBatch);
        }
        if outputs.len() != labels.len() * classes {
            return Err(Error::Length {
                what: "outputs",
                got: outputs.len(),
                expected: format!("{}, {classes} a label,", labels.len() * classes),
            });
        }
        let mut report = Self {
            accuracy: 0.0,
            predicted: Vec::with_capacity(labels.len()),
            confidences: Vec::with_capacity(labels.len()),
            confusion: Confusion::new(classes),
            calibration: Calibration::default(),
        };
        let mut correct = 0;
        for (index, (outputs, label)) in outputs.chunks_exact(classes).zip(labels).enumerate() {
            if usize::from(*label) >= classes {
                return Err(Error::Label {
                    index,
                    label: *label,
                    highest: classes - 1,
                });
            }
            let predicted = argmax(outputs);
            let is_right = predicted == usize::from(*label);
            correct += usize::from(is_right);
            report.predicted.push(predicted as u8);
            report.confidences.push(outputs[predicted]);
            report.confusion.add(*label, predicted);
            report.calibration.add(outputs[predicted], is_right);
        }
        report.accuracy = correct as f64 / labels.len() as f64;
        Ok(report)
    }
}
