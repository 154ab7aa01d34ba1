//! A single output tells two classes apart: high for label 1, low for label 0.

mod common;

use common::{INPUTS, activation, dense, small_batch, small_recipe};
use neuroglyph::back_query::{Method, Options};
use neuroglyph::loss::{Loss, Targets};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Recipe};
use neuroglyph::{Dataset, Error, Network, Training};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const XOR: [f32; 8] = [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
const XOR_LABELS: [u8; 4] = [0, 1, 1, 0];

/// 2-3-1 of sigmoids, or with another last activation.
fn xor_recipe(loss: Loss, last: ActivationFunction) -> Recipe {
    let layers = vec![
        dense(3),
        activation(ActivationFunction::Sigmoid),
        dense(1),
        activation(last),
    ];
    let mut recipe = small_recipe(layers, loss);
    recipe.inputs = 2;
    recipe.optimizer = OptimizerRecipe::sgd(2.0);
    recipe
}

#[wasm_bindgen_test(unsupported = test)]
fn xor_is_learnt_by_both_losses() {
    for loss in [Loss::SquaredError, Loss::BinaryCrossEntropy] {
        let recipe = xor_recipe(loss, ActivationFunction::Sigmoid);
        assert_eq!((recipe.outputs(), recipe.classes()), (1, 2));
        let mut network = Network::new(recipe, Some(1)).unwrap();
        let mut report = network.train_step(&XOR[..], &XOR_LABELS).unwrap();
        let first = report.loss;
        for _ in 0..3_000 {
            report = network.train_step(&XOR[..], &XOR_LABELS).unwrap();
        }
        assert_eq!((report.correct, report.samples), (4, 4), "{loss:?}");
        assert!(
            report.loss < 0.1 * first,
            "{loss:?}: {first}, {}",
            report.loss
        );
        let outputs = network.query(&XOR[..]).unwrap();
        assert_eq!(outputs.len(), 4);
        for (output, label) in outputs.iter().zip(XOR_LABELS) {
            assert!((output - f32::from(label)).abs() < 0.2, "{outputs:?}");
        }
        let evaluation = network.evaluate(&XOR[..], &XOR_LABELS).unwrap();
        assert_eq!(evaluation.accuracy, 1.0);
        assert_eq!(evaluation.confusion.classes, 2);
        assert_eq!(evaluation.confusion.counts, [2, 0, 0, 2]);
        // The confidence of class 0 is 1 − y.
        assert_eq!(evaluation.refused, 0);
        let confidence: f64 = evaluation
            .calibration
            .bins
            .iter()
            .filter(|bin| bin.samples > 0)
            .map(|bin| bin.confidence() * bin.samples as f64)
            .sum();
        let expected = outputs.iter().map(|y| f64::from(y.max(1.0 - y)));
        assert!((confidence - expected.sum::<f64>()).abs() < 1e-6);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_step_is_evaluated_and_not_trained() {
    let mut recipe = xor_recipe(Loss::SquaredError, ActivationFunction::Step);
    recipe.layers = vec![dense(1), activation(ActivationFunction::Step)];
    let mut network = Network::new(recipe, Some(1)).unwrap();
    // Both reasons are needed.
    network.set_weights(&[4.0, 3.0, -4.0]).unwrap();
    assert_eq!(network.query(&XOR[..]).unwrap(), [0.0, 0.0, 0.0, 1.0]);
    let evaluation = network.evaluate(&XOR[..], &XOR_LABELS).unwrap();
    assert_eq!(evaluation.confusion.counts, [1, 1, 2, 0]);
    assert_eq!((evaluation.accuracy, evaluation.loss), (0.25, 0.375));
    let refused = network.train_step(&XOR[..], &XOR_LABELS).unwrap_err();
    assert!(matches!(refused, Error::NoGradient { layer: 1, .. }));
}

#[wasm_bindgen_test(unsupported = test)]
fn targets_have_their_middle_where_the_class_changes() {
    let mut recipe = xor_recipe(Loss::SquaredError, ActivationFunction::Identity);
    recipe.layers = vec![dense(1)];
    recipe.targets = Targets {
        low: -1.0,
        high: 3.0,
    };
    let mut network = Network::new(recipe, Some(1)).unwrap();
    // The outputs are 0, 0.99, 1.01 and 2.
    network.set_weights(&[1.01, 0.99, 0.0]).unwrap();
    let evaluation = network.evaluate(&XOR[..], &[0, 0, 1, 1]).unwrap();
    assert_eq!(evaluation.accuracy, 1.0);
    let squares = [1.0, 1.99, 1.99, 1.0f64].map(|error| error * error / 2.0);
    let loss = squares.iter().sum::<f64>() / 4.0;
    assert!((evaluation.loss - loss).abs() < 1e-6, "{}", evaluation.loss);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_model_file_gives_it_back() {
    let recipe = xor_recipe(Loss::BinaryCrossEntropy, ActivationFunction::Sigmoid);
    let network = Network::new(recipe, Some(3)).unwrap();
    let again = Network::from_safetensors(&network.to_safetensors().unwrap()).unwrap();
    assert_eq!(again.recipe(), network.recipe());
    assert_eq!(
        again.query(&XOR[..]).unwrap(),
        network.query(&XOR[..]).unwrap()
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn labels_are_0_and_1() {
    let recipe = xor_recipe(Loss::SquaredError, ActivationFunction::Sigmoid);
    let mut network = Network::new(recipe, Some(3)).unwrap();
    let refused = network.train_step(&XOR[..], &[0, 1, 2, 0]).unwrap_err();
    assert_eq!(refused.to_string(), "label 2 is 2: labels are 0 to 1");
    let refused = network.evaluate(&XOR[..], &[0, 1, 1, 255]).unwrap_err();
    assert_eq!(refused.to_string(), "label 3 is 255: labels are 0 to 1");
}

/// XOR's four cases as images of 1 × 2 pixels.
fn xor_dataset(highest: u8) -> Dataset {
    let mut dataset = Dataset::new();
    let images = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2];
    dataset.push_images(&images).unwrap();
    dataset
        .push_images(&XOR.map(|pixel| 255 * pixel as u8))
        .unwrap();
    dataset.push_labels(&[0, 0, 8, 1, 0, 0, 0, 4]).unwrap();
    dataset.push_labels(&[0, 1, highest, 0]).unwrap();
    dataset
}

#[wasm_bindgen_test(unsupported = test)]
fn a_training_takes_two_classes() {
    let mut recipe = xor_recipe(Loss::BinaryCrossEntropy, ActivationFunction::Sigmoid);
    (recipe.batch_size, recipe.epochs) = (4, 1_000);
    let refused = Training::new(recipe.clone(), &xor_dataset(2), Some(1)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "recipe: outputs is 1: the dataset has 3 classes, 0 to 2: use 3 outputs or more"
    );
    let dataset = xor_dataset(1);
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    while !training.run(&dataset, 500).unwrap().finished {}
    let evaluation = training.evaluate(&dataset).unwrap();
    assert_eq!((evaluation.correct, evaluation.samples), (4, 4));
}

#[wasm_bindgen_test(unsupported = test)]
fn class_0_is_asked_about_as_class_1_is() {
    let layers = vec![
        dense(5),
        activation(ActivationFunction::Sigmoid),
        dense(1),
        activation(ActivationFunction::Sigmoid),
    ];
    let recipe = small_recipe(layers, Loss::SquaredError);
    let network = Network::new(recipe, Some(4)).unwrap();
    let image = small_batch(1).0;
    let evidence = |class| network.sensitivity(&image, class).unwrap();
    let against: Vec<f32> = evidence(0).iter().map(|slope| -slope).collect();
    assert_eq!(evidence(1), against);
    assert_eq!(evidence(1), network.neuron(2, 0, &image).unwrap());
    let refused = network.sensitivity(&image, 2).unwrap_err().to_string();
    assert_eq!(refused, "digit 2: there are only 0 to 1");
    // The error is output − target.
    let output = network.query(&image).unwrap()[0];
    for (label, target) in [(0, 0.0), (1, 1.0)] {
        let neuron = network.links(&image, label, 2, 0, INPUTS).unwrap();
        assert_eq!(neuron.sensitivity, output - target);
    }
    // The inversion begins with the target of the class.
    for (class, start) in [(0, 0.01), (1, 0.99)] {
        let trace = network.inversion_trace(class).unwrap();
        assert_eq!(trace[0].values, [start]);
    }
    let dreams = network.dreams(&Options::default()).unwrap();
    let outputs: Vec<f32> = dreams
        .iter()
        .map(|dream| network.query(&dream.image).unwrap()[0])
        .collect();
    assert_eq!(dreams.len(), 2);
    assert_eq!(dreams[0].confidence, 1.0 - outputs[0]);
    assert_eq!(dreams[1].confidence, outputs[1]);
}

#[wasm_bindgen_test(unsupported = test)]
fn gradient_ascent_leads_to_either_class() {
    let layers = vec![
        dense(8),
        activation(ActivationFunction::Tanh),
        dense(1),
        activation(ActivationFunction::Sigmoid),
    ];
    let mut recipe = small_recipe(layers, Loss::BinaryCrossEntropy);
    recipe.inputs = 784;
    let network = Network::new(recipe, Some(4)).unwrap();
    let options = Options {
        method: Some(Method::Gradient),
        steps: 20,
        ..Options::default()
    };
    let dreams = network.dreams(&options).unwrap();
    for (class, dream) in dreams.iter().enumerate() {
        assert!(dream.confidence > 0.9, "{class}: {}", dream.confidence);
    }
}
