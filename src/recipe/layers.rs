//! The kinds of layers in a recipe.

use serde::{Deserialize, Serialize};

pub use crate::layer::{
    ActivationConfig, AveragePoolConfig, BatchNormConfig, ConvConfig, DenseConfig, DropoutConfig,
    MaxPoolConfig,
};
use crate::layer::{ActivationFunction, GlobalAveragePoolConfig, Initialisation, LayerConfig};

/// One layer, by its kind. In JSON the kind stands beside the fields of its configuration.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LayerRecipe {
    Dense(DenseConfig),
    Conv(ConvConfig),
    MaxPool(MaxPoolConfig),
    AveragePool(AveragePoolConfig),
    /// The mean of each channel over the whole image; before the dense layers.
    GlobalAveragePool,
    BatchNorm(BatchNormConfig),
    Activation(ActivationConfig),
    Dropout(DropoutConfig),
}

impl LayerRecipe {
    /// A dense layer of so many units; `biases` is `None` for one that has none.
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

    /// Max pooling whose windows lie side by side.
    pub const fn max_pool(size: usize) -> Self {
        Self::MaxPool(MaxPoolConfig {
            size,
            stride: size,
            padding: 0,
        })
    }

    pub const fn activation(function: ActivationFunction) -> Self {
        Self::Activation(ActivationConfig { function })
    }

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
