//! The examples of a step: gathered, some of them drawn anew, and augmented.

use super::handwriting::Writer;
use super::non_digits::Scribbler;
use super::{Augmenter, Dataset, Drawing, Order};
use crate::error::Result;
use crate::images::Images;
use crate::kernels::parallel::{RowSlice, par_rows};
use crate::loss::NO_DIGIT;
use crate::recipe::Recipe;

/// Makes the batches of a run. Kept, so that a step allocates no batch; only an example that is drawn anew has
/// memory of its own for a moment.
#[derive(Debug, Clone)]
pub struct Batches {
    maker: Maker,
    /// Values of an image, as many as the network has inputs.
    inputs: usize,
    bytes: Vec<u8>,
    floats: Vec<f32>,
    labels: Vec<u8>,
}

impl Batches {
    pub fn new(recipe: &Recipe, seed: u64) -> Self {
        Self {
            maker: Maker::new(recipe, seed),
            inputs: recipe.inputs,
            bytes: Vec::new(),
            floats: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Bytes of memory that a batch of this many examples takes.
    pub fn bytes(recipe: &Recipe, examples: usize) -> usize {
        let pixel = match Maker::new(recipe, 0).is_off() {
            true => size_of::<u8>(),
            false => size_of::<f32>(),
        };
        examples * (recipe.inputs * pixel + size_of::<u8>())
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
        let (epoch, variants) = (order.next_epoch(), self.maker.augmenter.variants());
        let examples = order.next_batch(batch_size);
        let index = |example: u32| example as usize / variants;
        self.labels.clear();
        let labels = examples
            .iter()
            .map(|example| dataset.labels()[index(*example)]);
        self.labels.extend(labels);
        if self.maker.is_off() {
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
        // Each example has random numbers of its own, whichever thread makes it.
        par_rows((images, labels), |first, (images, labels)| {
            let images = images.values.chunks_exact_mut(inputs);
            for (place, (image, label)) in images.zip(labels.values).enumerate() {
                let example = examples[first + place];
                let original = dataset.image(index(example));
                self.maker.make(epoch, example, original, image, label);
            }
        });
        Ok((Images::Floats(&self.floats), &self.labels))
    }
}

/// Makes an example of an image, or in its place.
#[derive(Debug, Clone)]
struct Maker {
    augmenter: Augmenter,
    writer: Writer,
    /// The share of synthetic handwriting.
    handwriting: f32,
    scribbler: Scribbler,
    /// The share of drawings that are no digit.
    non_digits: f32,
}

impl Maker {
    fn new(recipe: &Recipe, seed: u64) -> Self {
        Self {
            augmenter: Augmenter::new(recipe.augmentation, seed),
            writer: Writer::new(seed),
            handwriting: recipe.handwriting,
            scribbler: Scribbler::new(seed),
            non_digits: recipe.non_digits,
        }
    }

    /// Whether examples are the images themselves.
    fn is_off(&self) -> bool {
        self.augmenter.is_off() && self.handwriting == 0.0 && self.non_digits == 0.0
    }

    /// `label` is that of the original.
    fn make(&self, epoch: usize, example: u32, original: &[u8], image: &mut [f32], label: &mut u8) {
        if let Some((style, drawing)) = self.writer.choose(self.handwriting, epoch, example) {
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

    /// Among what is not handwriting they are the more frequent.
    fn choose_non_digit(&self, epoch: usize, example: u32) -> Option<Drawing> {
        if self.non_digits == 0.0 {
            return None;
        }
        let share = self.non_digits / (1.0 - self.handwriting);
        self.scribbler.choose(share, epoch, example)
    }
}
