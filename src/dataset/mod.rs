//! MNIST as it arrives: IDX bytes to examples, their order, and how they are varied.

mod augment;
#[cfg(feature = "cli")]
mod files;
mod idx;
mod order;

pub use augment::Augmentation;
#[cfg(feature = "cli")]
pub use files::{Part, read_mnist};
pub use order::Order;

use crate::error::{Error, Result};
use idx::IdxStream;

/// The side of an image, in pixels.
pub const SIDE: usize = 28;

/// Images and their labels. Pixels stay bytes: 60,000 images take 47 MB.
#[derive(Debug, Clone)]
pub struct Dataset {
    images: IdxStream,
    labels: IdxStream,
}

impl Default for Dataset {
    fn default() -> Self {
        Self::new()
    }
}

impl Dataset {
    pub fn new() -> Self {
        Self {
            images: IdxStream::new("images", &[SIDE, SIDE]),
            labels: IdxStream::new("labels", &[]),
        }
    }

    /// Takes the next bytes of an IDX file of images, as many or few as have come.
    pub fn push_images(&mut self, bytes: &[u8]) -> Result<()> {
        self.images.push(bytes)
    }

    /// Takes the next bytes of an IDX file of labels.
    pub fn push_labels(&mut self, bytes: &[u8]) -> Result<()> {
        let known = self.labels.items();
        self.labels.push(bytes)?;
        let new = self.labels.values()[known..].iter();
        match new.enumerate().find(|(_, label)| **label > 9) {
            None => Ok(()),
            Some((index, label)) => Err(Error::Label {
                index: known + index,
                label: *label,
                highest: 9,
            }),
        }
    }

    /// Examples that have come whole, image and label.
    pub fn len(&self) -> usize {
        self.images.items().min(self.labels.items())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Examples there will be, or `None` before both headers have come.
    pub fn expected_len(&self) -> Result<Option<usize>> {
        match (self.images.expected_items(), self.labels.expected_items()) {
            (Some(images), Some(labels)) if images != labels => Err(Error::Length {
                what: "labels",
                got: labels,
                expected: format!("{images}, one an image,"),
            }),
            (images, labels) => Ok(images.and(labels)),
        }
    }

    /// Refuses a dataset whose files ended early.
    pub fn check_complete(&self) -> Result<()> {
        self.images.check_complete()?;
        self.labels.check_complete()?;
        self.expected_len().map(|_| ())
    }

    /// [n, 784], 0 for paper and 255 for ink.
    pub fn images(&self) -> &[u8] {
        &self.images.values()[..self.len() * SIDE * SIDE]
    }

    pub fn image(&self, index: usize) -> &[u8] {
        &self.images.values()[index * SIDE * SIDE..][..SIDE * SIDE]
    }

    pub fn labels(&self) -> &[u8] {
        &self.labels.values()[..self.len()]
    }
}
