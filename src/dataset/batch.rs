//! The examples of a step: gathered, some of them written anew, and augmented.

use super::handwriting::Writer;
use super::{Augmenter, Dataset, Order};
use crate::images::Images;
use crate::preprocess::SIDE;
use crate::recipe::Recipe;

const PIXELS: usize = SIDE * SIDE;

/// Makes the batches of a run. Kept, so that a step allocates no batch.
#[derive(Debug, Clone)]
pub struct Batches {
    augmenter: Augmenter,
    writer: Writer,
    /// The share of synthetic handwriting.
    handwriting: f32,
    bytes: Vec<u8>,
    floats: Vec<f32>,
    labels: Vec<u8>,
}

impl Batches {
    pub fn new(recipe: &Recipe, seed: u64) -> Self {
        Self {
            augmenter: Augmenter::new(recipe.augmentation, seed),
            writer: Writer::new(seed),
            handwriting: recipe.handwriting,
            bytes: Vec::new(),
            floats: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// The images and labels of the next batch in this order. What is only as MNIST has it stays
    /// bytes.
    pub fn next(
        &mut self,
        order: &mut Order,
        dataset: &Dataset,
        batch_size: usize,
    ) -> (Images<'_>, &[u8]) {
        self.bytes.clear();
        self.floats.clear();
        self.labels.clear();
        let epoch = order.next_epoch();
        let variants = self.augmenter.variants();
        let is_plain = self.augmenter.is_off() && self.handwriting == 0.0;
        for example in order.next_batch(batch_size) {
            let index = *example as usize / variants;
            let image = dataset.image(index);
            if is_plain {
                self.bytes.extend_from_slice(image);
                self.labels.push(dataset.labels()[index]);
                continue;
            }
            match self.writer.choose(self.handwriting, epoch, *example) {
                Some((style, drawing)) => {
                    self.floats.extend(drawing.image());
                    self.labels.push(style.digit);
                }
                None => {
                    let values = image.iter().map(|byte| f32::from(*byte) / 255.0);
                    self.floats.extend(values);
                    self.labels.push(dataset.labels()[index]);
                }
            }
            let values = self.floats.len() - PIXELS..;
            self.augmenter
                .apply(&mut self.floats[values], epoch, *example);
        }
        let images = match is_plain {
            true => Images::Bytes(&self.bytes),
            false => Images::Floats(&self.floats),
        };
        (images, &self.labels)
    }
}
