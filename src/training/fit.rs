//! `Training::fit`: all epochs in one call, with a callback after each and early stopping.

use std::ops::ControlFlow;

use super::Training;
use crate::dataset::Dataset;
use crate::error::Result;
use crate::metrics::{Evaluation, RunningMetrics};

/// Ends a training before its last epoch where the loss on images that it does not train on stops falling
/// (L. Prechelt, "Early Stopping – But When?", 1998).
#[derive(Debug, Clone, Copy)]
pub struct EarlyStopping<'a> {
    /// The images that the training does not train on.
    pub held_out: &'a Dataset,
    /// Epochs in a row without a lower held-out loss, after which the training ends: 1 or more.
    pub patience: usize,
}

/// What a callback of [`Training::fit`] is told after an epoch.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Epoch {
    /// The epoch's number, from 1.
    pub number: usize,
    /// Loss and accuracy over the examples of the epoch, each measured before the step that learnt from it.
    pub training: RunningMetrics,
    /// Loss and accuracy on the held-out images after the epoch; `None` without early stopping.
    pub held_out: Option<Evaluation>,
}

/// The weights with the lowest held-out loss so far.
struct Best {
    loss: f64,
    weights: Vec<f32>,
    /// Epochs since then.
    age: usize,
}

impl Training {
    /// Trains until the epochs of the recipe are over, `after_epoch` breaks, or the held-out loss stops falling.
    ///
    /// With early stopping the network is the one of the epoch with the lowest held-out loss, whichever way the
    /// training ends.
    ///
    /// # Errors
    ///
    /// [`Error::Idx`] or [`Error::Length`] if the images of `dataset` have not all come; [`Error::Diverged`] if the
    /// loss is no longer a finite number, and the weights are then those of the epoch before; for held-out images as
    /// [`Training::evaluate`].
    ///
    /// [`Error::Idx`]: crate::Error::Idx
    /// [`Error::Length`]: crate::Error::Length
    /// [`Error::Diverged`]: crate::Error::Diverged
    ///
    /// ```no_run
    /// use std::ops::ControlFlow;
    ///
    /// use neuroglyph::dataset::Dataset;
    /// use neuroglyph::{EarlyStopping, Training, recipe::named};
    ///
    /// # fn main() -> neuroglyph::Result<()> {
    /// let images = Dataset::mnist_training();
    /// let (train, held_out) = images.hold_out(10_000)?;
    /// let mut training = Training::new(named("keras-mlp")?, &train, Some(1))?;
    /// let early_stopping = EarlyStopping { held_out: &held_out, patience: 3 };
    /// training.fit(&train, Some(early_stopping), |epoch| {
    ///     println!("epoch {}: loss {:.4}", epoch.number, epoch.training.loss());
    ///     ControlFlow::Continue(())
    /// })?;
    /// let network = training.into_network();
    /// # Ok(())
    /// # }
    /// ```
    pub fn fit(
        &mut self,
        dataset: &Dataset,
        early_stopping: Option<EarlyStopping>,
        mut after_epoch: impl FnMut(&Epoch) -> ControlFlow<()>,
    ) -> Result<()> {
        dataset.check_complete()?;
        let mut best: Option<Best> = None;
        while !self.finished {
            let progress = self.run(dataset, usize::MAX)?;
            let held_out = match early_stopping {
                Some(EarlyStopping { held_out, .. }) => Some(self.evaluate(held_out)?),
                None => None,
            };
            if let Some(evaluation) = &held_out {
                self.keep_best(&mut best, evaluation.loss);
            }
            let epoch = Epoch {
                number: progress.epoch,
                training: progress.running,
                held_out,
            };
            let patience = early_stopping.map_or(usize::MAX, |stopping| stopping.patience.max(1));
            let is_over = best.as_ref().is_some_and(|best| best.age >= patience);
            if after_epoch(&epoch).is_break() || is_over {
                break;
            }
        }
        match best {
            Some(best) if best.age > 0 => {
                self.finished = true;
                self.network_mut().set_weights(&best.weights)
            }
            _ => Ok(()),
        }
    }

    fn keep_best(&self, best: &mut Option<Best>, loss: f64) {
        match best {
            Some(best) if best.loss <= loss => best.age += 1,
            _ => {
                *best = Some(Best {
                    loss,
                    weights: self.network().weights(),
                    age: 0,
                });
            }
        }
    }
}
