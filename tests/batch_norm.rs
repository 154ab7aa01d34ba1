//! Batch normalisation: what a query takes for mean and variance, and how these travel.

mod common;

use common::{OUTPUTS, activation, batch_norm, conv, dense, small_recipe};
use neuroglyph::loss::Loss;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::ActivationFunction;
use neuroglyph::recipe::{LayerRecipe, Recipe};
use neuroglyph::{Error, Network};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Normalisations that can be folded into the layer before them, and one that cannot.
fn recipe() -> Recipe {
    let layers = vec![
        conv(3, 3, 1, 1),
        batch_norm(),
        activation(ActivationFunction::Sigmoid),
        batch_norm(),
        LayerRecipe::GlobalAveragePool,
        dense(7),
        batch_norm(),
        activation(ActivationFunction::Tanh),
        LayerRecipe::dropout(0.2),
        dense(OUTPUTS),
        activation(ActivationFunction::Softmax),
    ];
    let mut recipe = small_recipe(layers, Loss::CrossEntropy);
    recipe.inputs = 36;
    recipe
}

fn batch(number: usize, samples: usize) -> (Vec<f32>, Vec<u8>) {
    let pixel = |index: usize| ((index + number * 7) * 37 % 101) as f32 / 100.0;
    let images = (0..samples * 36).map(pixel).collect();
    let labels = (0..samples).map(|sample| (sample * 3 % OUTPUTS) as u8);
    (images, labels.collect())
}

fn trained(recipe: Recipe) -> Network {
    let mut network = Network::new(recipe, Some(1)).unwrap();
    for number in 0..5 {
        let (images, labels) = batch(number, 6);
        network.train_step(&images, &labels).unwrap();
    }
    network
}

/// The outputs, layer by layer and with nothing folded.
fn unfolded(network: &Network, image: &[f32]) -> Vec<f32> {
    let values = network.activations(image).unwrap();
    values[values.len() - OUTPUTS..].to_vec()
}

fn assert_close(got: &[f32], expected: &[f32]) {
    assert_eq!(got.len(), expected.len());
    for (got, expected) in got.iter().zip(expected) {
        assert!((got - expected).abs() < 1e-5, "{got}, {expected}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_folded_normalisation_outputs_as_an_unfolded_one() {
    let mut network = trained(recipe());
    for number in 0..3 {
        let (images, labels) = batch(number, 4);
        for image in images.chunks(36) {
            let layer_by_layer = unfolded(&network, image);
            assert_close(&network.query(image).unwrap(), &layer_by_layer);
        }
        // What was folded before is not answered with after a step.
        let before = network.query(&images).unwrap();
        network.train_step(&images, &labels).unwrap();
        assert_ne!(network.query(&images).unwrap(), before);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn running_statistics_are_those_of_the_batches() {
    let mut recipe = recipe();
    recipe.layers = vec![dense(OUTPUTS), batch_norm()];
    recipe.loss = Loss::SquaredError;
    let mut network = Network::new(recipe, Some(1)).unwrap();
    let statistics = |network: &Network| {
        let weights = network.weights();
        weights[weights.len() - 2 * OUTPUTS..].to_vec()
    };
    assert_eq!(
        statistics(&network),
        [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0]
    );
    let (images, labels) = batch(0, 6);
    let units: Vec<Vec<f32>> = images
        .chunks(36)
        .map(|image| network.activations(image).unwrap()[..OUTPUTS].to_vec())
        .collect();
    // The gradients alone change nothing.
    network.gradients(&images, &labels).unwrap();
    assert_eq!(statistics(&network)[0], 0.0);
    network.train_step(&images, &labels).unwrap();
    let got = statistics(&network);
    for unit in 0..OUTPUTS {
        let mean = units.iter().map(|units| units[unit]).sum::<f32>() / 6.0;
        let squares = units.iter().map(|units| (units[unit] - mean).powi(2));
        let variance = squares.sum::<f32>() / 5.0;
        assert_close(&[got[unit]], &[0.1 * mean]);
        assert_close(&[got[OUTPUTS + unit]], &[0.9 + 0.1 * variance]);
    }
    // One sample, as the last batch of an epoch may be, has no variance, and leaves the mean with it.
    network.train_step(&images[..36], &labels[..1]).unwrap();
    assert_eq!(statistics(&network), got);
}

#[wasm_bindgen_test(unsupported = test)]
fn running_statistics_travel_with_the_weights_and_in_files() {
    let network = trained(recipe());
    let (images, _) = batch(9, 3);
    let outputs = network.query(&images).unwrap();
    let mut other = Network::new(recipe(), Some(2)).unwrap();
    assert_ne!(other.query(&images).unwrap(), outputs);
    other.set_weights(&network.weights()).unwrap();
    assert_eq!(other.query(&images).unwrap(), outputs);
    let file = network.to_safetensors().unwrap();
    let other = Network::from_safetensors(&file).unwrap();
    assert_eq!(other.weights(), network.weights());
    assert_eq!(other.query(&images).unwrap(), outputs);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_negative_variance_is_refused_and_changes_nothing() {
    let mut network = trained(recipe());
    let before = network.weights();
    // Weight, bias, scale, shift and running mean of three filters come before.
    let index = 27 + 4 * 3 + 1;
    let mut weights = before.clone();
    weights[index] = -1.0;
    let error = network.set_weights(&weights).unwrap_err();
    assert_eq!(
        error.to_string(),
        "parameter 1 of layers.1.running_variance is -1: it is a variance, which is 0 or more"
    );
    assert_eq!(network.weights(), before);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_refused_step_leaves_the_statistics() {
    let mut recipe = recipe();
    recipe.layers.truncate(2);
    recipe.layers.push(LayerRecipe::GlobalAveragePool);
    recipe.layers.push(dense(OUTPUTS));
    recipe.loss = Loss::SquaredError;
    recipe.optimizer = OptimizerRecipe::sgd(10.0);
    let mut network = Network::new(recipe, Some(1)).unwrap();
    let (images, labels) = batch(0, 6);
    for _ in 0..1_000 {
        let before = network.weights();
        if let Err(error) = network.train_step(&images, &labels) {
            assert!(matches!(error, Error::Diverged { .. }), "{error}");
            assert_eq!(network.weights(), before);
            return;
        }
        assert_ne!(network.weights(), before);
    }
    panic!("it should have diverged");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_pixel_speaks_through_a_normalisation() {
    let network = trained(recipe());
    let (images, _) = batch(4, 1);
    let pre_activation = |network: &Network, image: &[f32]| {
        let values = network.activations(image).unwrap();
        values[values.len() - 2 * OUTPUTS]
    };
    let gradient = network.sensitivity(&images, 0).unwrap();
    assert!(gradient.iter().any(|slope| slope.abs() > 0.01));
    for (pixel, gradient) in gradient.iter().enumerate() {
        let at = |value: f32| {
            let mut image = images.clone();
            image[pixel] = value;
            pre_activation(&network, &image)
        };
        let middle = images[pixel].clamp(0.002, 0.998);
        let slope = (at(middle + 0.002) - at(middle - 0.002)) / 0.004;
        assert!(
            (slope - gradient).abs() < 0.01,
            "{pixel}: {slope}, {gradient}"
        );
    }
}

/// Their number is that of the pool in which a network is made.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_number_of_threads_changes_nothing() {
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(|| {
            // Large enough to be shared out.
            let layers = vec![
                conv(8, 3, 1, 1),
                batch_norm(),
                activation(ActivationFunction::Relu),
                common::average_pool(3, 2, 1),
                conv(8, 3, 1, 1),
                batch_norm(),
                dense(OUTPUTS),
                activation(ActivationFunction::Softmax),
            ];
            let mut recipe = small_recipe(layers, Loss::CrossEntropy);
            recipe.inputs = 784;
            let mut network = Network::new(recipe, Some(1)).unwrap();
            let pixel = |index: usize| (index * 37 % 101) as f32 / 100.0;
            let images: Vec<f32> = (0..30 * 784).map(pixel).collect();
            let labels: Vec<u8> = (0..30).map(|sample| sample % OUTPUTS as u8).collect();
            for _ in 0..3 {
                network.train_step(&images, &labels).unwrap();
            }
            let evaluation = network.evaluate(&images, &labels).unwrap();
            (network.weights(), evaluation)
        })
    };
    let alone = run(1);
    for threads in [2, 3, 4] {
        assert_eq!(run(threads), alone, "{threads} threads");
    }
}
