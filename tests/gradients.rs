//! Gradients by finite differences: every layer, activation and loss.

mod common;

use common::{OUTPUTS, activation, batch_norm, conv, dense, small_batch, small_recipe};
use neuroglyph::Network;
use neuroglyph::loss::Loss;
use neuroglyph::recipe::ActivationFunction;
use neuroglyph::recipe::{AveragePoolConfig, LayerRecipe, MaxPoolConfig, Recipe};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Moves every parameter by ±STEP, and compares the slope of the loss with the gradient.
fn check(name: &str, recipe: Recipe) {
    // A larger step bends more, a smaller one drowns in f32's rounding: this is between.
    const STEP: f32 = 0.004;
    const TOLERANCE: f64 = 0.002;
    let classes = recipe.classes() as u8;
    let labels: Vec<u8> = small_batch(5)
        .1
        .iter()
        .map(|label| label % classes)
        .collect();
    let images: Vec<f32> = (0..5 * recipe.inputs)
        .map(|index| (index * 37 % 101) as f32 / 100.0)
        .collect();
    let network = Network::new(recipe, Some(2)).unwrap();
    // Every clone draws the same dropout masks.
    let gradients = network.clone().gradients(&images, &labels).unwrap();
    let weights = network.weights();
    assert_eq!(gradients.len(), weights.len());
    assert!(
        gradients.iter().any(|gradient| gradient.abs() > 0.01),
        "{name}: all gradients vanish"
    );
    let loss_at = |index: usize, weight: f32| {
        let mut moved = network.clone();
        let mut weights = weights.clone();
        weights[index] = weight;
        moved.set_weights(&weights).unwrap();
        moved.train_step(&images, &labels).unwrap().loss
    };
    for index in 0..weights.len() {
        let (above, below) = (weights[index] + STEP, weights[index] - STEP);
        let rise = loss_at(index, above) - loss_at(index, below);
        let slope = rise / f64::from(above - below);
        let gradient = f64::from(gradients[index]);
        let tolerance = TOLERANCE * slope.abs().max(1.0);
        assert!(
            (slope - gradient).abs() < tolerance,
            "{name}: parameter {index}: slope {slope}, gradient {gradient}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_activation_between_layers() {
    use ActivationFunction::{Identity, Relu, Sigmoid, Tanh};
    for function in [Sigmoid, Tanh, Relu, Identity] {
        let layers = vec![
            dense(7),
            activation(function),
            dense(5),
            activation(function),
            dense(OUTPUTS),
            activation(ActivationFunction::Softmax),
        ];
        let recipe = small_recipe(layers, Loss::CrossEntropy);
        check(&format!("{function:?} between layers"), recipe);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_activation_at_the_end_with_the_squared_error() {
    use ActivationFunction::{Identity, Relu, Sigmoid, Tanh};
    for function in [Sigmoid, Tanh, Relu, Identity] {
        let layers = vec![
            dense(7),
            activation(ActivationFunction::Tanh),
            dense(OUTPUTS),
            activation(function),
        ];
        let recipe = small_recipe(layers, Loss::SquaredError);
        check(&format!("{function:?} at the end"), recipe);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_dense_layer_at_the_end() {
    check(
        "dense at the end",
        small_recipe(vec![dense(7), dense(OUTPUTS)], Loss::SquaredError),
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn binary_cross_entropy_with_soft_targets() {
    let layers = vec![
        dense(7),
        activation(ActivationFunction::Tanh),
        dense(OUTPUTS),
        activation(ActivationFunction::Sigmoid),
    ];
    let mut recipe = small_recipe(layers, Loss::BinaryCrossEntropy);
    recipe.targets.low = 0.01;
    recipe.targets.high = 0.99;
    check("binary cross-entropy", recipe);
}

#[wasm_bindgen_test(unsupported = test)]
fn cross_entropy_with_soft_targets() {
    let layers = vec![
        dense(7),
        activation(ActivationFunction::Tanh),
        dense(OUTPUTS),
        activation(ActivationFunction::Softmax),
    ];
    let mut recipe = small_recipe(layers, Loss::CrossEntropy);
    recipe.targets.low = 0.01;
    recipe.targets.high = 0.9;
    check("soft cross-entropy", recipe);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_single_output() {
    use ActivationFunction::{Identity, Relu, Sigmoid, Tanh};
    for (loss, last) in [
        (Loss::BinaryCrossEntropy, Sigmoid),
        (Loss::SquaredError, Sigmoid),
        (Loss::SquaredError, Tanh),
        (Loss::SquaredError, Relu),
        (Loss::SquaredError, Identity),
    ] {
        for label_smoothing in [0.0, 0.3] {
            let layers = vec![dense(7), activation(Tanh), dense(1), activation(last)];
            let mut recipe = small_recipe(layers, loss);
            recipe.label_smoothing = label_smoothing;
            check(&format!("a single output, {loss:?} of {last:?}"), recipe);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn dropout_everywhere() {
    let layers = vec![
        LayerRecipe::dropout(0.2),
        dense(9),
        LayerRecipe::dropout(0.5),
        activation(ActivationFunction::Sigmoid),
        dense(OUTPUTS),
        activation(ActivationFunction::Softmax),
    ];
    check("dropout", small_recipe(layers, Loss::CrossEntropy));
}

/// Images of 9 × 9, and layers that make something else of them.
fn check_on_images(name: &str, layers: Vec<LayerRecipe>) {
    let end = [dense(OUTPUTS), activation(ActivationFunction::Softmax)];
    let mut recipe = small_recipe([layers, end.into()].concat(), Loss::CrossEntropy);
    recipe.inputs = 81;
    check(name, recipe);
}

#[wasm_bindgen_test(unsupported = test)]
fn convolutions_of_every_kernel_stride_and_padding() {
    for (kernel, stride, padding) in [
        (3, 1, 0),
        (1, 1, 0),
        (2, 1, 1),
        (3, 2, 1),
        (4, 3, 3),
        (9, 1, 0),
    ] {
        let layers = vec![
            conv(3, kernel, stride, padding),
            activation(ActivationFunction::Tanh),
        ];
        check_on_images(&format!("convolution {kernel}/{stride}/{padding}"), layers);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_convolution_of_a_convolution() {
    let layers = vec![
        conv(3, 3, 2, 1),
        activation(ActivationFunction::Tanh),
        LayerRecipe::dropout(0.2),
        conv(4, 2, 1, 1),
        activation(ActivationFunction::Sigmoid),
        conv(2, 3, 2, 2),
    ];
    check_on_images("convolutions", layers);
}

#[wasm_bindgen_test(unsupported = test)]
fn pooling_of_every_size_stride_and_padding() {
    for (size, stride, padding) in [(2, 2, 0), (3, 2, 1), (2, 1, 0), (3, 3, 2)] {
        let pool = LayerRecipe::MaxPool(MaxPoolConfig {
            size,
            stride,
            padding,
        });
        let layers = vec![conv(2, 3, 1, 0), activation(ActivationFunction::Tanh), pool];
        check_on_images(&format!("max pooling {size}/{stride}/{padding}"), layers);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn average_pooling_of_every_size_stride_and_padding() {
    for (size, stride, padding) in [(2, 2, 0), (3, 2, 1), (2, 1, 0), (3, 3, 2)] {
        let pool = LayerRecipe::AveragePool(AveragePoolConfig {
            size,
            stride,
            padding,
        });
        let layers = vec![conv(2, 3, 1, 0), activation(ActivationFunction::Tanh), pool];
        check_on_images(
            &format!("average pooling {size}/{stride}/{padding}"),
            layers,
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn global_average_pooling() {
    let layers = vec![
        conv(5, 3, 2, 1),
        activation(ActivationFunction::Tanh),
        LayerRecipe::GlobalAveragePool,
    ];
    check_on_images("global average pooling", layers);
}

#[wasm_bindgen_test(unsupported = test)]
fn batch_normalisation_of_channels() {
    let layers = vec![
        conv(3, 3, 1, 0),
        batch_norm(),
        activation(ActivationFunction::Tanh),
        conv(2, 2, 2, 1),
        activation(ActivationFunction::Sigmoid),
        batch_norm(),
    ];
    check_on_images("batch normalisation of channels", layers);
}

#[wasm_bindgen_test(unsupported = test)]
fn batch_normalisation_of_units() {
    let layers = vec![
        dense(7),
        batch_norm(),
        activation(ActivationFunction::Tanh),
        dense(OUTPUTS),
        batch_norm(),
    ];
    check(
        "batch normalisation of units",
        small_recipe(layers, Loss::SquaredError),
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn losses_of_extreme_logits_are_finite() {
    use ActivationFunction::{Sigmoid, Softmax};
    let (images, labels) = small_batch(5);
    for (last, loss) in [
        (Softmax, Loss::CrossEntropy),
        (Sigmoid, Loss::BinaryCrossEntropy),
    ] {
        let recipe = small_recipe(vec![dense(OUTPUTS), activation(last)], loss);
        let mut network = Network::new(recipe, Some(1)).unwrap();
        let weights: Vec<f32> = network
            .weights()
            .iter()
            .map(|weight| weight * 1e4)
            .collect();
        network.set_weights(&weights).unwrap();
        let report = network.train_step(&images, &labels).unwrap();
        assert!(
            report.loss > 1_000.0 && report.loss.is_finite(),
            "{loss:?}: {}",
            report.loss
        );
        assert!(network.weights().iter().all(|weight| weight.is_finite()));
    }
}
