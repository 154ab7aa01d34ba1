//! Calibration by a temperature.

mod common;

use common::{OUTPUTS, activation, dense, small_batch, small_classifier, small_recipe};
use neuroglyph::Network;
use neuroglyph::loss::Loss;
use neuroglyph::recipe::ActivationFunction;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A network that has learnt a little, and is made this much surer than it was.
fn surer(factor: f32) -> Network {
    let (images, labels) = small_batch(60);
    let layers = vec![dense(OUTPUTS), activation(ActivationFunction::Softmax)];
    let mut network = Network::new(small_recipe(layers, Loss::CrossEntropy), Some(1)).unwrap();
    for _ in 0..30 {
        network.train_step(&images, &labels).unwrap();
    }
    let weights: Vec<f32> = network.weights().iter().map(|w| w * factor).collect();
    network.set_weights(&weights).unwrap();
    network
}

#[wasm_bindgen_test(unsupported = test)]
fn no_other_temperature_has_a_lower_loss() {
    let (images, labels) = small_batch(60);
    let mut network = surer(1.0);
    let (before, outputs) = network.evaluate_with_outputs(&images, &labels).unwrap();
    network.calibrate(&images, &labels).unwrap();
    let (best, calibrated) = network.evaluate_with_outputs(&images, &labels).unwrap();
    assert!(best.loss < before.loss);
    assert_eq!(best.confusion, before.confusion, "the order is as it was");
    assert_ne!(calibrated, outputs);
    let weights = network.weights();
    for factor in [0.9, 0.99, 1.01, 1.1] {
        let moved: Vec<f32> = weights.iter().map(|w| w * factor).collect();
        network.set_weights(&moved).unwrap();
        let other = network.evaluate(&images, &labels).unwrap().loss;
        assert!(other > best.loss, "{factor}: {other} < {}", best.loss);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_network_three_times_as_sure_has_three_times_the_temperature() {
    let (images, labels) = small_batch(60);
    let (mut plain, mut sure) = (surer(0.3), surer(0.9));
    let first = plain.calibrate(&images, &labels).unwrap();
    let second = sure.calibrate(&images, &labels).unwrap();
    assert!((second / first - 3.0).abs() < 1e-3, "{first}, {second}");
    for (a, b) in plain.weights().iter().zip(sure.weights()) {
        assert!((a - b).abs() < 1e-4, "{a}, {b}");
    }
    // What is calibrated already stays so.
    let again = sure.calibrate(&images, &labels).unwrap();
    assert!((again - 1.0).abs() < 1e-4, "{again}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_network_that_is_never_wrong_is_sharpened_within_bounds() {
    let (images, labels) = small_batch(1);
    let mut network = surer(1.0);
    for _ in 0..200 {
        network.train_step(&images, &labels).unwrap();
    }
    let temperature = network.calibrate(&images, &labels).unwrap();
    assert!((temperature - 0.1).abs() < 1e-4, "{temperature}");
}

#[wasm_bindgen_test(unsupported = test)]
fn what_cannot_be_calibrated_is_refused_and_stays() {
    let (images, labels) = small_batch(5);
    let refused = |mut network: Network, images: &[f32], labels: &[u8], message: &str| {
        let before = network.weights();
        let error = network.calibrate(images, labels).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(network.weights(), before);
    };
    let squared = small_recipe(vec![dense(OUTPUTS)], Loss::SquaredError);
    let reason = "layer 0: only a dense layer with a softmax after it can be calibrated";
    refused(
        Network::new(squared, Some(1)).unwrap(),
        &images,
        &labels,
        reason,
    );
    let classifier = || Network::new(small_classifier(), Some(1)).unwrap();
    // The weights of an input that is 0 say nothing, and still must stay numbers: what is read right is
    // divided by 0.1.
    let mut large = surer(1.0);
    let mut weights = large.weights();
    weights[0] = 1e38;
    large.set_weights(&weights).unwrap();
    let outputs = large.query(&[0f32; 6][..]).unwrap();
    let read = (0..OUTPUTS).max_by(|a, b| outputs[*a].total_cmp(&outputs[*b]));
    let reason = "parameter 0 of layers.0.weight is inf: parameters are finite numbers";
    refused(large, &[0.0; 6], &[read.unwrap() as u8], reason);
    let mut endless = surer(1.0);
    endless
        .set_weights(&vec![1e38; endless.weights().len()])
        .unwrap();
    let reason = "layer 0: it puts out values that are no numbers below 1e8";
    refused(endless, &images, &labels, reason);
    let empty = "the batch is empty: give at least one image";
    refused(classifier(), &[], &[], empty);
    let label = "label 4 is 7: labels are 0 to 3";
    refused(classifier(), &images, &[0, 1, 2, 3, 7], label);
}
