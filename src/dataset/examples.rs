//! A dataset of images that are in memory already.

use super::Dataset;
use crate::error::{Error, Result};

impl Dataset {
    /// A dataset of images, `[n, rows · columns]`, 0 for paper and 255 for ink, and their labels, `[n]`.
    ///
    /// # Errors
    ///
    /// [`Error::Length`] for another number of pixels, [`Error::Idx`] for a size or a number of images that a dataset
    /// cannot have, [`Error::Label`] for a label above 254, [`Error::Memory`] for images that do not fit into memory.
    ///
    /// ```
    /// use neuroglyph::Dataset;
    ///
    /// let dataset = Dataset::from_examples([2, 3], &[0, 255, 0, 0, 255, 0, 255, 0, 255, 255, 0, 255], &[0, 1])?;
    /// assert_eq!((dataset.len(), dataset.classes()), (2, 2));
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn from_examples(size: [usize; 2], images: &[u8], labels: &[u8]) -> Result<Self> {
        let [rows, columns] = size;
        let pixels = rows.saturating_mul(columns);
        if labels.len().checked_mul(pixels) != Some(images.len()) {
            return Err(Error::Length {
                what: "images",
                got: images.len(),
                expected: format!("{pixels} for each of {} labels", labels.len()),
            });
        }
        let mut dataset = Self::new();
        dataset.push_images(&header(&[labels.len(), rows, columns]))?;
        dataset.push_images(images)?;
        dataset.push_labels(&header(&[labels.len()]))?;
        dataset.push_labels(labels)?;
        Ok(dataset)
    }
}

/// The header of an IDX file.
fn header(lengths: &[usize]) -> Vec<u8> {
    // What does not fit into 32 bits is more than any dataset may have.
    let length = |length: &usize| u32::try_from(*length).unwrap_or(u32::MAX).to_be_bytes();
    let lengths_bytes = lengths.iter().flat_map(length);
    let magic = [0, 0, 8, lengths.len() as u8];
    magic.into_iter().chain(lengths_bytes).collect()
}
