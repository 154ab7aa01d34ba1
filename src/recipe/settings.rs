//! The settings of a recipe that a person changes: a view of it, and the recipe with other settings.

use serde::{Deserialize, Serialize};

use super::{LayerRecipe, Recipe};
use crate::dataset::Augmentation;
use crate::layer::ActivationFunction;
use crate::optimizer::{OptimizerKind, OptimizerRecipe};

/// Settings of a recipe. `Recipe::settings` gives all of them; with `Recipe::with_settings` a `None` leaves the recipe's value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Epochs of a training: 1 to 1,000.
    pub epochs: Option<usize>,
    /// Images of a train step: 1 to 1,024.
    pub batch_size: Option<usize>,
    /// The optimiser's learning rate: 0.00001 to 10.
    pub learning_rate: Option<f32>,
    /// The optimiser. One of another kind than the recipe's has Keras's constants.
    pub optimizer: Option<OptimizerKind>,
    /// The rate of the first dropout layer, 0 to 0.9, or `None` for a recipe without dropout. Another rate than that
    /// is set in every dropout layer.
    pub dropout: Option<f32>,
    /// The units of each dense layer but the last, 1 to 4,096.
    pub hidden_layers: Option<Vec<usize>>,
    /// The activation function of the hidden layers.
    pub activation: Option<ActivationFunction>,
    /// The share of synthetic handwriting among the examples, 0 to 1.
    pub handwriting: Option<f32>,
    /// How training images are varied.
    pub augmentation: Option<Augmentation>,
}

impl Recipe {
    /// The settings that this recipe has.
    pub fn settings(&self) -> Settings {
        let units = self.layers.iter().filter_map(|layer| match layer {
            LayerRecipe::Dense(dense) => Some(dense.units),
            _ => None,
        });
        let mut hidden_layers: Vec<usize> = units.collect();
        hidden_layers.pop();
        Settings {
            epochs: Some(self.epochs),
            batch_size: Some(self.batch_size),
            learning_rate: Some(self.optimizer.learning_rate()),
            optimizer: Some(self.optimizer.kind()),
            dropout: self.dropout(),
            hidden_layers: Some(hidden_layers),
            activation: self.activation(),
            handwriting: Some(self.handwriting),
            augmentation: Some(self.augmentation),
        }
    }

    /// The recipe with these settings, which may be none that [`Recipe::check`] accepts.
    ///
    /// ```
    /// use neuroglyph::recipe::{Settings, named};
    ///
    /// let recipe = named("keras-mlp")?.with_settings(&Settings {
    ///     hidden_layers: Some(vec![64]),
    ///     ..Settings::default()
    /// });
    /// assert_eq!(recipe.describe()?.parameters, 784 * 64 + 64 + 64 * 10 + 10);
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn with_settings(&self, settings: &Settings) -> Recipe {
        let mut recipe = self.clone();
        recipe.epochs = settings.epochs.unwrap_or(self.epochs);
        recipe.batch_size = settings.batch_size.unwrap_or(self.batch_size);
        recipe.handwriting = settings.handwriting.unwrap_or(self.handwriting);
        recipe.augmentation = settings.augmentation.unwrap_or(self.augmentation);
        let rate = settings
            .learning_rate
            .unwrap_or(self.optimizer.learning_rate());
        match settings.optimizer {
            Some(kind) if kind != self.optimizer.kind() => {
                recipe.optimizer = OptimizerRecipe::new(kind, rate);
            }
            _ => recipe.optimizer.set_learning_rate(rate),
        }
        recipe.layers = self.layers_with(settings);
        recipe
    }

    fn layers_with(&self, settings: &Settings) -> Vec<LayerRecipe> {
        let before = self.settings();
        let hidden_layers = settings.hidden_layers.as_ref();
        let is_other_shape = hidden_layers
            .is_some_and(|_| settings.hidden_layers != before.hidden_layers)
            || settings
                .activation
                .is_some_and(|_| settings.activation != before.activation);
        let dropout = settings
            .dropout
            .filter(|_| settings.dropout != before.dropout);
        let adds_dropout = before.dropout.is_none() && dropout.is_some_and(|rate| rate > 0.0);
        let mut layers = match is_other_shape || adds_dropout {
            true => self.rebuilt(settings, dropout.or(before.dropout).unwrap_or(0.0)),
            false => self.layers.clone(),
        };
        for layer in &mut layers {
            if let (LayerRecipe::Dropout(layer), Some(rate)) = (layer, dropout) {
                layer.rate = rate;
            }
        }
        layers
    }

    /// What comes before the first dense layer, with its activations; then the hidden layers, each with its activation
    /// and, where the recipe has dropout, with that; then the last dense layer and what follows it.
    fn rebuilt(&self, settings: &Settings, dropout: f32) -> Vec<LayerRecipe> {
        let is_dense = |layer: &LayerRecipe| matches!(layer, LayerRecipe::Dense(_));
        let first = self.layers.iter().position(is_dense);
        let last = self.layers.iter().rposition(is_dense);
        let (Some(first), Some(last)) = (first, last) else {
            return self.layers.clone();
        };
        let LayerRecipe::Dense(like) = self.layers[first] else {
            return self.layers.clone();
        };
        let before = self.settings();
        let function = settings.activation.or(before.activation);
        let function = function.unwrap_or(ActivationFunction::Relu);
        let units = settings
            .hidden_layers
            .as_ref()
            .or(before.hidden_layers.as_ref());
        let mut layers = self.layers[..first].to_vec();
        for layer in &mut layers {
            if let LayerRecipe::Activation(activation) = layer {
                activation.function = function;
            }
        }
        for units in units.into_iter().flatten() {
            layers.push(LayerRecipe::dense(*units, like.weights, like.biases));
            layers.push(LayerRecipe::activation(function));
            if dropout > 0.0 || self.dropout().is_some() {
                layers.push(LayerRecipe::dropout(dropout));
            }
        }
        layers.extend_from_slice(&self.layers[last..]);
        layers
    }

    /// The rate of the first dropout layer.
    fn dropout(&self) -> Option<f32> {
        self.layers.iter().find_map(|layer| match layer {
            LayerRecipe::Dropout(dropout) => Some(dropout.rate),
            _ => None,
        })
    }

    /// The function of the first activation.
    fn activation(&self) -> Option<ActivationFunction> {
        self.layers.iter().find_map(|layer| match layer {
            LayerRecipe::Activation(activation) => Some(activation.function),
            _ => None,
        })
    }
}
