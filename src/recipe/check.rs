//! What a recipe may say: everything else is refused, with the field and the value.

mod layers;

use layers::MAX_UNITS;

use super::{IMAGE_SIZE, LayerRecipe, Recipe};
use crate::error::{Error, Result};
use crate::layer::Function;
use crate::loss::{Loss, NO_DIGIT};
use crate::optimizer::Rule;
use crate::schedule::Schedule;

pub const MAX_BATCH: usize = 1_024;
const MAX_EPOCHS: usize = 1_000;
/// Of initial weights, of pixels and of targets: anything larger soon leaves the numbers.
const MAX_VALUE: f32 = 1_000.0;

impl Recipe {
    /// Refuses what cannot be built or would run for ever, naming the field.
    pub fn check(&self) -> Result<()> {
        within("inputs", self.inputs, 1, MAX_UNITS)?;
        range("input_range", self.input_range.low, self.input_range.high)?;
        range("targets", self.targets.low, self.targets.high)?;
        self.check_layers()?;
        self.check_ending()?;
        self.check_optimizer()?;
        self.check_schedule()?;
        below_one("label_smoothing", self.label_smoothing)?;
        below_one("ema_decay", self.ema_decay)?;
        if !(0.0..=MAX_VALUE).contains(&self.l2.lambda) {
            return refuse("l2.lambda", self.l2.lambda, "use 0 to 1000");
        }
        within("l2.images", self.l2.images, 1, u32::MAX as usize)?;
        within("batch_size", self.batch_size, 1, MAX_BATCH)?;
        within("epochs", self.epochs, 1, MAX_EPOCHS)?;
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
        for (field, value) in [("handwriting", handwriting), ("non_digits", non_digits)] {
            share(field, value)?;
            if value > 0.0 && self.check_digits().is_err() {
                let hint = "it is for ten digits in 28 × 28 pixels: use 0";
                return refuse(field, value, hint);
            }
        }
        if handwriting + non_digits > 1.0 {
            let hint = format!("with handwriting {handwriting} there is room for the rest of 1");
            return refuse("non_digits", non_digits, &hint);
        }
        if non_digits > 0.0 && self.loss != Loss::CrossEntropy {
            let hint = "only cross_entropy can teach that no output be large: use 0";
            return refuse("non_digits", non_digits, hint);
        }
        Ok(())
    }

    /// The last layer and the loss must fit.
    fn check_ending(&self) -> Result<()> {
        let last = match self.layers.last() {
            Some(LayerRecipe::Activation { function }) => Some(*function),
            _ => None,
        };
        let needed = match self.loss {
            Loss::SquaredError => None,
            Loss::CrossEntropy => Some(Function::Softmax),
            Loss::BinaryCrossEntropy => Some(Function::Sigmoid),
        };
        if let Some(needed) = needed
            && last != Some(needed)
        {
            let hint = format!("it needs {} as the last layer", needed.name());
            return refuse("loss", self.loss.name(), &hint);
        }
        if last == Some(Function::Softmax) && self.loss != Loss::CrossEntropy {
            let hint = "a softmax as the last layer needs cross_entropy";
            return refuse("loss", self.loss.name(), hint);
        }
        within("outputs", self.outputs(), 2, usize::from(NO_DIGIT))
    }

    fn check_schedule(&self) -> Result<()> {
        match self.schedule {
            Schedule::Constant => Ok(()),
            Schedule::Step { epochs, factor } => {
                within("schedule.epochs", epochs, 1, MAX_EPOCHS)?;
                share("schedule.factor", factor)
            }
            Schedule::Cosine { end } => share("schedule.end", end),
            Schedule::OneCycle {
                warm_up,
                start,
                end,
            } => {
                below_one("schedule.warm_up", warm_up)?;
                share("schedule.start", start)?;
                share("schedule.end", end)
            }
        }
    }

    fn check_optimizer(&self) -> Result<()> {
        check_learning_rate(self.optimizer.learning_rate())?;
        match self.optimizer {
            Rule::Sgd { momentum, .. } => below_one("optimizer.momentum", momentum),
            Rule::RmsProp { rho, epsilon, .. } | Rule::Adadelta { rho, epsilon, .. } => {
                below_one("optimizer.rho", rho)?;
                check_epsilon(epsilon)
            }
            Rule::Adam {
                beta_1,
                beta_2,
                epsilon,
                ..
            }
            | Rule::AdamW {
                beta_1,
                beta_2,
                epsilon,
                ..
            } => {
                below_one("optimizer.beta_1", beta_1)?;
                below_one("optimizer.beta_2", beta_2)?;
                check_epsilon(epsilon)?;
                share("optimizer.weight_decay", self.optimizer.weight_decay())
            }
        }
    }
}

fn check_epsilon(epsilon: f32) -> Result<()> {
    match epsilon.is_finite() && epsilon > 0.0 {
        true => Ok(()),
        false => refuse("optimizer.epsilon", epsilon, "use a small number above 0"),
    }
}

/// The rates that are taken: 0.00001 to 10.
fn check_learning_rate(rate: f32) -> Result<()> {
    match (1e-5..=10.0).contains(&rate) {
        true => Ok(()),
        false => refuse("optimizer.learning_rate", rate, "use 0.00001 to 10"),
    }
}

fn share(field: &str, value: f32) -> Result<()> {
    match (0.0..=1.0).contains(&value) {
        true => Ok(()),
        false => refuse(field, value, "use 0 to 1"),
    }
}

fn below_one(field: &str, value: f32) -> Result<()> {
    match (0.0..1.0).contains(&value) {
        true => Ok(()),
        false => refuse(field, value, "use 0 or more, below 1"),
    }
}

fn range(field: &str, low: f32, high: f32) -> Result<()> {
    if -MAX_VALUE <= low && low < high && high <= MAX_VALUE {
        return Ok(());
    }
    let value = format!("{low} to {high}");
    refuse(
        field,
        value,
        "use two numbers from -1000 to 1000, the lower one first",
    )
}

fn within(field: &str, value: usize, low: usize, high: usize) -> Result<()> {
    match (low..=high).contains(&value) {
        true => Ok(()),
        false => refuse(field, value, &format!("use {low} to {high}")),
    }
}

fn refuse(field: &str, value: impl std::fmt::Display, hint: &str) -> Result<()> {
    Err(Error::Recipe {
        field: field.to_owned(),
        value: value.to_string(),
        hint: hint.to_owned(),
    })
}
