//! Recipes in Rust, field by field.

use super::{ActivationFunction, Initialisation, InputRange, L2, LayerRecipe, Recipe, named};
use crate::dataset::Augmentation;
use crate::error::Result;
use crate::loss::{Loss, Targets};
use crate::optimizer::OptimizerRecipe;
use crate::schedule::Schedule;

/// Builds a [`Recipe`]: a method sets a field, and [`RecipeBuilder::build`] checks all of them.
///
/// ```
/// use neuroglyph::Recipe;
/// use neuroglyph::optimizer::OptimizerRecipe;
///
/// let recipe = Recipe::builder()
///     .name("small")
///     .dense_layers(&[64, 32], 10)
///     .optimizer(OptimizerRecipe::adam(0.002))
///     .batch_size(64)
///     .build()?;
/// assert_eq!(recipe.outputs(), 10);
///
/// let refused = Recipe::builder().epochs(0).build().unwrap_err();
/// assert_eq!(refused.to_string(), "recipe: epochs is 0: use 1 to 1000");
/// # Ok::<(), neuroglyph::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct RecipeBuilder(Recipe);

impl Default for Recipe {
    /// 784 inputs, 128 ReLU units and a softmax of 10 outputs, trained with Adam at a rate of 0.001 in batches of 32
    /// for 5 epochs.
    fn default() -> Self {
        let recipe = Self {
            name: "recipe".to_owned(),
            source: Default::default(),
            optimizer: OptimizerRecipe::adam(0.001),
            batch_size: 32,
            epochs: 5,
            ..named::keras_mlp()
        };
        RecipeBuilder(recipe).dense_layers(&[128], 10).0
    }
}

impl Recipe {
    /// Begins with [`Recipe::default`].
    pub fn builder() -> RecipeBuilder {
        RecipeBuilder(Self::default())
    }

    /// Begins with this recipe.
    pub fn into_builder(self) -> RecipeBuilder {
        RecipeBuilder(self)
    }
}

impl RecipeBuilder {
    /// The name, which stands in model files.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.0.name = name.into();
        self
    }

    /// Values of an image: 1 to 4,096.
    pub fn inputs(mut self, inputs: usize) -> Self {
        self.0.inputs = inputs;
        self
    }

    /// All layers, from the image to the outputs: 1 to 64.
    pub fn layers(mut self, layers: impl IntoIterator<Item = LayerRecipe>) -> Self {
        self.0.layers = layers.into_iter().collect();
        self
    }

    /// In place of all layers, dense ones: hidden layers of these units with ReLU, and a softmax of this many
    /// outputs. Weights are initialised as Glorot's, biases as 0.
    pub fn dense_layers(self, hidden: &[usize], outputs: usize) -> Self {
        let dense =
            |units| LayerRecipe::dense(units, Initialisation::Glorot, Some(Initialisation::Zero));
        let relu = LayerRecipe::activation(ActivationFunction::Relu);
        let softmax = LayerRecipe::activation(ActivationFunction::Softmax);
        let hidden = hidden.iter().flat_map(|units| [dense(*units), relu]);
        self.layers(hidden.chain([dense(outputs), softmax]))
    }

    /// The loss, which must fit the last layer: cross-entropy needs a softmax, binary cross-entropy a sigmoid.
    pub fn loss(mut self, loss: Loss) -> Self {
        self.0.loss = loss;
        self
    }

    /// The share of the targets that is spread evenly over all outputs: 0 to less than 1.
    pub fn label_smoothing(mut self, share: f32) -> Self {
        self.0.label_smoothing = share;
        self
    }

    /// The optimiser, with its learning rate.
    pub fn optimizer(mut self, optimizer: OptimizerRecipe) -> Self {
        self.0.optimizer = optimizer;
        self
    }

    /// What background (0) and full ink (1) become before the first layer: two numbers from −1,000 to 1,000.
    pub fn input_range(mut self, low: f32, high: f32) -> Self {
        self.0.input_range = InputRange { low, high };
        self
    }

    /// What an output should be: `high` for the label, `low` for the others, two numbers from −1,000 to 1,000.
    pub fn targets(mut self, low: f32, high: f32) -> Self {
        self.0.targets = Targets { low, high };
        self
    }

    /// Whether a training also ends after an epoch whose mean training loss did not fall.
    pub fn stops_when_loss_stops_falling(mut self, stops: bool) -> Self {
        self.0.stops_when_loss_stops_falling = stops;
        self
    }

    /// The part of the learning rate that each step takes.
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.0.schedule = schedule;
        self
    }

    /// λ of L2 regularisation: 0 to 1,000.
    pub fn l2(mut self, lambda: f32) -> Self {
        self.0.l2 = L2 {
            lambda,
            ..self.0.l2
        };
        self
    }

    /// The decay of the weights' exponential moving average: 0 (none) to less than 1.
    pub fn ema_decay(mut self, decay: f32) -> Self {
        self.0.ema_decay = decay;
        self
    }

    /// Images of a train step: 1 to 1,024.
    pub fn batch_size(mut self, images: usize) -> Self {
        self.0.batch_size = images;
        self
    }

    /// Epochs of a training: 1 to 1,000.
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.0.epochs = epochs;
        self
    }

    /// What is done to the training images, which must have 28 × 28 pixels.
    pub fn augmentation(mut self, augmentation: Augmentation) -> Self {
        self.0.augmentation = augmentation;
        self
    }

    /// The share of synthetic handwriting among the examples: 0 to 1.
    pub fn handwriting(mut self, share: f32) -> Self {
        self.0.handwriting = share;
        self
    }

    /// The share of drawings that are no digit among the examples: 0 to 1 − `handwriting`.
    pub fn non_digits(mut self, share: f32) -> Self {
        self.0.non_digits = share;
        self
    }

    /// The recipe.
    ///
    /// # Errors
    ///
    /// [`Error::Recipe`](crate::Error::Recipe) for the first field that [`Recipe::check`] refuses.
    pub fn build(self) -> Result<Recipe> {
        self.0.check()?;
        Ok(self.0)
    }
}
