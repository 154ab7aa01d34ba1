//! Teaching: a few small steps on somebody's own digits, among images of the training set, so
//! that the network reads them and forgets nothing for it.

use crate::dataset::{Augmentation, Augmenter, Dataset};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::with_pool;
use crate::kernels::vector;
use crate::layer::Mode;
use crate::network::Network;
use crate::preprocess::SIDE;
use crate::random::{Random, Stream};

const PIXELS: usize = SIDE * SIDE;

// The figures were chosen with five networks that had seen the first 50,000 training images, by
// what lessons of one drawing did to the other 10,000: accuracy fell by 0.06 points on average at
// most, and by 0.35 in the worst lesson. With sixteen drawings a step it fell by up to 4.

/// Examples of a step, and how many of them are drawings; the others are rehearsed.
const BATCH: usize = 64;
const OWN: usize = 2;

/// A lesson takes so many steps, though it may be learnt earlier: what is practised so is read
/// also when it is written once more ...
const LEAST_STEPS: usize = 30;
/// ... and no more than these.
const MOST_STEPS: usize = 100;

/// Steps from one look at the drawings to the next.
const LOOK: usize = 3;

/// A drawing is learnt when its digit's output is the largest, and at least this.
const SURE: f32 = 0.75;

/// A step goes against the gradient as far as would take this part of the loss away, were it as
/// steep all the way (B. T. Polyak, "Minimization of unsmooth functionals", 1969), and so is as
/// long as this network needs, whatever its loss and its weights ...
const FALL: f64 = 0.25;
/// ... but no longer than this part of the length of all parameters that are learnt.
const FARTHEST: f64 = 0.003;

/// The examples that are rehearsed, from the first on.
const REHEARSED: usize = 6_000;

/// How one hand's digit varies from one time to the next.
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

/// Drawings on their way into a network: 30 small steps, and as many more as it needs to read each
/// of them right and to be sure of it, but 100 at most; none if it is sure of all of them already.
///
/// In each step two variants of the drawings stand among 62 of the first 6,000 examples of a
/// dataset: those with which it was trained, so that it forgets nothing (rehearsal, as in
/// A. Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", 1995). The network learns
/// as it answers, without dropout. A seed gives the same steps again, however they are portioned.
#[derive(Debug, Clone)]
pub struct FineTuning {
    network: Network,
    /// [n, 784]
    drawings: Vec<f32>,
    digits: Vec<u8>,
    /// The drawings that are still to be learnt, or all of them while they are only practised.
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
    /// A lesson for a copy of this network.
    ///
    /// drawings: [n, 784], labels: [n], with any n but 0.
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

    /// Takes at most so many steps, fewer where the lesson ends. If the loss is no longer a number,
    /// that is the error, and the lesson is of no use any more.
    pub fn run(&mut self, rehearsal: &Dataset, max_steps: usize) -> Result<()> {
        if rehearsal.is_empty() {
            return Err(Error::Length {
                what: "examples",
                got: 0,
                expected: "at least one".to_owned(),
            });
        }
        with_pool(|| (0..max_steps).try_for_each(|_| self.step(rehearsal)))
    }

    /// Steps that were taken so far.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// There is nothing left to do.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The network that learns.
    pub fn network(&self) -> &Network {
        &self.network
    }

    fn step(&mut self, rehearsal: &Dataset) -> Result<()> {
        if self.is_over {
            return Ok(());
        }
        self.steps += 1;
        self.gather(rehearsal);
        let images = Images::Floats(&self.images);
        let network = &mut self.network;
        let report = network.find_gradients(&images, &self.labels, Mode::Query)?;
        descend(network, report.loss)?;
        if self.steps.is_multiple_of(LOOK) {
            self.due = not_learnt(network, Images::Floats(&self.drawings), &self.digits)?;
            let is_learnt = self.due.is_empty();
            self.is_over = is_learnt && self.steps >= LEAST_STEPS;
            if is_learnt {
                self.due = (0..self.digits.len()).collect();
            }
        }
        self.is_over |= self.steps == MOST_STEPS;
        Ok(())
    }

    /// Every other drawing is one that is still to be learnt, so that a few among many soon are.
    fn gather(&mut self, rehearsal: &Dataset) {
        self.images.clear();
        self.labels.clear();
        for place in 0..OWN {
            let turn = self.steps * OWN + place;
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
        for _ in OWN..BATCH {
            let example = self.random.below(rehearsed as u32) as usize;
            let pixels = rehearsal.image(example).iter();
            self.images
                .extend(pixels.map(|byte| f32::from(*byte) / 255.0));
            self.labels.push(rehearsal.labels()[example]);
        }
    }
}

/// A step against the gradients of a loss, which the network has just found.
fn descend(network: &mut Network, loss: f64) -> Result<()> {
    let mut weights = network.weights();
    let gradients = network.parameters();
    let gradients: Vec<f32> = gradients
        .flat_map(|(_, parameter)| parameter.gradient.as_row_major())
        .copied()
        .collect();
    let learnt = network.parameters().map(|(_, parameter)| parameter);
    let learnt = learnt.filter(|parameter| parameter.role.is_trainable());
    let length = square(learnt.flat_map(|parameter| parameter.value.as_row_major()));
    let steepness = square(&gradients);
    if steepness == 0.0 {
        return Ok(());
    }
    let rate = (FALL * loss / steepness).min(FARTHEST * (length / steepness).sqrt());
    for (weight, gradient) in weights.iter_mut().zip(&gradients) {
        *weight -= rate as f32 * gradient;
    }
    network.set_weights(&weights)
}

/// A vector's length, squared.
fn square<'a>(values: impl IntoIterator<Item = &'a f32>) -> f64 {
    let squares = values.into_iter().map(|value| f64::from(*value).powi(2));
    squares.sum()
}

/// The drawings that a network does not read right, or not surely.
fn not_learnt(network: &Network, drawings: Images, labels: &[u8]) -> Result<Vec<usize>> {
    let (_, outputs) = network.evaluate_with_outputs(drawings, labels)?;
    let outputs = outputs.chunks_exact(network.recipe().outputs());
    let is_due = |(outputs, label): &(&[f32], &u8)| {
        let read = vector::argmax(outputs);
        read != usize::from(**label) || outputs[read] < SURE
    };
    let all = outputs.zip(labels).enumerate();
    let due = all.filter(|(_, drawing)| is_due(drawing));
    Ok(due.map(|(index, _)| index).collect())
}
