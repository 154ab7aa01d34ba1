//! Images and labels from IDX files, their order, how they are varied, synthetic handwriting and non-digits.

mod augment;
mod batch;
mod check;
mod examples;
#[cfg(not(target_arch = "wasm32"))]
mod files;
pub mod handwriting;
mod idx;
mod mnist;
pub mod non_digits;
mod order;
mod pen;

pub use augment::{Augmentation, Augmenter, augment};
pub(crate) use batch::{Batches, ExampleSettings};
#[cfg(not(target_arch = "wasm32"))]
pub use files::{Part, read_mnist};
pub use order::Order;
pub use pen::Drawing;

use crate::error::{Error, Result};
use crate::loss::NO_DIGIT;
use crate::preprocess::SIDE;
use idx::{IdxStream, Item};

/// Images of one size and their labels, as they come from two IDX files.
///
/// An image has 1 to 256 rows and as many columns of bytes, 0 for paper and 255 for ink; a label is 0 to 254. Pixels
/// stay bytes: MNIST's 60,000 images take 47 MB.
///
/// ```
/// use neuroglyph::dataset::Dataset;
///
/// let mut dataset = Dataset::new();
/// // Two images of 2 × 3 pixels, and their labels.
/// dataset.push_images(&[0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3])?;
/// dataset.push_images(&[0, 255, 0, 0, 255, 0, 255, 0, 255, 255, 0, 255])?;
/// dataset.push_labels(&[0, 0, 8, 1, 0, 0, 0, 2, 0, 1])?;
/// dataset.check_complete()?;
/// assert_eq!(dataset.len(), 2);
/// assert_eq!(dataset.image_size(), Some([2, 3]));
/// assert_eq!(dataset.classes(), 2);
/// # Ok::<(), neuroglyph::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Dataset {
    images: IdxStream,
    labels: IdxStream,
    /// Examples of the whole dataset, where that is known before the headers come.
    planned: Option<usize>,
    /// Classes, where they are known before the labels come.
    known_classes: Option<usize>,
}

/// The classes of MNIST.
const DIGITS: usize = 10;
const HIGHEST_DIGIT: Item = Item::Label {
    highest: DIGITS as u8 - 1,
};
const DIGIT_IMAGE: Item = Item::Image {
    size: Some([SIDE, SIDE]),
};

impl Default for Dataset {
    fn default() -> Self {
        Self::new()
    }
}

impl Dataset {
    /// A dataset of any images and labels, none of which have come yet.
    pub fn new() -> Self {
        let highest = NO_DIGIT - 1;
        Self {
            images: IdxStream::new("images", Item::Image { size: None }, &[]),
            labels: IdxStream::new("labels", Item::Label { highest }, &[]),
            planned: None,
            known_classes: None,
        }
    }

    /// MNIST's 60,000 training images. An example counts once the SHA-256 of its block of 6,000 has been checked.
    pub fn mnist_training() -> Self {
        let (images, labels) = (&mnist::TRAINING_IMAGES, &mnist::TRAINING_LABELS);
        Self {
            images: IdxStream::new("train-images", DIGIT_IMAGE, images),
            labels: IdxStream::new("train-labels", HIGHEST_DIGIT, labels),
            planned: Some(60_000),
            known_classes: Some(DIGITS),
        }
    }

    /// MNIST's 10,000 test images, checked likewise.
    pub fn mnist_test() -> Self {
        let (images, labels) = (&mnist::TEST_IMAGES, &mnist::TEST_LABELS);
        Self {
            images: IdxStream::new("t10k-images", DIGIT_IMAGE, images),
            labels: IdxStream::new("t10k-labels", HIGHEST_DIGIT, labels),
            planned: Some(10_000),
            known_classes: Some(DIGITS),
        }
    }

    /// Takes the next bytes of an IDX file of images, as many or few as have come.
    ///
    /// # Errors
    ///
    /// [`Error::Idx`] for bytes that are no such file or no such images, [`Error::Memory`] for a file that does not
    /// fit into memory.
    pub fn push_images(&mut self, bytes: &[u8]) -> Result<()> {
        self.images.push(bytes)
    }

    /// Takes the next bytes of an IDX file of labels.
    ///
    /// # Errors
    ///
    /// As [`Dataset::push_images`], and [`Error::Label`] for a label above 254, or for MNIST above 9.
    pub fn push_labels(&mut self, bytes: &[u8]) -> Result<()> {
        self.labels.push(bytes)
    }

    /// Examples that have come whole, image and label; of MNIST those in blocks whose SHA-256 is right.
    pub fn len(&self) -> usize {
        self.images.items().min(self.labels.items())
    }

    /// Whether no example has come.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows and columns of an image, or `None` before the header of the images has come.
    pub fn image_size(&self) -> Option<[usize; 2]> {
        self.images.image_size()
    }

    /// One more than the highest label that has come; 10 for MNIST, also before its labels have come.
    pub fn classes(&self) -> usize {
        let highest = || self.labels.values().iter().max();
        let so_far = || highest().map_or(0, |highest| usize::from(*highest) + 1);
        self.known_classes.unwrap_or_else(so_far)
    }

    /// Examples of the whole dataset, or `None` before that is known.
    ///
    /// # Errors
    ///
    /// [`Error::Length`] for files of different numbers of items.
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

    /// Refuses a dataset whose files ended early or have different numbers of items.
    ///
    /// # Errors
    ///
    /// [`Error::Idx`] or [`Error::Length`]
    pub fn check_complete(&self) -> Result<()> {
        self.images.check_complete()?;
        self.labels.check_complete()?;
        self.expected_len().map(|_| ())
    }

    /// Splits a complete dataset into the examples to train with and the last `examples`, which are held out.
    ///
    /// # Errors
    ///
    /// As [`Dataset::check_complete`], and [`Error::Length`] for anything but 1 to n − 1 examples.
    pub fn hold_out(self, examples: usize) -> Result<(Self, Self)> {
        self.check_complete()?;
        if !(1..self.len()).contains(&examples) {
            return Err(Error::Length {
                what: "examples to hold out",
                got: examples,
                expected: format!("1 to {}", self.len() - 1),
            });
        }
        let known_classes = Some(self.classes());
        let training = self.len() - examples;
        let (images, held_out_images) = self.images.split_at(training);
        let (labels, held_out_labels) = self.labels.split_at(training);
        let part = |images, labels| Self {
            images,
            labels,
            planned: None,
            known_classes,
        };
        Ok((part(images, labels), part(held_out_images, held_out_labels)))
    }

    /// `[n, rows · columns]`, 0 for paper and 255 for ink.
    pub fn images(&self) -> &[u8] {
        &self.images.values()[..self.len() * self.images.item_size()]
    }

    /// Images and labels of the examples in this range: `[n, rows · columns]` and `[n]`.
    ///
    /// # Errors
    ///
    /// [`Error::Length`] for examples that have not come.
    pub fn part(&self, examples: std::ops::Range<usize>) -> Result<(&[u8], &[u8])> {
        match self.labels().get(examples.clone()) {
            Some(labels) => {
                let size = self.images.item_size();
                let pixels = examples.start * size..examples.end * size;
                Ok((&self.images()[pixels], labels))
            }
            None => Err(Error::Length {
                what: "examples",
                got: self.len(),
                expected: format!("{} to {}", examples.start, examples.end),
            }),
        }
    }

    /// The pixels of an example: `[rows · columns]`.
    ///
    /// # Panics
    ///
    /// If the example has not come.
    pub fn image(&self, index: usize) -> &[u8] {
        let size = self.images.item_size();
        &self.images.values()[index * size..][..size]
    }

    /// `[n]`, the class of each example.
    pub fn labels(&self) -> &[u8] {
        &self.labels.values()[..self.len()]
    }
}
