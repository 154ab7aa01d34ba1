//! Fine-tuning: a few small steps on labelled drawings, mixed with images of the training set, after which the network
//! predicts the drawings' labels and has forgotten nothing.

use crate::dataset::{Augmentation, Augmenter, Dataset};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::with_pool;
use crate::layer::Mode;
use crate::network::Network;
use crate::preprocess::SIDE;
use crate::random::{Random, Stream};

const PIXELS: usize = SIDE * SIDE;

// The constants were chosen with five networks trained on the first 50,000 training images: fine-tuning on one drawing
// lowered the accuracy on the other 10,000 by 0.06 points at most in the mean over drawings, and by 0.35 in the worst
// case. With sixteen drawings a step the accuracy fell by up to 4 points.

/// Examples of a step.
const BATCH: usize = 64;
/// How many of them are labelled drawings; the others are rehearsed.
const DRAWINGS_IN_BATCH: usize = 2;

/// The fewest steps, even where the drawings are predicted sooner: further drawings in the same
/// handwriting style are then predicted as well.
const MIN_STEPS: usize = 30;
const MAX_STEPS: usize = 100;

/// Steps from one evaluation of the drawings to the next.
const EVALUATION_INTERVAL: usize = 3;

/// A drawing counts as learnt when its label's output is the largest, and at least this.
const CONFIDENT: f32 = 0.75;

/// The part of the loss that a step would remove if the loss fell along the gradient as steeply all the way (B. T. Polyak,
/// "Minimization of unsmooth functionals", 1969). So the learning rate adapts to the network, its loss and its weights.
const LOSS_SHARE: f64 = 0.25;
/// The longest step, as a part of the norm of all trainable parameters.
const MAX_STEP: f64 = 0.003;

/// The examples that are rehearsed: the first ones of the dataset.
const REHEARSED: usize = 6_000;

/// How drawings of one digit by one person vary.
const VARIATION: Augmentation = Augmentation {
    rotation_degrees: 0.0,
    random_rotation_degrees: 6.0,
    scale: 0.08,
    shear_degrees: 6.0,
    shift_pixels: 0.7,
    elastic_pixels: 0.5,
    thickening_pixels: 0.3,
    thinning_pixels: 0.2,
};

/// Fine-tunes a copy of a network on labelled drawings: 30 steps, and as many more as it takes until each drawing's label
/// has an output of 0.75 or more, but 100 at most; none if all have already.
///
/// Each step learns from two variants of the drawings and 62 of the first 6,000 examples of a dataset, which should be
/// those that the network was trained on (rehearsal, as in A. Robins, "Catastrophic forgetting, rehearsal and
/// pseudorehearsal", 1995). Dropout is off. A seed gives the same steps again, in portions of any size.
#[derive(Debug, Clone)]
pub struct FineTuning {
    network: Network,
    /// [n, 784]
    drawings: Vec<f32>,
    digits: Vec<u8>,
    /// The drawings that are not learnt yet, or all of them once all are.
    due: Vec<usize>,
    steps: usize,
    is_over: bool,
    augmenter: Augmenter,
    random: Random,
    /// The examples of a step.
    images: Vec<f32>,
    labels: Vec<u8>,
}

impl FineTuning {
    /// Prepares to fine-tune a copy of this network.
    ///
    /// drawings: `[n, 784]`, labels: `[n]`, with any n but 0
    ///
    /// # Errors
    ///
    /// [`Error::NoGradient`] for a network that cannot be trained, [`Error::Length`] for one that does not take 784
    /// inputs; [`Error::EmptyBatch`], [`Error::Length`], [`Error::Pixel`] or [`Error::Label`] for drawings and labels
    /// that do not fit.
    pub fn new<'a>(
        network: &Network,
        drawings: impl Into<Images<'a>>,
        labels: &[u8],
        seed: u64,
    ) -> Result<Self> {
        network.recipe().check_trainable()?;
        if network.recipe().inputs != PIXELS {
            return Err(Error::Length {
                what: "pixels",
                got: PIXELS,
                expected: network.recipe().inputs.to_string(),
            });
        }
        let drawings = drawings.into();
        let network = network.clone();
        let due = not_learnt(&network, drawings, labels)?;
        let mut values = vec![0.0; labels.len() * PIXELS];
        drawings.write_into(&mut values, 0.0, 1.0);
        Ok(Self {
            network,
            drawings: values,
            digits: labels.to_vec(),
            is_over: due.is_empty(),
            due,
            steps: 0,
            augmenter: Augmenter::new(VARIATION, seed),
            random: Random::new(seed, Stream::Order),
            images: Vec::with_capacity(BATCH * PIXELS),
            labels: Vec::with_capacity(BATCH),
        })
    }

    /// Takes at most `max_steps` steps, fewer where the fine-tuning ends.
    ///
    /// # Errors
    ///
    /// [`Error::Length`] for a dataset without examples, [`Error::Recipe`] for one with images of another size;
    /// [`Error::Diverged`] if the loss is no longer a finite number, and the network must then not be used.
    pub fn run(&mut self, rehearsal: &Dataset, max_steps: usize) -> Result<()> {
        if rehearsal.is_empty() {
            return Err(Error::Length {
                what: "examples",
                got: 0,
                expected: "at least one".to_owned(),
            });
        }
        rehearsal.check_inputs(PIXELS)?;
        with_pool(|| (0..max_steps).try_for_each(|_| self.step(rehearsal)))
    }

    /// Steps taken so far.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether all steps have been taken.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The copy, as it is after the steps so far.
    pub fn network(&self) -> &Network {
        &self.network
    }

    fn step(&mut self, rehearsal: &Dataset) -> Result<()> {
        if self.is_over {
            return Ok(());
        }
        self.steps += 1;
        self.fill_batch(rehearsal);
        let images = Images::Floats(&self.images);
        let network = &mut self.network;
        let report = network.find_gradients(&images, &self.labels, Mode::Query)?;
        descend(network, report.loss)?;
        if self.steps.is_multiple_of(EVALUATION_INTERVAL) {
            self.due = not_learnt(network, Images::Floats(&self.drawings), &self.digits)?;
            let is_learnt = self.due.is_empty();
            self.is_over = is_learnt && self.steps >= MIN_STEPS;
            if is_learnt {
                self.due = (0..self.digits.len()).collect();
            }
        }
        self.is_over |= self.steps == MAX_STEPS;
        Ok(())
    }

    /// Every other drawing is one that is not learnt yet: so the last few of many are learnt soon.
    fn fill_batch(&mut self, rehearsal: &Dataset) {
        self.images.clear();
        self.labels.clear();
        for place in 0..DRAWINGS_IN_BATCH {
            let turn = self.steps * DRAWINGS_IN_BATCH + place;
            let drawing = match turn % 2 {
                0 => self.due[turn / 2 % self.due.len()],
                _ => turn / 2 % self.digits.len(),
            };
            let start = self.images.len();
            let pixels = &self.drawings[drawing * PIXELS..][..PIXELS];
            self.images.extend_from_slice(pixels);
            let variant = &mut self.images[start..];
            self.augmenter.apply(variant, self.steps, place as u32);
            self.labels.push(self.digits[drawing]);
        }
        let rehearsed = rehearsal.len().min(REHEARSED);
        for _ in DRAWINGS_IN_BATCH..BATCH {
            let example = self.random.below(rehearsed as u32) as usize;
            let pixels = rehearsal.image(example).iter();
            self.images
                .extend(pixels.map(|byte| f32::from(*byte) / 255.0));
            self.labels.push(rehearsal.labels()[example]);
        }
    }
}

/// Takes a step of gradient descent with the gradients that the network holds.
fn descend(network: &mut Network, loss: f64) -> Result<()> {
    let mut weights = network.weights();
    let gradients = network.parameters();
    let gradients: Vec<f32> = gradients
        .flat_map(|(_, parameter)| parameter.gradient.as_row_major())
        .copied()
        .collect();
    let trainable = network.parameters().map(|(_, parameter)| parameter);
    let trainable = trainable.filter(|parameter| parameter.role.is_trainable());
    let norm = squared_norm(trainable.flat_map(|parameter| parameter.value.as_row_major()));
    let steepness = squared_norm(&gradients);
    if steepness == 0.0 {
        return Ok(());
    }
    let rate = (LOSS_SHARE * loss / steepness).min(MAX_STEP * (norm / steepness).sqrt());
    for (weight, gradient) in weights.iter_mut().zip(&gradients) {
        *weight -= rate as f32 * gradient;
    }
    network.set_weights(&weights)
}

fn squared_norm<'a>(values: impl IntoIterator<Item = &'a f32>) -> f64 {
    let squares = values.into_iter().map(|value| f64::from(*value).powi(2));
    squares.sum()
}

/// The drawings whose label is not the prediction, or has too low an output.
fn not_learnt(network: &Network, drawings: Images, labels: &[u8]) -> Result<Vec<usize>> {
    let (_, outputs) = network.evaluate_with_outputs(drawings, labels)?;
    let (width, targets) = (network.recipe().outputs(), network.recipe().targets);
    let outputs = outputs.chunks_exact(width);
    let is_due = |(outputs, label): &(&[f32], &u8)| {
        let predicted = targets.predicted(outputs);
        predicted != usize::from(**label) || targets.confidence(outputs, predicted) < CONFIDENT
    };
    let all = outputs.zip(labels).enumerate();
    let due = all.filter(|(_, drawing)| is_due(drawing));
    Ok(due.map(|(index, _)| index).collect())
}
