//! Teaching: a few small steps on somebody's own digits, among images of the training set, so
//! that the network reads them and forgets nothing for it.

use crate::dataset::{Augmentation, Augmenter, Dataset};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::gather;
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
/// ... but no longer than this part of the length of all parameters.
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

impl Network {
    /// Learns drawings that somebody made, in small steps: 30 and as many more as it needs to
    /// read each of them right and to be sure of it, but 100 at most. Says how many it took: 0 if
    /// it is sure of all of them already.
    ///
    /// In each step two variants of the drawings stand among 62 of the first 6,000 examples of
    /// a dataset: those with which it was trained, so that it forgets nothing (rehearsal, as in
    /// A. Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", 1995). The network
    /// learns as it answers, without dropout. A seed gives the same steps again.
    ///
    /// drawings: [n, 784], labels: [n], with any n but 0. If anything is refused, or the loss is
    /// no longer a number, the parameters are as they were before.
    pub fn teach<'a>(
        &mut self,
        drawings: impl Into<Images<'a>>,
        labels: &[u8],
        rehearsal: &Dataset,
        seed: u64,
    ) -> Result<usize> {
        let mut pupil = self.clone();
        let drawings = drawings.into();
        let steps = gather(|| pupil.learn_drawings(&drawings, labels, rehearsal, seed))?;
        self.set_weights(&pupil.weights())?;
        Ok(steps)
    }

    fn learn_drawings(
        &mut self,
        drawings: &Images,
        labels: &[u8],
        rehearsal: &Dataset,
        seed: u64,
    ) -> Result<usize> {
        self.recipe().check_trainable()?;
        if self.recipe().inputs != PIXELS {
            return Err(Error::Length {
                what: "pixels",
                got: PIXELS,
                expected: self.recipe().inputs.to_string(),
            });
        }
        if rehearsal.is_empty() {
            return Err(Error::Length {
                what: "examples",
                got: 0,
                expected: "at least one".to_owned(),
            });
        }
        let mut due = self.not_learnt(drawings, labels)?;
        if due.is_empty() {
            return Ok(0);
        }
        let mut batch = Batch::new(drawings, labels, seed);
        for step in 1..=MOST_STEPS {
            batch.gather(step, &due, rehearsal);
            let images = Images::Floats(&batch.images);
            let report = self.find_gradients(&images, &batch.labels, Mode::Query)?;
            self.descend(report.loss)?;
            if step % LOOK > 0 {
                continue;
            }
            due = self.not_learnt(drawings, labels)?;
            if due.is_empty() {
                if step >= LEAST_STEPS {
                    return Ok(step);
                }
                due = (0..labels.len()).collect();
            }
        }
        Ok(MOST_STEPS)
    }

    /// A step against the gradients of a loss.
    fn descend(&mut self, loss: f64) -> Result<()> {
        let mut weights = self.weights();
        let gradients = self.parameters().map(|(_, parameter)| &parameter.gradient);
        let gradients: Vec<f32> = gradients
            .flat_map(|gradient| gradient.as_row_major())
            .copied()
            .collect();
        let [length, steepness] = [&weights, &gradients].map(|values| {
            let squares = values.iter().map(|value| f64::from(*value).powi(2));
            squares.sum::<f64>()
        });
        if steepness == 0.0 {
            return Ok(());
        }
        let rate = (FALL * loss / steepness).min(FARTHEST * (length / steepness).sqrt());
        for (weight, gradient) in weights.iter_mut().zip(&gradients) {
            *weight -= rate as f32 * gradient;
        }
        self.set_weights(&weights)
    }

    /// The drawings that it does not read right, or not surely.
    fn not_learnt(&mut self, drawings: &Images, labels: &[u8]) -> Result<Vec<usize>> {
        self.evaluate(*drawings, labels)?;
        let outputs = self.answers().chunks_exact(self.recipe().outputs());
        let is_due = |(outputs, label): &(&[f32], &u8)| {
            let read = vector::argmax(outputs);
            read != usize::from(**label) || outputs[read] < SURE
        };
        let all = outputs.zip(labels).enumerate();
        let due = all.filter(|(_, drawing)| is_due(drawing));
        Ok(due.map(|(index, _)| index).collect())
    }
}

/// The examples of a step.
struct Batch<'a> {
    drawings: Vec<f32>,
    digits: &'a [u8],
    augmenter: Augmenter,
    random: Random,
    images: Vec<f32>,
    labels: Vec<u8>,
}

impl<'a> Batch<'a> {
    fn new(drawings: &Images, digits: &'a [u8], seed: u64) -> Self {
        let mut values = vec![0.0; digits.len() * PIXELS];
        drawings.write_into(&mut values, 0.0, 1.0);
        Self {
            drawings: values,
            digits,
            augmenter: Augmenter::new(VARIATION, seed),
            random: Random::new(seed, Stream::Order),
            images: Vec::with_capacity(BATCH * PIXELS),
            labels: Vec::with_capacity(BATCH),
        }
    }

    /// Every other drawing is one that is still to be learnt, so that a few among many soon are.
    fn gather(&mut self, step: usize, due: &[usize], rehearsal: &Dataset) {
        self.images.clear();
        self.labels.clear();
        for place in 0..OWN {
            let turn = step * OWN + place;
            let drawing = match turn % 2 {
                0 => due[turn / 2 % due.len()],
                _ => turn / 2 % self.digits.len(),
            };
            let start = self.images.len();
            let pixels = &self.drawings[drawing * PIXELS..][..PIXELS];
            self.images.extend_from_slice(pixels);
            let variant = &mut self.images[start..];
            self.augmenter.apply(variant, step, place as u32);
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
