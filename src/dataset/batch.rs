//! Batches: examples are gathered, some replaced by synthetic drawings, and augmented.

use super::handwriting::HandwritingGenerator;
use super::non_digits::NonDigitGenerator;
use super::{Augmentation, Augmenter, Dataset, Drawing, Order};
use crate::error::Result;
use crate::images::Images;
use crate::kernels::parallel::{RowSlice, par_rows};
use crate::loss::NO_DIGIT;

/// What the examples of a run are made of.
#[derive(Debug, Clone, Copy)]
pub struct ExampleSettings {
    /// Values of an image.
    pub inputs: usize,
    pub augmentation: Augmentation,
    /// The share of synthetic handwriting, 0 to 1.
    pub handwriting: f32,
    /// The share of non-digits, 0 to 1 − `handwriting`.
    pub non_digits: f32,
}

/// Makes the batches of a run, in memory that every batch uses again; only a synthetic drawing allocates memory of
/// its own for a moment.
#[derive(Debug, Clone)]
pub struct Batches {
    generator: ExampleGenerator,
    /// Values of an image, as many as the network has inputs.
    inputs: usize,
    bytes: Vec<u8>,
    floats: Vec<f32>,
    labels: Vec<u8>,
}

impl Batches {
    pub fn new(settings: ExampleSettings, seed: u64) -> Self {
        Self {
            generator: ExampleGenerator::new(settings, seed),
            inputs: settings.inputs,
            bytes: Vec::new(),
            floats: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Bytes of memory that a batch of this many examples takes.
    pub fn bytes(settings: ExampleSettings, examples: usize) -> usize {
        let pixel = match ExampleGenerator::new(settings, 0).is_off() {
            true => size_of::<u8>(),
            false => size_of::<f32>(),
        };
        examples * (settings.inputs * pixel + size_of::<u8>())
    }

    /// The images, [n, inputs], and labels of the next batch in this order. Images that are neither augmented nor
    /// mixed with drawn ones stay bytes. Refuses a dataset whose images have another size.
    pub fn next(
        &mut self,
        order: &mut Order,
        dataset: &Dataset,
        batch_size: usize,
    ) -> Result<(Images<'_>, &[u8])> {
        dataset.check_inputs(self.inputs)?;
        let inputs = self.inputs;
        let (epoch, variants) = (order.next_epoch(), self.generator.augmenter.variants());
        let examples = order.next_batch(batch_size);
        let index = |example: u32| example as usize / variants;
        self.labels.clear();
        let labels = examples
            .iter()
            .map(|example| dataset.labels()[index(*example)]);
        self.labels.extend(labels);
        if self.generator.is_off() {
            self.bytes.clear();
            self.bytes.reserve_exact(examples.len() * inputs);
            for example in examples {
                self.bytes.extend_from_slice(dataset.image(index(*example)));
            }
            return Ok((Images::Bytes(&self.bytes), &self.labels));
        }
        self.floats.resize(examples.len() * inputs, 0.0);
        let images = RowSlice::new(self.floats.as_mut_slice(), inputs);
        let labels = RowSlice::new(self.labels.as_mut_slice(), 1);
        // Each example has random numbers of its own, whichever thread generates it.
        par_rows((images, labels), |first, (images, labels)| {
            let images = images.values.chunks_exact_mut(inputs);
            for (place, (image, label)) in images.zip(labels.values).enumerate() {
                let example = examples[first + place];
                let original = dataset.image(index(example));
                self.generator
                    .generate(epoch, example, original, image, label);
            }
        });
        Ok((Images::Floats(&self.floats), &self.labels))
    }
}

/// Generates the example of an image, or a synthetic drawing in its place.
#[derive(Debug, Clone)]
struct ExampleGenerator {
    augmenter: Augmenter,
    handwriting: HandwritingGenerator,
    /// The share of synthetic handwriting, 0 to 1.
    handwriting_share: f32,
    non_digits: NonDigitGenerator,
    /// The share of non-digits, 0 to 1.
    non_digits_share: f32,
}

impl ExampleGenerator {
    fn new(settings: ExampleSettings, seed: u64) -> Self {
        Self {
            augmenter: Augmenter::new(settings.augmentation, seed),
            handwriting: HandwritingGenerator::new(seed),
            handwriting_share: settings.handwriting,
            non_digits: NonDigitGenerator::new(seed),
            non_digits_share: settings.non_digits,
        }
    }

    /// Whether examples are the images themselves.
    fn is_off(&self) -> bool {
        self.augmenter.is_off() && self.handwriting_share == 0.0 && self.non_digits_share == 0.0
    }

    /// original: [inputs] → image: [inputs] in 0..1. `label` is the original's at first, and then the example's.
    fn generate(
        &self,
        epoch: usize,
        example: u32,
        original: &[u8],
        image: &mut [f32],
        label: &mut u8,
    ) {
        let handwriting = self
            .handwriting
            .choose(self.handwriting_share, epoch, example);
        if let Some((style, drawing)) = handwriting {
            *label = style.digit;
            image.copy_from_slice(&drawing.image());
        } else if let Some(drawing) = self.choose_non_digit(epoch, example) {
            *label = NO_DIGIT;
            image.copy_from_slice(&drawing.image());
        } else {
            for (value, byte) in image.iter_mut().zip(original) {
                *value = f32::from(*byte) / 255.0;
            }
        }
        self.augmenter.apply(image, epoch, example);
    }

    /// Only examples that are not synthetic handwriting come here, so a larger share of them must be non-digits.
    fn choose_non_digit(&self, epoch: usize, example: u32) -> Option<Drawing> {
        if self.non_digits_share == 0.0 {
            return None;
        }
        let share = self.non_digits_share / (1.0 - self.handwriting_share);
        self.non_digits.choose(share, epoch, example)
    }
}
