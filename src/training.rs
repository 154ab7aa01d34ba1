//! `Training`: the one training loop, which the command line and the page share.

mod check;
mod fit;
mod memory;
mod state;

pub use fit::{EarlyStopping, Epoch};

use crate::dataset::{Batches, Dataset, Order};
use crate::error::{Error, Result};
use crate::kernels::parallel::{threads, with_pool};
use crate::layer::Mode;
use crate::metrics::{Evaluation, RunningMetrics};
use crate::network::Network;
use crate::random::random_seed;
use crate::recipe::Recipe;
use memory::ask_for;

/// A network on its way through the epochs of its recipe.
///
/// ```
/// use neuroglyph::{Dataset, Recipe, Training};
///
/// // Two images of 2 × 3 pixels, of classes 0 and 1.
/// let mut dataset = Dataset::new();
/// dataset.push_images(&[0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3])?;
/// dataset.push_images(&[0, 255, 0, 0, 255, 0, 255, 0, 255, 255, 0, 255])?;
/// dataset.push_labels(&[0, 0, 8, 1, 0, 0, 0, 2, 0, 1])?;
///
/// let recipe = Recipe::builder().inputs(6).dense_layers(&[8], 2).epochs(100).build()?;
/// let mut training = Training::new(recipe, &dataset, Some(1))?;
/// while !training.run(&dataset, 50)?.finished {}
/// assert_eq!(training.evaluate(&dataset)?.accuracy, 1.0);
/// let network = training.into_network();
/// # Ok::<(), neuroglyph::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Training {
    network: Network,
    /// The exponential moving average of the network's weights, where the recipe asks for it.
    average: Option<Network>,
    order: Order,
    batches: Batches,
    steps: usize,
    /// Training loss and accuracy of this epoch so far.
    epoch: RunningMetrics,
    /// The mean training loss of the last whole epoch.
    last_loss: Option<f64>,
    finished: bool,
    /// The weights and their average at the last call of `run`, which are restored when the loss diverges.
    last_weights: Vec<f32>,
    last_average: Vec<f32>,
}

/// What [`Training::run`] did.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// The epoch that it worked in, from 1.
    pub epoch: usize,
    /// Examples of this epoch that have been learnt from.
    pub examples: usize,
    /// Examples of an epoch.
    pub examples_in_epoch: usize,
    /// Steps since the training began.
    pub steps: usize,
    /// Mean training loss and accuracy of this epoch so far.
    pub running: RunningMetrics,
    /// The same over the steps of this call alone.
    pub recent: RunningMetrics,
    /// This was the epoch's last step.
    pub epoch_over: bool,
    /// There is nothing left to do.
    pub finished: bool,
    /// The images of the next batch have not come yet.
    pub waiting: bool,
}

impl Training {
    /// A training with the images of this dataset, from weights that the seed gives; without a
    /// seed the platform chooses one. The images themselves may still be on their way.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for a recipe that cannot be used or does not fit the dataset, [`Error::NoGradient`] for one
    /// that cannot be trained, [`Error::EmptyBatch`] for a dataset of which no number of images is known,
    /// [`Error::TrainingMemory`] for a training that does not fit into memory ([`Training::memory`]),
    /// [`Error::NoSeed`].
    pub fn new(mut recipe: Recipe, dataset: &Dataset, seed: Option<u64>) -> Result<Self> {
        let images = images_of(dataset)?;
        recipe.l2.images = images;
        recipe.check()?;
        check(&recipe, dataset)?;
        let seed = seed.map_or_else(random_seed, Ok)?;
        ask_for(Training::memory(&recipe, images, threads()))?;
        let network = Network::new(recipe, Some(seed))?;
        Ok(Self::begin(network, images))
    }

    /// A training by the network's recipe that begins with the network's weights. The seed is for order, dropout and
    /// augmentation; without one the platform chooses it.
    ///
    /// # Errors
    ///
    /// As [`Training::new`].
    pub fn from_network(network: &Network, dataset: &Dataset, seed: Option<u64>) -> Result<Self> {
        let mut training = Self::new(network.recipe().clone(), dataset, seed)?;
        let weights = network.weights();
        training.network.set_weights(&weights)?;
        if let Some(average) = &mut training.average {
            average.set_weights(&weights)?;
        }
        Ok(training)
    }

    fn begin(network: Network, images: usize) -> Self {
        let (recipe, seed) = (network.recipe(), network.seed());
        Self {
            order: Order::new(images, recipe.augmentation.variants(), seed),
            batches: Batches::new(recipe.example_settings(), seed),
            average: (recipe.ema_decay > 0.0).then(|| network.clone()),
            network,
            steps: 0,
            epoch: RunningMetrics::default(),
            last_loss: None,
            finished: false,
            last_weights: Vec::new(),
            last_average: Vec::new(),
        }
    }

    /// The network as it is by now: where the recipe asks for an average of its weights, that with these.
    pub fn network(&self) -> &Network {
        self.average.as_ref().unwrap_or(&self.network)
    }

    fn network_mut(&mut self) -> &mut Network {
        self.average.as_mut().unwrap_or(&mut self.network)
    }

    /// Ends the training: the network as [`Training::network`] gives it.
    pub fn into_network(self) -> Network {
        self.average.unwrap_or(self.network)
    }

    /// Sets the learning rate from the next step on: 0.00001 to 10. The recipe's schedule multiplies it by its factor.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for another rate.
    pub fn set_learning_rate(&mut self, rate: f32) -> Result<()> {
        let mut networks = self.average.iter_mut().chain([&mut self.network]);
        networks.try_for_each(|network| network.set_learning_rate(rate))
    }

    /// Sets the rate of every dropout layer from the next step on: 0 to 0.9.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for another rate.
    pub fn set_dropout(&mut self, rate: f32) -> Result<()> {
        let mut networks = self.average.iter_mut().chain([&mut self.network]);
        networks.try_for_each(|network| network.set_dropout(rate))
    }

    /// Loss and accuracy of [`Training::network`] on the images of a dataset.
    ///
    /// # Errors
    ///
    /// As [`Network::evaluate`].
    pub fn evaluate(&self, dataset: &Dataset) -> Result<Evaluation> {
        self.evaluate_part(dataset, 0..dataset.len())
    }

    /// Loss and accuracy on the examples of this range.
    ///
    /// # Errors
    ///
    /// As [`Network::evaluate`], and [`Error::Length`] for examples that have not come.
    pub fn evaluate_part(
        &self,
        dataset: &Dataset,
        part: std::ops::Range<usize>,
    ) -> Result<Evaluation> {
        let (evaluation, _) = self.evaluate_with_outputs(dataset, part)?;
        Ok(evaluation)
    }

    /// The same, with the outputs: [n, outputs].
    pub(crate) fn evaluate_with_outputs(
        &self,
        dataset: &Dataset,
        part: std::ops::Range<usize>,
    ) -> Result<(Evaluation, Vec<f32>)> {
        dataset.check_inputs(self.network().recipe().inputs)?;
        let (images, labels) = dataset.part(part)?;
        self.network().evaluate_with_outputs(images, labels)
    }

    /// Takes at most `max_steps` steps. It stops early at the end of an epoch, and where images
    /// are missing that have not come yet.
    ///
    /// # Errors
    ///
    /// [`Error::Diverged`] if the loss or a weight is no longer a finite number. The weights are then those with which
    /// this call began.
    pub fn run(&mut self, dataset: &Dataset, max_steps: usize) -> Result<Progress> {
        let progress = with_pool(|| self.run_here(dataset, max_steps));
        self.network.sync_weights();
        if progress.is_ok() && !self.network.is_finite() {
            // The loss of the next step would tell, but there may be none.
            self.restore_weights()?;
            return Err(Error::Diverged {
                loss: f64::NAN,
                learning_rate: self.network.recipe().optimizer.learning_rate(),
            });
        }
        progress
    }

    /// Brings back the weights with which the last call of `run` began.
    fn restore_weights(&mut self) -> Result<()> {
        self.network.set_weights(&self.last_weights)?;
        if let Some(average) = &mut self.average {
            average.set_weights(&self.last_average)?;
        }
        Ok(())
    }

    fn run_here(&mut self, dataset: &Dataset, max_steps: usize) -> Result<Progress> {
        self.network.copy_weights(&mut self.last_weights);
        if let Some(average) = &self.average {
            average.copy_weights(&mut self.last_average);
        }
        let mut recent = RunningMetrics::default();
        for _ in 0..max_steps {
            if self.finished || self.is_waiting(dataset) {
                break;
            }
            if self.order.is_epoch_over() {
                self.epoch = RunningMetrics::default();
            }
            if let Err(error) = self.step(dataset, &mut recent) {
                self.restore_weights()?;
                return Err(error);
            }
            if self.order.is_epoch_over() {
                self.end_epoch();
                break;
            }
        }
        Ok(Progress {
            epoch: self.order.epoch() + 1,
            examples: self.order.position(),
            examples_in_epoch: self.order.examples_in_epoch(),
            steps: self.steps,
            running: self.epoch,
            recent,
            epoch_over: self.order.is_epoch_over(),
            finished: self.finished,
            waiting: !self.finished && self.is_waiting(dataset),
        })
    }

    fn is_waiting(&self, dataset: &Dataset) -> bool {
        let batch_size = self.network.recipe().batch_size;
        dataset.len() < self.order.images_needed(batch_size)
    }

    fn step(&mut self, dataset: &Dataset, recent: &mut RunningMetrics) -> Result<()> {
        let recipe = self.network.recipe();
        let (batch_size, decay) = (recipe.batch_size, recipe.ema_decay);
        let steps_in_epoch = self.order.examples_in_epoch().div_ceil(batch_size);
        let schedule = recipe.schedule;
        let factor = schedule.factor(self.steps, steps_in_epoch, recipe.epochs);
        let rule = recipe.optimizer.slowed(factor);
        let (images, labels) = self.batches.next(&mut self.order, dataset, batch_size)?;
        let report = self.network.learn(&images, labels, rule, Mode::Train)?;
        self.steps += 1;
        if let Some(average) = &mut self.average {
            self.network.sync_weights();
            // As in TensorFlow, the first weights are forgotten faster than later ones.
            let steps = self.steps as f32;
            let decay = decay.min((1.0 + steps) / (10.0 + steps));
            average.ema_update(&self.network, 1.0 - decay);
        }
        for running in [&mut self.epoch, recent] {
            running.add(
                report.loss,
                report.correct,
                report.samples,
                report.non_digits,
            );
        }
        Ok(())
    }

    fn end_epoch(&mut self) {
        let recipe = self.network.recipe();
        let loss = self.epoch.loss();
        let stalled = self.last_loss.is_some_and(|last| loss >= last);
        let stops = recipe.stops_when_loss_stops_falling && stalled;
        self.finished = stops || self.order.epoch() + 1 >= recipe.epochs;
        self.last_loss = Some(loss);
    }
}

/// Refuses a recipe that has no gradients, or does not fit the dataset.
fn check(recipe: &Recipe, dataset: &Dataset) -> Result<()> {
    recipe.check_trainable()?;
    check::check_fits(recipe, dataset)
}

/// How many images there are or will be to train with.
fn images_of(dataset: &Dataset) -> Result<usize> {
    dataset.expected_len()?.ok_or(Error::EmptyBatch)
}
