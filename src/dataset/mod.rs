//! MNIST as it arrives: IDX bytes to examples, their order, how they are varied, and handwriting
//! of our own making.

mod augment;
mod batch;
#[cfg(feature = "cli")]
mod files;
pub mod handwriting;
mod idx;
mod mnist;
pub mod non_digits;
mod order;
mod pen;

pub use augment::{Augmentation, Augmenter, augment};
pub(crate) use batch::Batches;
#[cfg(feature = "cli")]
pub use files::{Part, read_mnist};
pub use order::Order;
pub use pen::Drawing;

use crate::error::{Error, Result};
use crate::preprocess::SIDE;
use idx::IdxStream;

/// Images and their labels. Pixels stay bytes: 60,000 images take 47 MB.
#[derive(Debug, Clone)]
pub struct Dataset {
    images: IdxStream,
    labels: IdxStream,
    /// Examples there will be, where that is known before the files say so.
    planned: Option<usize>,
}

impl Default for Dataset {
    fn default() -> Self {
        Self::new()
    }
}

impl Dataset {
    pub fn new() -> Self {
        Self {
            images: IdxStream::new("images", &[SIDE, SIDE], u8::MAX, &[]),
            labels: IdxStream::new("labels", &[], 9, &[]),
            planned: None,
        }
    }

    /// MNIST's 60,000 training images: an example counts once its block of 6,000 is known to
    /// be MNIST's, by its SHA-256.
    pub fn mnist_training() -> Self {
        Self {
            images: IdxStream::new(
                "train-images",
                &[SIDE, SIDE],
                u8::MAX,
                &mnist::TRAINING_IMAGES,
            ),
            labels: IdxStream::new("train-labels", &[], 9, &mnist::TRAINING_LABELS),
            planned: Some(60_000),
        }
    }

    /// MNIST's 10,000 test images, checked likewise.
    pub fn mnist_test() -> Self {
        Self {
            images: IdxStream::new("t10k-images", &[SIDE, SIDE], u8::MAX, &mnist::TEST_IMAGES),
            labels: IdxStream::new("t10k-labels", &[], 9, &mnist::TEST_LABELS),
            planned: Some(10_000),
        }
    }

    /// Takes the next bytes of an IDX file of images, as many or few as have come.
    pub fn push_images(&mut self, bytes: &[u8]) -> Result<()> {
        self.images.push(bytes)
    }

    /// Takes the next bytes of an IDX file of labels.
    pub fn push_labels(&mut self, bytes: &[u8]) -> Result<()> {
        self.labels.push(bytes)
    }

    /// Examples that count: come whole, image and label, and checked where that is asked for.
    pub fn len(&self) -> usize {
        self.images.items().min(self.labels.items())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Examples there will be, or `None` before that is known.
    pub fn expected_len(&self) -> Result<Option<usize>> {
        match (self.images.expected_items(), self.labels.expected_items()) {
            (Some(images), Some(labels)) if images != labels => Err(Error::Length {
                what: "labels",
                got: labels,
                expected: format!("{images}, one an image,"),
            }),
            (images, labels) => Ok(images.and(labels).or(self.planned)),
        }
    }

    /// Refuses a dataset whose files ended early.
    pub fn check_complete(&self) -> Result<()> {
        self.images.check_complete()?;
        self.labels.check_complete()?;
        self.expected_len().map(|_| ())
    }

    /// Of a complete dataset, the examples to train with, and the last so many, held out to choose on.
    pub fn hold_out(self, examples: usize) -> Result<(Self, Self)> {
        self.check_complete()?;
        if !(1..self.len()).contains(&examples) {
            return Err(Error::Length {
                what: "examples to hold out",
                got: examples,
                expected: format!("1 to {}", self.len() - 1),
            });
        }
        let training = self.len() - examples;
        let (images, held_out_images) = self.images.split_at(training);
        let (labels, held_out_labels) = self.labels.split_at(training);
        let part = |images, labels| Self {
            images,
            labels,
            planned: None,
        };
        Ok((part(images, labels), part(held_out_images, held_out_labels)))
    }

    /// [n, 784], 0 for paper and 255 for ink.
    pub fn images(&self) -> &[u8] {
        &self.images.values()[..self.len() * SIDE * SIDE]
    }

    /// Images and labels of the examples in this range.
    pub fn part(&self, examples: std::ops::Range<usize>) -> Result<(&[u8], &[u8])> {
        match self.labels().get(examples.clone()) {
            Some(labels) => {
                let pixels = examples.start * SIDE * SIDE..examples.end * SIDE * SIDE;
                Ok((&self.images()[pixels], labels))
            }
            None => Err(Error::Length {
                what: "examples",
                got: self.len(),
                expected: format!("{} to {}", examples.start, examples.end),
            }),
        }
    }

    pub fn image(&self, index: usize) -> &[u8] {
        &self.images.values()[index * SIDE * SIDE..][..SIDE * SIDE]
    }

    pub fn labels(&self) -> &[u8] {
        &self.labels.values()[..self.len()]
    }
}
