//! `predict`: the digit of one image.

use super::Network;
use crate::error::Result;
use crate::images::Images;
use crate::metrics::CONFIDENCE_THRESHOLD;

/// A network's prediction for one image.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Prediction {
    /// The digit with the largest probability, 0 to 9; of two that are equal the lower one.
    pub digit: usize,
    /// The digit's probability, 0..1.
    pub confidence: f32,
    /// The network's outputs, 0..1, one a digit: `[10]`. They sum to 1 if the last layer is a softmax; those of
    /// sigmoids do not depend on each other.
    pub probabilities: Vec<f32>,
}

impl Prediction {
    /// Whether the prediction should be withheld, because its confidence is below
    /// [`crate::metrics::CONFIDENCE_THRESHOLD`], 0.4: the image may show no digit.
    pub fn is_refused(&self) -> bool {
        self.confidence < CONFIDENCE_THRESHOLD
    }
}

impl Network {
    /// The digit that an image shows.
    ///
    /// image: `[784]`, white ink on black, as [`crate::preprocess`] makes it
    ///
    /// # Errors
    ///
    /// [`Error::NotDigits`] or [`Error::NotConfidences`] for a network that does not read digits
    /// ([`Recipe::check_reads_digits`]); [`Error::EmptyBatch`] or [`Error::Length`] for anything but one image;
    /// [`Error::Pixel`] for a pixel outside 0..1.
    ///
    /// [`Error::NotDigits`]: crate::Error::NotDigits
    /// [`Error::NotConfidences`]: crate::Error::NotConfidences
    /// [`Error::EmptyBatch`]: crate::Error::EmptyBatch
    /// [`Error::Length`]: crate::Error::Length
    /// [`Error::Pixel`]: crate::Error::Pixel
    /// [`Recipe::check_reads_digits`]: crate::Recipe::check_reads_digits
    ///
    /// ```
    /// use neuroglyph::{Network, recipe};
    ///
    /// # fn main() -> neuroglyph::Result<()> {
    /// let network = Network::new(recipe::named("keras-mlp")?, Some(1))?;
    /// let prediction = network.predict(&vec![0.5f32; 784])?;
    /// assert_eq!(prediction.probabilities.len(), 10);
    /// assert_eq!(prediction.confidence, prediction.probabilities[prediction.digit]);
    /// // An untrained network is sure of nothing.
    /// assert!(prediction.is_refused());
    /// # Ok(())
    /// # }
    /// ```
    pub fn predict<'a>(&self, image: impl Into<Images<'a>>) -> Result<Prediction> {
        self.recipe.check_reads_digits()?;
        let image = image.into();
        image.check_one(self.recipe.inputs)?;
        let probabilities = self.query(image)?;
        let digit = self.recipe.targets.predicted(&probabilities);
        Ok(Prediction {
            digit,
            confidence: probabilities[digit],
            probabilities,
        })
    }
}
