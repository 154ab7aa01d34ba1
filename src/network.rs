//! `Network`: parameters, the memory to work in, `train_step`, `query` and `evaluate`.

mod build;
mod calibrate;
mod parameters;
mod pass;
#[cfg(test)]
mod tests;

pub(crate) use parameters::check_finite;

use build::build;

use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::with_pool;
use crate::kernels::{Matrix, Packing, vector};
use crate::layer::{BaselineWeights, Dropout, Folds, Layer, Mode};
use crate::loss::{NO_DIGIT, Targets};
use crate::metrics::{CONFIDENCE_THRESHOLD, Calibration, Confusion, Evaluation, RunningMetrics};
use crate::optimizer::Optimizer;
use crate::random::{Random, random_seed};
use crate::recipe::{LayerRecipe, Recipe};

/// Images that are answered at once: enough to fill the kernels, little memory.
pub(crate) const QUERY_BATCH: usize = 128;

/// Images below which going into the pool of threads costs more than they do.
const WORTH_A_POOL: usize = 16;

/// A network of the shape that its recipe gives.
#[derive(Debug, Clone)]
pub struct Network {
    recipe: Recipe,
    /// What is learnt: the recipe's, smoothed.
    targets: Targets,
    seed: u64,
    layers: Vec<Layer>,
    folds: Folds,
    optimizer: Optimizer,
    /// What goes into each layer, and last the outputs: values[l]: [batch, widths[l]].
    values: Vec<Matrix>,
    /// The gradient of the loss, or of what is to be explained, by each of the values; empty
    /// until the first is wanted. Training has no use for gradients[0], the image's.
    gradients: Vec<Matrix>,
    /// The outputs for the images of the last `query` or `evaluate`.
    answers: Vec<f32>,
    packing: Packing,
}

/// What one train step saw, before it changed anything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepReport {
    /// The mean loss of the batch.
    pub loss: f64,
    /// Images whose largest output was their label's.
    pub correct: usize,
    pub samples: usize,
    /// Images that show no digit.
    pub non_digits: usize,
}

impl Network {
    /// A network that has learnt nothing yet. A seed gives the same weights on every platform;
    /// without one the platform chooses it, and [`Network::seed`] tells it.
    pub fn new(recipe: Recipe, seed: Option<u64>) -> Result<Self> {
        recipe.check()?;
        let seed = seed.map_or_else(random_seed, Ok)?;
        let layers = build(&recipe, seed);
        Ok(Self {
            layers,
            folds: Folds::default(),
            optimizer: Optimizer::default(),
            values: recipe
                .widths()
                .into_iter()
                .map(|width| Matrix::zeros(0, width))
                .collect(),
            gradients: Vec::new(),
            answers: Vec::new(),
            packing: Packing::default(),
            targets: recipe
                .targets
                .smoothed(recipe.label_smoothing, recipe.outputs()),
            recipe,
            seed,
        })
    }

    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The seed of the initial weights and of the dropout masks.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Learns from a batch: one step of the recipe's optimiser, at its rate, against the loss's gradient. What a
    /// recipe says of a whole run, its schedule and `ema_decay`, is for [`crate::Training`].
    ///
    /// images: [n, inputs], labels: [n], with any n but 0. If anything is refused, or the loss
    /// is no longer a number, the parameters are as they were before.
    pub fn train_step<'a>(
        &mut self,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<StepReport> {
        let images = images.into();
        self.check_labels(&images, labels, false)?;
        let rule = self.recipe.optimizer;
        match labels.len() < WORTH_A_POOL {
            true => {
                let report = self.learn(&images, labels, rule, Mode::Train);
                self.settle();
                report
            }
            false => with_pool(|| self.learn(&images, labels, rule, Mode::Train)),
        }
    }

    /// The gradient of a batch's loss by every parameter, in the order of
    /// [`Network::weights`]. It draws dropout masks, as a train step does, and learns nothing.
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

    /// The outputs for each image: probabilities if the last layer is a softmax.
    ///
    /// images: [n, inputs] → [n, outputs], with any n but 0.
    pub fn query<'a>(&mut self, images: impl Into<Images<'a>>) -> Result<&[f32]> {
        let images = images.into();
        let inputs = self.recipe.inputs;
        let samples = images.count(inputs)?;
        images.check(inputs)?;
        self.answers.clear();
        for start in (0..samples).step_by(QUERY_BATCH) {
            let end = samples.min(start + QUERY_BATCH);
            self.load(&images.part(start..end, inputs), Mode::Query)?;
            self.answer();
            let outputs = &self.values[self.layers.len()];
            self.answers.extend_from_slice(outputs.as_row_major());
        }
        Ok(&self.answers)
    }

    /// Loss, accuracy and confusion over images; learns nothing. The loss is from the recipe's targets as they
    /// are, without label smoothing.
    ///
    /// images: [n, inputs], labels: [n], with any n but 0.
    pub fn evaluate<'a>(
        &mut self,
        images: impl Into<Images<'a>>,
        labels: &[u8],
    ) -> Result<Evaluation> {
        let images = images.into();
        with_pool(|| self.evaluate_here(&images, labels))
    }

    fn evaluate_here(&mut self, images: &Images, labels: &[u8]) -> Result<Evaluation> {
        self.check_labels(images, labels, false)?;
        let inputs = self.recipe.inputs;
        images.check(inputs)?;
        let mut running = RunningMetrics::default();
        let mut confusion = Confusion::new(self.recipe.outputs());
        let mut calibration = Calibration::default();
        let mut refused = 0;
        self.answers.clear();
        for (batch, labels) in labels.chunks(QUERY_BATCH).enumerate() {
            let start = batch * QUERY_BATCH;
            let batch = images.part(start..start + labels.len(), inputs);
            self.load(&batch, Mode::Query)?;
            self.answer();
            let report = self.report(labels, self.recipe.targets);
            running.add(report.loss, report.correct, report.samples, 0);
            let outputs = self.values[self.layers.len()].as_row_major();
            self.answers.extend_from_slice(outputs);
            for (row, label) in labels.iter().enumerate() {
                let outputs = self.outputs().row(row);
                let read = vector::argmax(outputs);
                confusion.add(*label, read);
                calibration.add(outputs[read], read == usize::from(*label));
                refused += usize::from(outputs[read] < CONFIDENCE_THRESHOLD);
            }
        }
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

    /// The outputs for the images of the last query or evaluation: [n, outputs].
    pub fn answers(&self) -> &[f32] {
        &self.answers
    }

    /// Learns faster or slower from the next step on: 0.00001 to 10.
    pub fn set_learning_rate(&mut self, rate: f32) -> Result<()> {
        let mut recipe = self.recipe.clone();
        recipe.optimizer.set_learning_rate(rate);
        recipe.check()?;
        self.recipe = recipe;
        Ok(())
    }

    /// Drops this share of the values, 0 to 0.9, in every dropout layer, from the next step on.
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

    /// What the network remembers beside its parameters, to go on training just as it would.
    pub(crate) fn training_state(&self) -> (&Optimizer, Vec<Random>) {
        let randoms = self.layers.iter().filter_map(|layer| match layer {
            Layer::Dropout(dropout) => Some(dropout.random.clone()),
            _ => None,
        });
        (&self.optimizer, randoms.collect())
    }

    /// Takes what `training_state` of a network of the same recipe gave.
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

    /// The width of the image, then of what each layer puts out.
    pub fn widths(&self) -> Vec<usize> {
        self.values.iter().map(Matrix::columns).collect()
    }

    /// The first layer's weight as it is while samples come one at a time.
    pub(crate) fn baseline_weights(&self) -> Option<&BaselineWeights> {
        match self.layers.first() {
            Some(Layer::Dense(dense)) => dense.baseline.as_ref(),
            _ => None,
        }
    }

    /// Takes what `baseline_weights` of a network of the same recipe gave.
    pub(crate) fn set_baseline_weights(&mut self, baseline: BaselineWeights) {
        if let Some(Layer::Dense(dense)) = self.layers.first_mut() {
            dense.baseline = Some(baseline);
        }
    }

    /// What the outputs should be.
    pub(crate) fn targets(&self) -> Targets {
        self.targets
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// What went into each layer in the last pass, and last the outputs.
    pub(crate) fn values(&self) -> &[Matrix] {
        &self.values
    }

    /// The gradients by these values, after a pass that found them.
    pub(crate) fn value_gradients(&self) -> &[Matrix] {
        &self.gradients
    }

    /// The weight of a layer that has one: [inputs, outputs].
    pub(crate) fn weight(&self, layer: usize) -> &Matrix {
        &self.layers[layer].parameters()[0].value
    }

    pub(crate) fn weight_gradient(&self, layer: usize) -> &Matrix {
        &self.layers[layer].parameters()[0].gradient
    }

    /// Where among the values the last layer's pre-activations are.
    pub(crate) fn pre_activation(&self) -> usize {
        let ends_in_activation = matches!(self.layers.last(), Some(Layer::Activation(_)));
        self.layers.len() - usize::from(ends_in_activation)
    }

    fn outputs(&self) -> &Matrix {
        &self.values[self.layers.len()]
    }

    /// Refuses labels that name no output; [`NO_DIGIT`] too, unless `none` lets it pass.
    fn check_labels(&self, images: &Images, labels: &[u8], none: bool) -> Result<()> {
        let samples = images.count(self.recipe.inputs)?;
        if samples != labels.len() {
            return Err(Error::Length {
                what: "labels",
                got: labels.len(),
                expected: format!("{samples}, one an image,"),
            });
        }
        let highest = self.outputs().columns() - 1;
        let wrong = labels
            .iter()
            .position(|label| usize::from(*label) > highest && !(none && *label == NO_DIGIT));
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
