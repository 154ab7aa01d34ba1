//! `Training::fit`: all epochs in one call, with a callback after each and early stopping.

use std::ops::ControlFlow;

use super::Training;
use super::check::check_fits;
use crate::dataset::Dataset;
use crate::error::{Error, Result};
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

/// The argument of the callback of [`Training::fit`] after an epoch.
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
    /// With early stopping the weights are those of the epoch with the lowest held-out loss, whichever way the training
    /// ends, also with an error; where that is not the last epoch, the training is then over and trains no more.
    ///
    /// # Errors
    ///
    /// [`Error::Idx`] or [`Error::Length`] if the images of `dataset` have not all come, or are not as many as the
    /// training began with; [`Error::Recipe`] or [`Error::EmptyBatch`] for held-out images that do not fit;
    /// [`Error::Diverged`] if the loss is no longer a finite number, and the weights are then those of the epoch before.
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
        after_epoch: impl FnMut(&Epoch) -> ControlFlow<()>,
    ) -> Result<()> {
        dataset.check_complete()?;
        let images = self.network.recipe().l2.images;
        if dataset.len() != images {
            return Err(Error::Length {
                what: "images",
                got: dataset.len(),
                expected: format!("{images}, with which the training began,"),
            });
        }
        if let Some(EarlyStopping { held_out, .. }) = early_stopping {
            check_fits(self.network.recipe(), held_out)?;
            if held_out.is_empty() {
                return Err(Error::EmptyBatch);
            }
        }
        let mut best = None;
        let end = self.fit_epochs(dataset, early_stopping, after_epoch, &mut best);
        if let Some(best) = best.filter(|best| best.age > 0) {
            self.finished = true;
            self.network_mut().set_weights(&best.weights)?;
        }
        end
    }

    fn fit_epochs(
        &mut self,
        dataset: &Dataset,
        early_stopping: Option<EarlyStopping>,
        mut after_epoch: impl FnMut(&Epoch) -> ControlFlow<()>,
        best: &mut Option<Best>,
    ) -> Result<()> {
        while !self.finished {
            let progress = self.run(dataset, usize::MAX)?;
            let mut epoch = Epoch {
                number: progress.epoch,
                training: progress.running,
                held_out: None,
            };
            let mut has_patience = true;
            if let Some(EarlyStopping { held_out, patience }) = early_stopping {
                let evaluation = self.evaluate(held_out)?;
                has_patience = self.keep_best(best, evaluation.loss) < patience.max(1);
                epoch.held_out = Some(evaluation);
            }
            if after_epoch(&epoch).is_break() || !has_patience {
                break;
            }
        }
        Ok(())
    }

    /// Keeps the weights if their loss is the lowest so far; the epochs since the lowest.
    fn keep_best(&self, best: &mut Option<Best>, loss: f64) -> usize {
        // Any number is lower than a loss that is none.
        let is_lowest = |best: &Best| loss < best.loss || best.loss.is_nan();
        match best {
            Some(best) if !is_lowest(best) => best.age += 1,
            _ => {
                *best = Some(Best {
                    loss,
                    weights: self.network().weights(),
                    age: 0,
                });
            }
        }
        best.as_ref().map_or(0, |best| best.age)
    }
}
