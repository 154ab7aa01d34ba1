//! Running loss and accuracy, and the confusion matrix.

use serde::{Deserialize, Serialize};

/// Loss and accuracy over the samples so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Running {
    loss_sum: f64,
    pub correct: usize,
    pub samples: usize,
}

impl Running {
    /// `loss` is the mean over the samples of this batch.
    pub fn add(&mut self, loss: f64, correct: usize, samples: usize) {
        self.loss_sum += loss * samples as f64;
        self.correct += correct;
        self.samples += samples;
    }

    /// The mean loss; NaN if there was no sample.
    pub fn loss(&self) -> f64 {
        self.loss_sum / self.samples as f64
    }

    /// The share that was right, 0..1; NaN if there was no sample.
    pub fn accuracy(&self) -> f64 {
        self.correct as f64 / self.samples as f64
    }
}

/// How a network does on images it is not trained on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// The mean loss.
    pub loss: f64,
    /// The share of images read right, 0..1.
    pub accuracy: f64,
    pub correct: usize,
    pub samples: usize,
    /// Images whose largest output is below [`LEAST_CONFIDENCE`].
    pub refused: usize,
    pub confusion: Confusion,
}

/// A network whose largest output is below this has given no answer: no digit has even odds.
pub const LEAST_CONFIDENCE: f32 = 0.5;

/// counts[written · classes + read]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    pub classes: usize,
    pub counts: Vec<u32>,
}

impl Confusion {
    pub fn new(classes: usize) -> Self {
        let counts = vec![0; classes * classes];
        Self { classes, counts }
    }

    pub fn add(&mut self, written: u8, read: usize) {
        self.counts[usize::from(written) * self.classes + read] += 1;
    }

    /// One row a written digit.
    pub fn rows(&self) -> impl Iterator<Item = &[u32]> {
        self.counts.chunks_exact(self.classes)
    }
}
