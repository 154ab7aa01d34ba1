//! PyTorch's numbers, tensor by tensor: forward, every gradient, and ten optimiser steps.

use neuroglyph::Network;
use neuroglyph::recipe::Recipe;
use serde::Deserialize;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Written by tools/reference.py.
const FIXTURES: &str = include_str!("fixtures/reference.json");

#[derive(Deserialize)]
struct Fixtures {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    recipe: Recipe,
    weights: Vec<f32>,
    batches: Vec<Batch>,
    outputs: Vec<f32>,
    gradients: Vec<f32>,
    losses: Vec<f32>,
    weights_after: Vec<f32>,
}

#[derive(Deserialize)]
struct Batch {
    images: Vec<f32>,
    labels: Vec<u8>,
}

/// Agreement to `tolerance`, of the value or, for small values, of 0.1.
fn assert_close(what: &str, got: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (index, (got, expected)) in got.iter().zip(expected).enumerate() {
        let allowed = tolerance * expected.abs().max(0.1);
        let difference = (got - expected).abs();
        assert!(
            difference <= allowed,
            "{what} {index}: {got} instead of {expected}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn networks_agree_with_pytorch() {
    let fixtures: Fixtures = serde_json::from_str(FIXTURES).unwrap();
    assert_eq!(fixtures.cases.len(), 12);
    for case in fixtures.cases {
        let name = case.recipe.name.clone();
        let mut network = Network::new(case.recipe, Some(1)).unwrap();
        network.set_weights(&case.weights).unwrap();
        let first = &case.batches[0];
        let outputs = network.query(&first.images).unwrap();
        assert_close(&format!("{name}: output"), &outputs, &case.outputs, 1e-5);
        let gradients = network.gradients(&first.images, &first.labels).unwrap();
        assert_close(
            &format!("{name}: gradient"),
            &gradients,
            &case.gradients,
            1e-5,
        );
        assert_eq!(case.losses.len(), 10);
        let learn = |batch: &Batch| {
            network
                .train_step(&batch.images, &batch.labels)
                .unwrap()
                .loss as f32
        };
        let losses: Vec<f32> = case.batches.iter().map(learn).collect();
        assert_close(
            &format!("{name}: loss of step"),
            &losses,
            &case.losses,
            1e-5,
        );
        let after = network.weights();
        assert_close(
            &format!("{name}: weight after ten steps"),
            &after,
            &case.weights_after,
            5e-5,
        );
    }
}
