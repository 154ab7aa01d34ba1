//! The kinds of layers in a recipe.

use serde::{Deserialize, Deserializer, Serialize};

use crate::by_kind::by_kind;
pub use crate::layer::{
    ActivationConfig, AveragePoolConfig, BatchNormConfig, ConvConfig, DenseConfig, DropoutConfig,
    MaxPoolConfig,
};
use crate::layer::{ActivationFunction, GlobalAveragePoolConfig, Initialisation, LayerConfig};

/// One layer, by its kind. In JSON the kind stands beside the fields of its configuration.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LayerRecipe {
    /// A dense (fully connected) layer.
    Dense(DenseConfig),
    /// A convolution; before the dense layers.
    Conv(ConvConfig),
    /// The largest value of each window; before the dense layers.
    MaxPool(MaxPoolConfig),
    /// The mean of each window; before the dense layers.
    AveragePool(AveragePoolConfig),
    /// The mean of each channel over the whole image; before the dense layers.
    GlobalAveragePool,
    /// Batch normalisation; behind another layer.
    BatchNorm(BatchNormConfig),
    /// An activation function.
    Activation(ActivationConfig),
    /// Dropout.
    Dropout(DropoutConfig),
}

impl<'de> Deserialize<'de> for LayerRecipe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const KINDS: [&str; 8] = [
            "dense",
            "conv",
            "max_pool",
            "average_pool",
            "global_average_pool",
            "batch_norm",
            "activation",
            "dropout",
        ];
        by_kind(deserializer, &KINDS, |kind, fields| {
            Ok(Some(match kind {
                "dense" => Self::Dense(fields.all()?),
                "conv" => Self::Conv(fields.all()?),
                "max_pool" => Self::MaxPool(fields.all()?),
                "average_pool" => Self::AveragePool(fields.all()?),
                "batch_norm" => Self::BatchNorm(fields.all()?),
                "activation" => Self::Activation(fields.all()?),
                "dropout" => Self::Dropout(fields.all()?),
                "global_average_pool" => Self::GlobalAveragePool,
                _ => return Ok(None),
            }))
        })
    }
}

impl LayerRecipe {
    /// A dense layer of `units` units, 1 to 4,096; `biases` is `None` for one that has none.
    pub const fn dense(
        units: usize,
        weights: Initialisation,
        biases: Option<Initialisation>,
    ) -> Self {
        Self::Dense(DenseConfig {
            units,
            weights,
            biases,
        })
    }

    /// Max pooling with windows of this side, 1 to 64, that do not overlap.
    pub const fn max_pool(size: usize) -> Self {
        Self::MaxPool(MaxPoolConfig {
            size,
            stride: size,
            padding: 0,
        })
    }

    /// An activation function.
    pub const fn activation(function: ActivationFunction) -> Self {
        Self::Activation(ActivationConfig { function })
    }

    /// Dropout with this rate, 0 to 0.9.
    pub const fn dropout(rate: f32) -> Self {
        Self::Dropout(DropoutConfig { rate })
    }

    /// The configuration, by the interface that all kinds have.
    pub(crate) fn config(&self) -> &dyn LayerConfig {
        match self {
            Self::Dense(config) => config,
            Self::Conv(config) => config,
            Self::MaxPool(config) => config,
            Self::AveragePool(config) => config,
            Self::GlobalAveragePool => &GlobalAveragePoolConfig,
            Self::BatchNorm(config) => config,
            Self::Activation(config) => config,
            Self::Dropout(config) => config,
        }
    }
}
