//! Sensitivity of pixels, neurons and links: by finite differences, and against the gradients that
//! training uses.

mod common;

use common::{INPUTS, OUTPUTS, activation, dense, small_batch, small_classifier, small_recipe};
use neuroglyph::Network;
use neuroglyph::loss::{Loss, Targets};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::ActivationFunction;
use neuroglyph::recipe::{Initialisation, InputRange, LayerRecipe, Recipe};
use neuroglyph::sensitivity::{Link, Neuron};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Every activation and a dropout, for pixels that become −1..1.
fn deep(loss: Loss, last: ActivationFunction) -> Recipe {
    let layers = vec![
        dense(7),
        activation(ActivationFunction::Tanh),
        LayerRecipe::dropout(0.3),
        dense(6),
        activation(ActivationFunction::Relu),
        dense(5),
        activation(ActivationFunction::Sigmoid),
        dense(OUTPUTS),
        activation(last),
    ];
    let mut recipe = small_recipe(layers, loss);
    recipe.input_range = InputRange {
        low: -1.0,
        high: 1.0,
    };
    recipe
}

fn image() -> Vec<f32> {
    small_batch(1).0
}

/// Value `index` of what a layer puts out.
fn value(network: &Network, image: &[f32], layer: usize, index: usize) -> f32 {
    let before: usize = network.widths()[1..=layer].iter().sum();
    network.activations(image).unwrap()[before + index]
}

fn check_slopes(network: &Network, layer: usize, index: usize, gradient: &[f32]) {
    // Small, so that it crosses no corner of a ReLU.
    const STEP: f32 = 0.002;
    assert_eq!(gradient.len(), INPUTS);
    for (pixel, gradient) in gradient.iter().enumerate() {
        let at = |step: f32| {
            let mut image: Vec<f32> = image().iter().map(|x| 0.1 + 0.8 * x).collect();
            image[pixel] += step;
            value(network, &image, layer, index)
        };
        let slope = (at(STEP) - at(-STEP)) / (2.0 * STEP);
        let difference = (slope - gradient).abs();
        let what = format!("layer {layer}, value {index}, pixel {pixel}");
        assert!(
            difference < 0.002 * slope.abs().max(1.0),
            "{what}: {slope} and {gradient}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_neuron_by_finite_differences() {
    let network =
        Network::new(deep(Loss::SquaredError, ActivationFunction::Tanh), Some(4)).unwrap();
    let image: Vec<f32> = image().iter().map(|x| 0.1 + 0.8 * x).collect();
    let mut all = Vec::new();
    for layer in 0..network.recipe().layers.len() {
        for index in 0..network.widths()[layer + 1] {
            let gradient = network.neuron(layer, index, &image).unwrap();
            check_slopes(&network, layer, index, &gradient);
            all.extend(gradient);
        }
    }
    assert!(all.iter().any(|slope| slope.abs() > 0.1), "all vanish");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_digits_sensitivity_is_that_of_its_pre_activation() {
    let image: Vec<f32> = image().iter().map(|x| 0.1 + 0.8 * x).collect();
    for (loss, last) in [
        (Loss::CrossEntropy, ActivationFunction::Softmax),
        (Loss::BinaryCrossEntropy, ActivationFunction::Sigmoid),
    ] {
        let network = Network::new(deep(loss, last), Some(5)).unwrap();
        for digit in 0..OUTPUTS {
            let gradient = network.sensitivity(&image, digit).unwrap();
            check_slopes(&network, 7, digit, &gradient);
        }
    }
}

/// A dense layer's values are the pre-activations, and those of the activation behind it follow.
#[wasm_bindgen_test(unsupported = test)]
fn activations_have_pre_activations_beside_them() {
    let layers = vec![
        dense(7),
        activation(ActivationFunction::Sigmoid),
        dense(OUTPUTS),
        activation(ActivationFunction::Sigmoid),
    ];
    let network = Network::new(small_recipe(layers, Loss::SquaredError), Some(6)).unwrap();
    let values = network.activations(&image()).unwrap();
    let (hidden, outputs) = values.split_at(7 + 7);
    for (dense, sigmoid) in [hidden.split_at(7), outputs.split_at(OUTPUTS)] {
        for (z, y) in dense.iter().zip(sigmoid) {
            assert!((1.0 / (1.0 + (-z).exp()) - y).abs() < 1e-6, "{z}, {y}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn activations_are_what_each_layer_puts_out() {
    let network = Network::new(small_classifier(), Some(6)).unwrap();
    let image = image();
    assert_eq!(network.widths(), [6, 7, 7, 7, 4, 4]);
    let activations = network.activations(&image).unwrap();
    assert_eq!(activations.len(), 7 + 7 + 7 + 4 + 4);
    let (sums, rest) = activations.split_at(7);
    let rectified: Vec<f32> = sums.iter().map(|sum| sum.max(0.0)).collect();
    assert_eq!(rest[..7], rectified);
    assert_eq!(rest[7..14], rectified, "a query drops nothing");
    assert_eq!(rest[18..], *network.query(&image).unwrap());
    let weights = network.incoming(0, 3).unwrap();
    let bias = network.weights()[INPUTS * 7 + 3];
    let terms = weights.iter().zip(&image).map(|(w, x)| w * x);
    assert!((terms.sum::<f32>() + bias - sums[3]).abs() < 1e-5);
}

/// Where the weight of a link stands among all parameters, in a network of 6, 7 and 4 with biases.
fn place(layer: usize, from: usize, to: usize) -> usize {
    match layer {
        0 => from * 7 + to,
        _ => INPUTS * 7 + 7 + from * OUTPUTS + to,
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn links_are_what_training_sees() {
    let (image, label) = (image(), 2);
    for (loss, function, last) in [
        (
            Loss::CrossEntropy,
            ActivationFunction::Sigmoid,
            ActivationFunction::Softmax,
        ),
        (
            Loss::SquaredError,
            ActivationFunction::Sigmoid,
            ActivationFunction::Sigmoid,
        ),
        (
            Loss::BinaryCrossEntropy,
            ActivationFunction::Sigmoid,
            ActivationFunction::Sigmoid,
        ),
    ] {
        let layers = vec![
            dense(7),
            activation(function),
            dense(OUTPUTS),
            activation(last),
        ];
        let mut recipe = small_recipe(layers, loss);
        recipe.optimizer = OptimizerRecipe::rms_prop(0.01);
        recipe.targets = Targets {
            low: 0.1,
            high: 0.9,
        };
        let network = Network::new(recipe, Some(7)).unwrap();
        let before = network.weights();
        let gradients = network.clone().gradients(&image, &[label]).unwrap();
        let mut trained = network.clone();
        trained.train_step(&image, &[label]).unwrap();
        let after = trained.weights();
        let values = network.activations(&image).unwrap();
        let check = |links: &[Link], layer: usize, ends: &dyn Fn(usize) -> (usize, usize)| {
            for link in links {
                let (from, to) = ends(link.neuron);
                let at = place(layer, from, to);
                assert_eq!(link.weight, before[at]);
                assert!((link.gradient - gradients[at]).abs() < 1e-6);
                assert!((link.gradient - link.signal * link.output_sensitivity).abs() < 1e-6);
                assert!((link.moved - (after[at] - before[at])).abs() < 1e-6);
            }
        };
        let Neuron {
            signal,
            sum,
            bias,
            sensitivity,
            output_sensitivity,
            incoming,
            outgoing,
        } = network.links(&image, label, 0, 3, 100).unwrap();
        assert_eq!((signal, sum), (values[7 + 3], values[3]));
        assert_eq!(bias, before[INPUTS * 7 + 3]);
        let terms = incoming.iter().map(|link| link.weight * link.signal);
        assert!((terms.sum::<f32>() + bias - sum).abs() < 1e-5);
        assert_eq!((incoming.len(), outgoing.len()), (INPUTS, OUTPUTS));
        let sent_back: f32 = outgoing
            .iter()
            .map(|link| link.weight * link.output_sensitivity)
            .sum();
        assert!((sensitivity - sent_back).abs() < 1e-6, "Lernmi's way back");
        let slope = signal * (1.0 - signal);
        assert!((output_sensitivity - sensitivity * slope).abs() < 1e-6);
        check(&incoming, 0, &|pixel| (pixel, 3));
        check(&outgoing, 2, &|neuron| (3, neuron));
        for links in [&incoming, &outgoing] {
            let strength = |link: &Link| (link.weight * link.signal).abs();
            assert!(links.is_sorted_by(|a, b| strength(a) >= strength(b)));
        }
        for (pixel, value) in image.iter().enumerate() {
            let link = incoming.iter().find(|link| link.neuron == pixel).unwrap();
            assert_eq!(link.signal, *value);
        }

        let output = network.links(&image, label, 2, 2, 7).unwrap();
        assert_eq!(output.sum, values[7 + 7 + 2]);
        let terms = output.incoming.iter().map(|link| link.weight * link.signal);
        assert!((terms.sum::<f32>() + output.bias - output.sum).abs() < 1e-5);
        let output = network.links(&image, label, 2, 2, 3).unwrap();
        assert_eq!(output.signal, values[7 + 7 + OUTPUTS + 2]);
        assert!(
            (output.sensitivity - (output.signal - 0.9)).abs() < 1e-6,
            "the error"
        );
        assert_eq!((output.incoming.len(), output.outgoing.len()), (3, 0));
        check(&output.incoming, 2, &|neuron| (neuron, 2));
        assert_eq!(network.weights(), before, "nothing was learnt");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_layer_without_biases_has_sums_of_terms_alone() {
    let weights = Initialisation::Normal { deviation: 0.7 };
    let layers = vec![
        LayerRecipe::dense(OUTPUTS, weights, None),
        activation(ActivationFunction::Sigmoid),
    ];
    let network = Network::new(small_recipe(layers, Loss::SquaredError), Some(7)).unwrap();
    let neuron = network.links(&image(), 2, 0, 1, INPUTS).unwrap();
    let terms = neuron.incoming.iter().map(|link| link.weight * link.signal);
    assert_eq!(neuron.bias, 0.0);
    assert!((terms.sum::<f32>() - neuron.sum).abs() < 1e-5);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_there_is_refused() {
    let network = Network::new(small_classifier(), Some(8)).unwrap();
    let image = image();
    let two = [image.clone(), image.clone()].concat();
    let message = |refused: neuroglyph::Result<Vec<f32>>| refused.unwrap_err().to_string();
    assert_eq!(
        message(network.sensitivity(&image, 4)),
        "digit 4: there are only 0 to 3"
    );
    assert_eq!(
        message(network.neuron(5, 0, &image)),
        "layer 5: there are only 0 to 4"
    );
    assert_eq!(
        message(network.neuron(0, 7, &image)),
        "neuron 7: there are only 0 to 6"
    );
    assert_eq!(
        message(network.neuron(4, 0, &image)),
        "layer 4: a softmax weighs its outputs against each other: ask the layer before it"
    );
    assert_eq!(
        message(network.sensitivity(&two, 0)),
        "image: 12 values were given where 6 are needed"
    );
    assert_eq!(
        message(network.incoming(1, 0)),
        "layer 1: only a dense layer has links"
    );
    let refused = network.links(&image, 9, 0, 0, 1).unwrap_err().to_string();
    assert_eq!(refused, "label 0 is 9: labels are 0 to 3");
    let steps = small_recipe(
        vec![dense(OUTPUTS), activation(ActivationFunction::Step)],
        Loss::SquaredError,
    );
    let network = Network::new(steps, Some(1)).unwrap();
    assert!(network.sensitivity(&image, 0).is_err());
    assert_eq!(network.activations(&image).unwrap().len(), 2 * OUTPUTS);
}
