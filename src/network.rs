//! `Network`: what it holds, `train_step`, and the settings that can change between steps.

mod build;
mod calibrate;
mod parameters;
mod pass;
mod prediction;
mod query;
mod query_cache;
#[cfg(test)]
mod tests;
mod workspace;

pub(crate) use parameters::check_finite;
pub(crate) use pass::LARGEST;
pub use prediction::Prediction;
pub(crate) use query::QUERY_BATCH;
pub(crate) use workspace::Workspace;

use build::build;
use query_cache::QueryCache;
use workspace::SpareWorkspaces;

use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::Matrix;
use crate::kernels::parallel::with_pool;
use crate::layer::{BaselineWeights, Dropout, FoldedLayers, Layer, Mode};
use crate::loss::{NO_DIGIT, Targets, classes};
use crate::optimizer::Optimizer;
use crate::random::{Random, random_seed};
use crate::recipe::{LayerRecipe, Recipe};

/// The least images for which a train step enters the thread pool: with fewer, entering it costs more than the step.
const MIN_POOL_BATCH: usize = 16;

/// A network of the shape that its recipe gives.
///
/// Methods that change no parameter, such as [`Network::query`], take `&self`: several threads can call them at once.
///
/// ```
/// use neuroglyph::{Network, recipe};
///
/// let mut network = Network::new(recipe::named("keras-mlp")?, Some(1))?;
/// let (images, labels) = (vec![0u8; 2 * 784], [3, 4]);
/// network.train_step(&images, &labels)?;
/// let again = Network::from_safetensors(&network.to_safetensors()?)?;
/// assert_eq!(again.query(&images)?, network.query(&images)?);
/// # Ok::<(), neuroglyph::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Network {
    recipe: Recipe,
    /// The recipe's targets with label smoothing.
    targets: Targets,
    seed: u64,
    layers: Vec<Layer>,
    folded: FoldedLayers,
    optimizer: Optimizer,
    /// The width of the image, then of the output of each layer.
    widths: Vec<usize>,
    workspaces: SpareWorkspaces,
    query_cache: QueryCache,
}

/// Loss and correct predictions of one train step, before it changed the parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct StepReport {
    /// The mean loss of the batch.
    pub loss: f64,
    /// Images whose predicted class ([`Recipe::classes`]) was their label.
    pub correct: usize,
    /// Images of the batch.
    pub samples: usize,
    /// Images that show no digit.
    pub non_digits: usize,
}

impl Network {
    /// An untrained network. A seed gives the same weights on every platform;
    /// without one the platform chooses it, and [`Network::seed`] returns it.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for a recipe that cannot be used, [`Error::NoSeed`] where the platform gives no seed.
    pub fn new(recipe: Recipe, seed: Option<u64>) -> Result<Self> {
        recipe.check()?;
        let seed = seed.map_or_else(random_seed, Ok)?;
        let layers = build(&recipe, seed);
        Ok(Self {
            layers,
            folded: FoldedLayers::default(),
            optimizer: Optimizer::default(),
            widths: recipe.widths(),
            workspaces: SpareWorkspaces::default(),
            query_cache: QueryCache::default(),
            targets: recipe
                .targets
                .smoothed(recipe.label_smoothing, recipe.classes()),
            recipe,
            seed,
        })
    }

    /// What the network is and how it is trained.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The seed of the initial weights and of the dropout masks.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Trains on a batch: one step of the recipe's optimiser at its learning rate. What a recipe says of a whole
    /// run, its schedule and `ema_decay`, is for [`crate::Training`].
    ///
    /// images: `[n, inputs]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::NoGradient`] for a network that cannot be trained; [`Error::EmptyBatch`], [`Error::Length`],
    /// [`Error::Pixel`] or [`Error::Label`] for images and labels that do not fit; [`Error::Diverged`] if the loss is
    /// no longer a finite number; [`Error::Memory`]. The parameters are then as they were before.
    pub fn train_step<'a>(
        &mut self,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<StepReport> {
        let images = images.into();
        self.check_labels(&images, labels, false)?;
        let rule = self.recipe.optimizer;
        match labels.len() < MIN_POOL_BATCH {
            true => {
                let report = self.learn(&images, labels, rule, Mode::Train);
                self.sync_weights();
                report
            }
            false => with_pool(|| self.learn(&images, labels, rule, Mode::Train)),
        }
    }

    /// The gradient of a batch's loss by every parameter, in the order of
    /// [`Network::weights`]. It draws dropout masks as a train step does, and changes no parameter.
    ///
    /// images: `[n, inputs]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// As [`Network::train_step`].
    pub fn gradients<'a>(
        &mut self,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<Vec<f32>> {
        self.find_gradients(&images.into(), labels, Mode::Train)?;
        let gradients = self.parameters().map(|(_, parameter)| &parameter.gradient);
        Ok(gradients
            .flat_map(|gradient| gradient.as_row_major())
            .copied()
            .collect())
    }

    /// Sets the learning rate from the next step on: 0.00001 to 10.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for another rate.
    pub fn set_learning_rate(&mut self, rate: f32) -> Result<()> {
        let mut recipe = self.recipe.clone();
        recipe.optimizer.set_learning_rate(rate);
        recipe.check()?;
        self.recipe = recipe;
        Ok(())
    }

    /// Sets the rate of every dropout layer from the next step on: 0 to 0.9.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`] for another rate.
    pub fn set_dropout(&mut self, rate: f32) -> Result<()> {
        let mut recipe = self.recipe.clone();
        for layer in &mut recipe.layers {
            if let LayerRecipe::Dropout(dropout) = layer {
                dropout.rate = rate;
            }
        }
        recipe.check()?;
        self.recipe = recipe;
        for dropout in self.dropouts_mut() {
            dropout.rate = rate;
        }
        Ok(())
    }

    /// What training needs beside the parameters: the optimiser and the random numbers of each dropout layer.
    pub(crate) fn training_state(&self) -> (&Optimizer, Vec<Random>) {
        let randoms = self.layers.iter().filter_map(|layer| match layer {
            Layer::Dropout(dropout) => Some(dropout.random.clone()),
            _ => None,
        });
        (&self.optimizer, randoms.collect())
    }

    /// Restores the `training_state` of a network of the same recipe.
    pub(crate) fn set_training_state(&mut self, optimizer: Optimizer, randoms: Vec<Random>) {
        self.optimizer = optimizer;
        for (dropout, random) in self.dropouts_mut().zip(randoms) {
            dropout.random = random;
        }
    }

    fn dropouts_mut(&mut self) -> impl Iterator<Item = &mut Dropout> {
        self.layers.iter_mut().filter_map(|layer| match layer {
            Layer::Dropout(dropout) => Some(dropout),
            _ => None,
        })
    }

    /// The width of the image, then of the output of each layer.
    pub fn widths(&self) -> Vec<usize> {
        self.widths.clone()
    }

    /// The first layer's weight while samples come one at a time.
    pub(crate) fn baseline_weights(&self) -> Option<&BaselineWeights> {
        match self.layers.first() {
            Some(Layer::Dense(dense)) => dense.baseline.as_ref(),
            _ => None,
        }
    }

    /// Restores the `baseline_weights` of a network of the same recipe.
    pub(crate) fn set_baseline_weights(&mut self, baseline: BaselineWeights) {
        if let Some(Layer::Dense(dense)) = self.layers.first_mut() {
            dense.baseline = Some(baseline);
        }
    }

    /// The targets of a train step, with label smoothing.
    pub(crate) fn targets(&self) -> Targets {
        self.targets
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The weight of a layer that has one: [inputs, outputs].
    pub(crate) fn weight(&self, layer: usize) -> &Matrix {
        &self.layers[layer].parameters()[0].value
    }

    pub(crate) fn weight_gradient(&self, layer: usize) -> &Matrix {
        &self.layers[layer].parameters()[0].gradient
    }

    /// The index, among a workspace's values, of the last layer's pre-activations.
    pub(crate) fn pre_activation(&self) -> usize {
        let ends_in_activation = matches!(self.layers.last(), Some(Layer::Activation(_)));
        self.layers.len() - usize::from(ends_in_activation)
    }

    /// The width of the output.
    fn outputs(&self) -> usize {
        self.widths[self.layers.len()]
    }

    /// Refuses labels that name no class, and [`NO_DIGIT`] unless it is accepted.
    pub(crate) fn check_labels(
        &self,
        images: &Images,
        labels: &[u8],
        accepts_no_digit: bool,
    ) -> Result<()> {
        let samples = images.count(self.recipe.inputs)?;
        if samples != labels.len() {
            return Err(Error::Length {
                what: "labels",
                got: labels.len(),
                expected: format!("{samples}, one an image,"),
            });
        }
        let highest = classes(self.outputs()) - 1;
        let wrong = labels.iter().position(|label| {
            usize::from(*label) > highest && !(accepts_no_digit && *label == NO_DIGIT)
        });
        wrong.map_or(Ok(()), |index| {
            let label = labels[index];
            Err(Error::Label {
                index,
                label,
                highest,
            })
        })
    }
}
