//! What a network must be to read handwritten digits.

use super::{ActivationConfig, IMAGE_SIZE, LayerRecipe, Recipe};
use crate::error::{Error, Result};
use crate::layer::ActivationFunction;

/// Digits, 0 to 9.
const DIGITS: usize = 10;

impl Recipe {
    /// Refuses a network that takes no images of digits, or has not one output a digit: it
    /// needs 784 inputs, one a pixel of 28 × 28, and 10 outputs.
    ///
    /// # Errors
    ///
    /// [`Error::NotDigits`]
    pub fn check_digits(&self) -> Result<()> {
        match (self.inputs, self.outputs()) {
            (IMAGE_SIZE, DIGITS) => Ok(()),
            (inputs, outputs) => Err(Error::NotDigits { inputs, outputs }),
        }
    }

    /// Refuses a network that does not read digits: beside what [`Recipe::check_digits`] asks for, its last layer
    /// must be a softmax or a sigmoid, so that each output is a confidence, 0..1.
    ///
    /// # Errors
    ///
    /// [`Error::NotDigits`] or [`Error::NotConfidences`]
    ///
    /// ```
    /// use neuroglyph::recipe::named;
    ///
    /// let mut recipe = named("keras-mlp")?;
    /// recipe.check_reads_digits()?;
    /// recipe.layers.pop();
    /// let refused = recipe.check_reads_digits().unwrap_err();
    /// assert!(refused.to_string().starts_with("its last layer is dense, "));
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn check_reads_digits(&self) -> Result<()> {
        self.check_digits()?;
        match self.layers.last() {
            Some(LayerRecipe::Activation(ActivationConfig {
                function: ActivationFunction::Softmax | ActivationFunction::Sigmoid,
            })) => Ok(()),
            last => Err(Error::NotConfidences {
                last: last.map_or("missing", |layer| layer.config().name()),
            }),
        }
    }
}
