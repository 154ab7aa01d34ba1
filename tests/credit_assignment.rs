//! Rules that share out an error: each against its formula, and only the chain rule is the gradient.

mod common;

use common::{INPUTS, OUTPUTS, activation, dense, small_batch, small_recipe};
use neuroglyph::credit_assignment::CreditRule;
use neuroglyph::loss::{Loss, Targets};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Initialisation, LayerRecipe, Recipe};
use neuroglyph::{Error, Network};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const RULES: [CreditRule; 4] = [
    CreditRule::Divided,
    CreditRule::Undivided,
    CreditRule::Swapped,
    CreditRule::ChainRule,
];

/// Dense layers of these units, each with a sigmoid.
fn recipe(units: &[usize], has_biases: bool) -> Recipe {
    let weights = Initialisation::Normal { deviation: 0.7 };
    let pair = |units: &usize| {
        let biases = has_biases.then_some(weights);
        let sigmoid = activation(ActivationFunction::Sigmoid);
        [LayerRecipe::dense(*units, weights, biases), sigmoid]
    };
    let layers = units.iter().flat_map(pair).collect();
    let mut recipe = small_recipe(layers, Loss::SquaredError);
    recipe.targets = Targets {
        low: 0.1,
        high: 0.9,
    };
    recipe
}

fn assert_close(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        let difference = (found - expected).abs();
        assert!(difference < 1e-5, "{what}, {index}: {found}, {expected}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_chain_rule_is_the_gradient() {
    let (images, labels) = small_batch(5);
    for has_biases in [true, false] {
        let network = Network::new(recipe(&[7, 5, OUTPUTS], has_biases), Some(3)).unwrap();
        let gradients = network.clone().gradients(&images, &labels).unwrap();
        let by_rule = |rule| network.gradients_by(rule, &images, &labels).unwrap();
        assert_close(&by_rule(CreditRule::ChainRule), &gradients, "chain rule");
        for rule in [
            CreditRule::Divided,
            CreditRule::Undivided,
            CreditRule::Swapped,
        ] {
            let other = by_rule(rule);
            let pairs = other.iter().zip(&gradients);
            let difference = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(difference > 0.01, "{rule:?} is another rule: {difference}");
        }
    }
}

/// Parameters of a network of 6, 3 and 4 with biases, written out by hand.
#[wasm_bindgen_test(unsupported = test)]
fn each_rule_is_its_formula() {
    const HIDDEN: usize = 3;
    let network = Network::new(recipe(&[HIDDEN, OUTPUTS], true), Some(5)).unwrap();
    let (image, labels) = (small_batch(1).0, [2u8]);
    let weights = network.weights();
    let (first, second) = weights.split_at((INPUTS + 1) * HIDDEN);
    let values = network.activations(&image).unwrap();
    let (hidden, outputs) = (&values[HIDDEN..2 * HIDDEN], &values[2 * HIDDEN + OUTPUTS..]);
    let w = |m: usize, k: usize| second[m * OUTPUTS + k];
    let slope = |y: f32| y * (1.0 - y);
    let error: Vec<f32> = (0..OUTPUTS)
        .map(|k| outputs[k] - if k == 2 { 0.9 } else { 0.1 })
        .collect();
    let delta: Vec<f32> = (0..OUTPUTS).map(|k| error[k] * slope(outputs[k])).collect();
    for rule in RULES {
        let hidden_error: Vec<f32> = (0..HIDDEN)
            .map(|m| {
                let each = (0..OUTPUTS).map(|k| match rule {
                    CreditRule::Divided => {
                        error[k] * w(m, k) / (0..HIDDEN).map(|m| w(m, k)).sum::<f32>()
                    }
                    CreditRule::Undivided => error[k] * w(m, k),
                    CreditRule::Swapped => delta[k] * hidden[m],
                    CreditRule::ChainRule => delta[k] * w(m, k),
                });
                each.sum()
            })
            .collect();
        let hidden_delta: Vec<f32> = (0..HIDDEN)
            .map(|m| hidden_error[m] * slope(hidden[m]))
            .collect();
        let change = |delta: f32, signal: f32, weight: f32| match rule {
            CreditRule::Swapped => delta * weight,
            _ => delta * signal,
        };
        let mut expected = Vec::new();
        for (i, pixel) in image.iter().enumerate() {
            let weight = |m: usize| first[i * HIDDEN + m];
            expected.extend((0..HIDDEN).map(|m| change(hidden_delta[m], *pixel, weight(m))));
        }
        expected.extend(&hidden_delta);
        for (m, signal) in hidden.iter().enumerate() {
            expected.extend((0..OUTPUTS).map(|k| change(delta[k], *signal, w(m, k))));
        }
        expected.extend(&delta);
        let found = network.gradients_by(rule, &image, &labels).unwrap();
        assert_close(&found, &expected, &format!("{rule:?}"));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_batch_is_the_mean_of_its_images() {
    let network = Network::new(recipe(&[7, OUTPUTS], true), Some(3)).unwrap();
    let (images, labels) = small_batch(4);
    for rule in RULES {
        let mut mean = vec![0.0; network.weights().len()];
        for (image, label) in images.chunks(INPUTS).zip(&labels) {
            let single = network.gradients_by(rule, image, &[*label]).unwrap();
            mean.iter_mut()
                .zip(single)
                .for_each(|(mean, single)| *mean += single / 4.0);
        }
        let batch = network.gradients_by(rule, &images, &labels).unwrap();
        assert_close(&batch, &mean, &format!("{rule:?}"));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_step_goes_by_the_learning_rate() {
    let network = Network::new(recipe(&[7, OUTPUTS], true), Some(3)).unwrap();
    let (images, labels) = small_batch(4);
    for rule in RULES {
        let gradients = network.gradients_by(rule, &images, &labels).unwrap();
        let mut trained = network.clone();
        let report = trained.train_step_by(rule, &images, &labels).unwrap();
        assert_eq!(report.samples, 4);
        let expected: Vec<f32> = network
            .weights()
            .iter()
            .zip(&gradients)
            .map(|(weight, gradient)| weight - 0.1 * gradient)
            .collect();
        assert_eq!(trained.weights(), expected, "{rule:?}");
        assert_ne!(
            trained.query(&images).unwrap(),
            network.query(&images).unwrap()
        );
        if rule == CreditRule::ChainRule {
            let mut usual = network.clone();
            assert_eq!(usual.train_step(&images, &labels).unwrap(), report);
            assert_close(&usual.weights(), &expected, "train_step");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn weights_that_sum_to_nothing_are_not_divided_by() {
    let mut network = Network::new(recipe(&[2, 1], false), Some(3)).unwrap();
    let image = small_batch(1).0;
    for (sum, of_two) in [("0", [0.5, -0.5]), ("0.00000000001", [1e-11, 0.0])] {
        let mut weights = network.weights();
        weights[2 * INPUTS..].copy_from_slice(&of_two);
        network.set_weights(&weights).unwrap();
        let refused = network
            .train_step_by(CreditRule::Divided, &image, &[1])
            .unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "layer 2: the weights into neuron 0 sum to {sum}, by which no error can be divided: nothing was learnt"
            )
        );
        assert_eq!(network.weights(), weights, "they are as they were");
        network
            .gradients_by(CreditRule::Undivided, &image, &[1])
            .unwrap();
    }
    let huge = vec![f32::MAX; network.weights().len()];
    network.set_weights(&huge).unwrap();
    for rule in RULES {
        if network.train_step_by(rule, &image, &[0]).is_err() {
            assert_eq!(network.weights(), huge);
        }
        assert!(network.weights().iter().all(|weight| weight.is_finite()));
        network.set_weights(&huge).unwrap();
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_the_rules_are_not_for_is_refused() {
    let (image, label) = (small_batch(1).0, [1]);
    let refused = |change: &dyn Fn(&mut Recipe)| {
        let mut recipe = recipe(&[7, OUTPUTS], true);
        change(&mut recipe);
        let mut network = Network::new(recipe, Some(1)).unwrap();
        let refused = network.train_step_by(CreditRule::Swapped, &image, &label);
        refused.unwrap_err().to_string()
    };
    assert_eq!(
        refused(&|recipe| recipe.layers[1] = activation(ActivationFunction::Relu)),
        "layer 1: rules of credit assignment need a sigmoid after every dense layer, and nothing else: this is a relu"
    );
    assert!(refused(&|recipe| recipe.layers.push(dense(OUTPUTS))).starts_with("layer 4: rules"));
    assert_eq!(
        refused(&|recipe| recipe.loss = Loss::BinaryCrossEntropy),
        "recipe: loss is binary_cross_entropy: rules of credit assignment share out y − t: use squared_error"
    );
    assert_eq!(
        refused(&|recipe| recipe.optimizer = OptimizerRecipe::adam(0.1)),
        "recipe: optimizer.kind is adam: rules of credit assignment take plain steps: use sgd"
    );
    assert_eq!(
        refused(&|recipe| {
            recipe.optimizer = OptimizerRecipe::Sgd {
                learning_rate: 0.1,
                momentum: 0.9,
            }
        }),
        "recipe: optimizer.momentum is 0.9: rules of credit assignment take plain steps: use 0"
    );
    assert_eq!(
        refused(&|recipe| recipe.l2.lambda = 5.0),
        "recipe: l2.lambda is 5: rules of credit assignment take plain steps: use 0"
    );
    let network = Network::new(recipe(&[7, OUTPUTS], true), Some(1)).unwrap();
    let label = network.gradients_by(CreditRule::Divided, &image, &[4]);
    assert!(matches!(label, Err(Error::Label { label: 4, .. })));
    let pixel = network.gradients_by(CreditRule::Divided, &[2.0f32; INPUTS][..], &[1]);
    assert!(matches!(pixel, Err(Error::Pixel { .. })));
}
