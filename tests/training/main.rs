//! `Training`.

#[path = "../common/mod.rs"]
mod common;
mod fitting;
mod learning;
mod saving;

use common::{activation, average_pool, batch_norm, conv};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Initialisation};
use neuroglyph::recipe::{DenseConfig, LayerRecipe, Recipe, named};
use neuroglyph::schedule::Schedule;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

fn recipe(name: &str, epochs: usize) -> Recipe {
    let mut recipe = named(name).unwrap();
    recipe.epochs = epochs;
    recipe
}

/// Normalised convolutions, with all that a training can be asked for.
fn elaborate(epochs: usize) -> Recipe {
    let weights = Initialisation::He;
    let dense = LayerRecipe::Dense(DenseConfig {
        units: 10,
        weights,
        biases: Some(Initialisation::Zero),
    });
    recipe("keras-mlp", epochs)
        .into_builder()
        .layers([
            conv(4, 5, 3, 1),
            batch_norm(),
            activation(ActivationFunction::Relu),
            LayerRecipe::dropout(0.2),
            conv(6, 3, 2, 1),
            batch_norm(),
            average_pool(2, 2, 0),
            dense,
            activation(ActivationFunction::Softmax),
        ])
        .label_smoothing(0.1)
        .optimizer(OptimizerRecipe::adam_w(0.01, 0.05))
        .schedule(Schedule::OneCycle {
            warm_up: 0.3,
            start: 0.1,
            end: 0.001,
        })
        .ema_decay(0.9)
        .batch_size(16)
        .build()
        .unwrap()
}
