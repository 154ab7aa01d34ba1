//! What several tests need.
#![allow(dead_code)] // Each test file is a crate of its own and uses a part of this.

use neuroglyph::back_query::{Dream, Method, Options};
use neuroglyph::dataset::Dataset;
use neuroglyph::loss::{Loss, Targets};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Initialisation};
use neuroglyph::recipe::{
    AveragePoolConfig, BatchNormConfig, ConvConfig, DenseConfig, LayerRecipe, Recipe, named,
};

pub const INPUTS: usize = 6;
pub const OUTPUTS: usize = 4;

pub fn dense(units: usize) -> LayerRecipe {
    let weights = Initialisation::Normal { deviation: 0.7 };
    LayerRecipe::Dense(DenseConfig {
        units,
        weights,
        biases: Some(weights),
    })
}

pub fn activation(function: ActivationFunction) -> LayerRecipe {
    LayerRecipe::activation(function)
}

/// A recipe for images of six values and four classes.
pub fn small_recipe(layers: Vec<LayerRecipe>, loss: Loss) -> Recipe {
    let mut recipe = named("keras-mlp").unwrap();
    recipe.name = "small".into();
    recipe.inputs = INPUTS;
    recipe.layers = layers;
    recipe.loss = loss;
    recipe.targets = Targets {
        low: 0.0,
        high: 1.0,
    };
    recipe.optimizer = OptimizerRecipe::sgd(0.1);
    recipe.batch_size = 5;
    recipe
}

/// A small network for classification, with dropout.
pub fn small_classifier() -> Recipe {
    let layers = vec![
        dense(7),
        activation(ActivationFunction::Relu),
        LayerRecipe::dropout(0.3),
        dense(OUTPUTS),
        activation(ActivationFunction::Softmax),
    ];
    small_recipe(layers, Loss::CrossEntropy)
}

/// A convolution with biases.
pub fn conv(filters: usize, kernel: usize, stride: usize, padding: usize) -> LayerRecipe {
    let weights = Initialisation::Normal { deviation: 0.5 };
    LayerRecipe::Conv(ConvConfig {
        filters,
        kernel,
        stride,
        padding,
        weights,
        biases: Some(weights),
    })
}

/// The mean of each window.
pub fn average_pool(size: usize, stride: usize, padding: usize) -> LayerRecipe {
    LayerRecipe::AveragePool(AveragePoolConfig {
        size,
        stride,
        padding,
    })
}

/// Batch normalisation as PyTorch has it.
pub fn batch_norm() -> LayerRecipe {
    LayerRecipe::BatchNorm(BatchNormConfig {
        momentum: 0.1,
        epsilon: 1e-5,
    })
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

/// Images that a network can tell apart: digit d has a bright row 2d + 4.
pub fn dataset(images: usize) -> Dataset {
    let mut dataset = Dataset::new();
    let header = |kind: u8, sizes: &[u32]| {
        let sizes = sizes.iter().flat_map(|size| size.to_be_bytes());
        [0, 0, 8, kind]
            .into_iter()
            .chain(sizes)
            .collect::<Vec<u8>>()
    };
    dataset
        .push_images(&header(3, &[images as u32, 28, 28]))
        .unwrap();
    dataset.push_labels(&header(1, &[images as u32])).unwrap();
    for index in 0..images {
        let digit = index * 7 % 10;
        let pixel = |pixel: usize| {
            let noise = ((index * 31 + pixel * 17) % 64) as u8;
            if pixel / 28 == 2 * digit + 4 {
                255 - noise
            } else {
                noise
            }
        };
        dataset
            .push_images(&(0..784).map(pixel).collect::<Vec<u8>>())
            .unwrap();
        dataset.push_labels(&[digit as u8]).unwrap();
    }
    dataset
}

/// Asks backwards by the gradient, whatever the network.
pub fn by_gradient() -> Options {
    Options {
        method: Some(Method::Gradient),
        ..Options::default()
    }
}

/// The images of dreams, one after the other.
pub fn pixels(dreams: &[Dream]) -> Vec<f32> {
    dreams
        .iter()
        .flat_map(|dream| dream.image.clone())
        .collect()
}
