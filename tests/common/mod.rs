//! What several tests need.
#![allow(dead_code)] // Each test file is a crate of its own and uses a part of this.

use neuroglyph::layer::{Function, Initialisation};
use neuroglyph::loss::{Loss, Targets};
use neuroglyph::optimizer::Rule;
use neuroglyph::recipe::{LayerRecipe, Recipe, named};

pub const INPUTS: usize = 6;
pub const OUTPUTS: usize = 4;

pub fn dense(units: usize) -> LayerRecipe {
    let weights = Initialisation::Normal { deviation: 0.7 };
    LayerRecipe::Dense {
        units,
        weights,
        biases: Some(weights),
    }
}

pub fn activation(function: Function) -> LayerRecipe {
    LayerRecipe::Activation { function }
}

/// A recipe for images of six values and four classes.
pub fn small_recipe(layers: Vec<LayerRecipe>, loss: Loss) -> Recipe {
    Recipe {
        name: "small".into(),
        inputs: INPUTS,
        layers,
        loss,
        targets: Targets {
            low: 0.0,
            high: 1.0,
        },
        optimizer: Rule::sgd(0.1),
        batch_size: 5,
        ..named("keras-mlp").unwrap()
    }
}

/// A small network for classification, with dropout.
pub fn small_classifier() -> Recipe {
    let layers = vec![
        dense(7),
        activation(Function::Relu),
        LayerRecipe::Dropout { rate: 0.3 },
        dense(OUTPUTS),
        activation(Function::Softmax),
    ];
    small_recipe(layers, Loss::CrossEntropy)
}

/// A convolution with biases.
pub fn conv(filters: usize, kernel: usize, stride: usize, padding: usize) -> LayerRecipe {
    let weights = Initialisation::Normal { deviation: 0.5 };
    LayerRecipe::Conv {
        filters,
        kernel,
        stride,
        padding,
        weights,
        biases: Some(weights),
    }
}

/// Batch normalisation as PyTorch has it.
pub fn batch_norm() -> LayerRecipe {
    LayerRecipe::BatchNorm {
        momentum: 0.1,
        epsilon: 1e-5,
    }
}

/// Images and labels that are the same on every platform.
pub fn small_batch(samples: usize) -> (Vec<f32>, Vec<u8>) {
    let pixel = |index: usize| (index * 37 % 101) as f32 / 100.0;
    let images = (0..samples * INPUTS).map(pixel).collect();
    let labels = (0..samples)
        .map(|sample| (sample * 3 % OUTPUTS) as u8)
        .collect();
    (images, labels)
}
