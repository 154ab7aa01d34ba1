//! `Training`: the one training loop, for the command line and for the page.

use crate::dataset::{Dataset, Order};
use crate::error::{Error, Result};
use crate::metrics::{Evaluation, Running};
use crate::network::Network;
use crate::random::random_seed;
use crate::recipe::Recipe;

/// A network on its way through the epochs of its recipe.
#[derive(Debug, Clone)]
pub struct Training {
    network: Network,
    order: Order,
    /// Training loss and accuracy of this epoch so far.
    epoch: Running,
    /// The mean training loss of the last whole epoch.
    last_loss: Option<f64>,
    finished: bool,
    batch: Batch,
}

/// What [`Training::run`] did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The epoch that it worked in, from 1.
    pub epoch: usize,
    /// Examples of this epoch that have been learnt from.
    pub examples: usize,
    pub examples_in_epoch: usize,
    /// Mean training loss and accuracy of this epoch so far.
    pub running: Running,
    /// This was the epoch's last step.
    pub epoch_over: bool,
    /// There is nothing left to do.
    pub finished: bool,
}

/// The examples of a step, gathered; kept, so that a step allocates nothing.
#[derive(Debug, Clone, Default)]
struct Batch {
    bytes: Vec<u8>,
    floats: Vec<f32>,
    labels: Vec<u8>,
}

impl Training {
    /// A training with the images of this dataset, from weights that the seed gives; without a
    /// seed the platform chooses one.
    pub fn new(mut recipe: Recipe, dataset: &Dataset, seed: Option<u64>) -> Result<Self> {
        recipe.check_trainable()?;
        let Some(images) = dataset.expected_len()? else {
            return Err(Error::EmptyBatch);
        };
        let seed = seed.map_or_else(random_seed, Ok)?;
        recipe.l2.images = images;
        let variants = recipe.augmentation.variants();
        Ok(Self {
            network: Network::new(recipe, Some(seed))?,
            order: Order::new(images, variants, seed),
            epoch: Running::default(),
            last_loss: None,
            finished: false,
            batch: Batch::default(),
        })
    }

    pub fn network(&self) -> &Network {
        &self.network
    }

    pub fn into_network(self) -> Network {
        self.network
    }

    /// Loss and accuracy of images it does not learn from.
    pub fn evaluate(&mut self, dataset: &Dataset) -> Result<Evaluation> {
        self.network.evaluate(dataset.images(), dataset.labels())
    }

    /// Takes at most so many steps, and stops early at the end of an epoch.
    pub fn run(&mut self, dataset: &Dataset, max_steps: usize) -> Result<Progress> {
        for _ in 0..max_steps {
            if self.finished {
                break;
            }
            if self.order.is_epoch_over() {
                self.epoch = Running::default();
            }
            self.step(dataset)?;
            if self.order.is_epoch_over() {
                self.end_epoch();
                break;
            }
        }
        Ok(Progress {
            epoch: self.order.epoch() + 1,
            examples: self.order.position(),
            examples_in_epoch: self.order.examples_in_epoch(),
            running: self.epoch,
            epoch_over: self.order.is_epoch_over(),
            finished: self.finished,
        })
    }

    fn step(&mut self, dataset: &Dataset) -> Result<()> {
        let recipe = self.network.recipe();
        let (batch_size, augmentation) = (recipe.batch_size, recipe.augmentation);
        let variants = augmentation.variants();
        let batch = &mut self.batch;
        batch.bytes.clear();
        batch.floats.clear();
        batch.labels.clear();
        for example in self.order.next_batch(batch_size) {
            let (index, variant) = (*example as usize / variants, *example as usize % variants);
            let image = dataset.image(index);
            batch.labels.push(dataset.labels()[index]);
            if variants == 1 {
                batch.bytes.extend_from_slice(image);
            } else {
                let start = batch.floats.len();
                batch.floats.resize(start + image.len(), 0.0);
                augmentation.write(image, variant, &mut batch.floats[start..]);
            }
        }
        let report = match variants {
            1 => self.network.train_step(&batch.bytes, &batch.labels),
            _ => self.network.train_step(&batch.floats, &batch.labels),
        }?;
        self.epoch.add(report.loss, report.correct, report.samples);
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
