//! The limits of a recipe: a refusal names the field and its value.

mod layers;

use super::fields::{
    BATCH_SIZE, EMA_DECAY, EPOCHS, HANDWRITING, INPUTS, L2_IMAGES, L2_LAMBDA, LABEL_SMOOTHING,
    NON_DIGITS,
};
use super::{ActivationConfig, IMAGE_SIZE, LayerRecipe, Recipe};
use crate::error::Result;
use crate::field::{Field, check_range, refuse};
use crate::layer::ActivationFunction;
use crate::loss::{Loss, NO_DIGIT};

/// Classes are labelled by bytes, of which the last one means no digit.
const OUTPUTS: Field = Field::whole("outputs", 1, NO_DIGIT as usize);

impl Recipe {
    /// Refuses what cannot be built or would run for ever.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`](crate::Error::Recipe) with the first such field, its value and what to use instead.
    pub fn check(&self) -> Result<()> {
        INPUTS.check("", self.inputs)?;
        check_range("input_range", self.input_range.low, self.input_range.high)?;
        check_range("targets", self.targets.low, self.targets.high)?;
        self.check_layers()?;
        self.check_ending()?;
        for (field, value) in self.optimizer.constants() {
            field.check("optimizer", value)?;
        }
        self.schedule.check()?;
        LABEL_SMOOTHING.check("", self.label_smoothing)?;
        EMA_DECAY.check("", self.ema_decay)?;
        L2_LAMBDA.check("", self.l2.lambda)?;
        L2_IMAGES.check("", self.l2.images)?;
        BATCH_SIZE.check("", self.batch_size)?;
        EPOCHS.check("", self.epochs)?;
        self.augmentation.check()?;
        self.check_drawings()?;
        if !self.augmentation.is_off() && self.inputs != IMAGE_SIZE {
            let hint = "only images of 28 × 28 can be augmented: use 784, or no augmentation";
            return refuse("inputs", self.inputs, hint);
        }
        Ok(())
    }

    /// What is drawn in place of the images must suit the network.
    fn check_drawings(&self) -> Result<()> {
        let (handwriting, non_digits) = (self.handwriting, self.non_digits);
        for (field, value) in [(HANDWRITING, handwriting), (NON_DIGITS, non_digits)] {
            field.check("", value)?;
            if value > 0.0 && self.check_digits().is_err() {
                let hint = "it is for ten digits in 28 × 28 pixels: use 0";
                return refuse(field.name, value, hint);
            }
        }
        if handwriting + non_digits > 1.0 {
            let hint = format!("with handwriting {handwriting} there is room for the rest of 1");
            return refuse("non_digits", non_digits, &hint);
        }
        if non_digits > 0.0 && self.loss != Loss::CrossEntropy {
            let hint = "only cross_entropy trains all outputs to be small: use 0";
            return refuse("non_digits", non_digits, hint);
        }
        Ok(())
    }

    /// The last layer and the loss must fit.
    fn check_ending(&self) -> Result<()> {
        let last = match self.layers.last() {
            Some(LayerRecipe::Activation(ActivationConfig { function })) => Some(*function),
            _ => None,
        };
        let needed = match self.loss {
            Loss::SquaredError => None,
            Loss::CrossEntropy => Some(ActivationFunction::Softmax),
            Loss::BinaryCrossEntropy => Some(ActivationFunction::Sigmoid),
        };
        if let Some(needed) = needed
            && last != Some(needed)
        {
            let hint = format!("it needs {} as the last layer", needed.name());
            return refuse("loss", self.loss.name(), &hint);
        }
        if last == Some(ActivationFunction::Softmax) && self.loss != Loss::CrossEntropy {
            let hint = "a softmax as the last layer needs cross_entropy";
            return refuse("loss", self.loss.name(), hint);
        }
        let outputs = self.outputs();
        if outputs == 1 && last == Some(ActivationFunction::Softmax) {
            let hint = "a softmax of a single output is always 1: use 2 or more, or a sigmoid with binary_cross_entropy";
            return refuse(OUTPUTS.name, outputs, hint);
        }
        OUTPUTS.check("", outputs)
    }
}
