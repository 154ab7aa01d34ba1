//! `Network`: sizes, repeatability, and what it refuses.

mod common;

use common::{
    INPUTS, OUTPUTS, activation, batch_norm, dense, small_batch, small_classifier, small_recipe,
};
use neuroglyph::loss::Loss;
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::ActivationFunction;
use neuroglyph::recipe::{LayerRecipe, named, names};
use neuroglyph::{Error, Network};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn small_network() -> Network {
    Network::new(small_classifier(), Some(1)).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn a_batch_answers_as_its_images_do_alone() {
    for samples in [1, 2, 3, 4, 5, 31, 128, 129, 300] {
        let (images, labels) = small_batch(samples);
        let mut network = small_network();
        let together = network.query(&images).unwrap();
        assert_eq!(together.len(), samples * OUTPUTS);
        for (sample, image) in images.chunks(INPUTS).enumerate() {
            let alone = network.query(image).unwrap();
            for (alone, together) in alone.iter().zip(&together[sample * OUTPUTS..]) {
                assert!(
                    (alone - together).abs() < 1e-6,
                    "{samples} images, image {sample}"
                );
            }
        }
        let evaluation = network.evaluate(&images, &labels).unwrap();
        assert_eq!(evaluation.samples, samples);
        assert_eq!(
            evaluation.confusion.counts.iter().sum::<u32>() as usize,
            samples
        );
        let right: u32 = (0..OUTPUTS)
            .map(|digit| evaluation.confusion.counts[digit * (OUTPUTS + 1)])
            .sum();
        assert_eq!(evaluation.accuracy, f64::from(right) / samples as f64);
        let report = network.train_step(&images, &labels).unwrap();
        assert_eq!(report.samples, samples);
        assert!(report.loss.is_finite());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn probabilities_sum_to_1() {
    let (images, _) = small_batch(9);
    let network = small_network();
    for outputs in network.query(&images).unwrap().chunks(OUTPUTS) {
        let sum: f32 = outputs.iter().sum();
        assert!((sum - 1.0).abs() < 1e-6, "{sum}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn bytes_and_numbers_mean_the_same() {
    let bytes: Vec<u8> = (0..INPUTS as u8 * 3)
        .map(|index| index.wrapping_mul(29))
        .collect();
    let floats: Vec<f32> = bytes.iter().map(|byte| f32::from(*byte) / 255.0).collect();
    let network = small_network();
    let from_bytes = network.query(&bytes).unwrap();
    assert_eq!(network.query(&floats).unwrap(), from_bytes);
}

#[wasm_bindgen_test(unsupported = test)]
fn training_lowers_the_loss() {
    let (images, labels) = small_batch(40);
    let mut network = small_network();
    let before = network.evaluate(&images, &labels).unwrap().loss;
    for _ in 0..200 {
        network.train_step(&images, &labels).unwrap();
    }
    let after = network.evaluate(&images, &labels).unwrap().loss;
    assert!(after < 0.8 * before, "{before} became {after}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_seed_repeats_a_run_bit_for_bit() {
    let (images, labels) = small_batch(8);
    let run = |seed| {
        let mut network = Network::new(small_classifier(), Some(seed)).unwrap();
        for _ in 0..20 {
            network.train_step(&images, &labels).unwrap();
        }
        network.weights()
    };
    assert_eq!(run(5), run(5));
    assert_ne!(run(5), run(6));
}

#[wasm_bindgen_test(unsupported = test)]
fn without_a_seed_networks_differ_and_tell_their_seed() {
    let first = Network::new(small_classifier(), None).unwrap();
    let second = Network::new(small_classifier(), None).unwrap();
    assert_ne!(first.weights(), second.weights());
    let again = Network::new(small_classifier(), Some(first.seed())).unwrap();
    assert_eq!(first.weights(), again.weights());
}

#[wasm_bindgen_test(unsupported = test)]
fn a_layer_keeps_its_weights_when_another_grows() {
    let recipe = |units| {
        small_recipe(
            vec![dense(7), dense(units), dense(OUTPUTS)],
            Loss::SquaredError,
        )
    };
    let narrow = Network::new(recipe(3), Some(1)).unwrap().weights();
    let wide = Network::new(recipe(5), Some(1)).unwrap().weights();
    let first_layer = (INPUTS + 1) * 7;
    assert_eq!(narrow[..first_layer], wide[..first_layer]);
}

#[wasm_bindgen_test(unsupported = test)]
fn dropout_drops_its_share_and_scales_the_rest() {
    let layers = vec![LayerRecipe::dropout(0.5), dense(OUTPUTS)];
    let mut network = Network::new(small_recipe(layers, Loss::SquaredError), Some(3)).unwrap();
    // Weights 0 and biases 1 − t make each output's error 1 − t whatever is dropped, so the
    // gradient of a weight tells the mean of its input after dropout.
    let mut weights = vec![0.0; INPUTS * OUTPUTS];
    weights.extend([1.0; OUTPUTS]);
    network.set_weights(&weights).unwrap();
    // With powers of 2 every sum is exact, in whatever order.
    let samples = 4_096;
    let gradients = network
        .gradients(&vec![1.0; samples * INPUTS], &vec![0; samples])
        .unwrap();
    for input in 0..INPUTS {
        let mean = gradients[input * OUTPUTS + 1];
        // Kept values are 2, so the mean is 1 with a standard error of 1/64: five of them.
        assert!((mean - 1.0).abs() < 5.0 / 64.0 && mean != 1.0, "{mean}");
        let kept = mean * samples as f32 / 2.0;
        assert_eq!(kept, kept.round(), "whole values are kept");
    }
    let mut without = network
        .query(vec![1.0; INPUTS].as_slice())
        .unwrap()
        .to_vec();
    without.dedup();
    assert_eq!(without, [1.0]);
}

/// Each way to pass over pixels of paper knows only the batch at hand.
#[wasm_bindgen_test(unsupported = test)]
fn gradients_are_those_of_their_own_images_whatever_came_before() {
    let inked = |from: usize| -> Vec<u8> {
        let ink = from..from + 50;
        (0..784)
            .map(|pixel| u8::from(ink.contains(&pixel)) * 200)
            .collect()
    };
    let mut network = Network::new(named("nielsen").unwrap(), Some(1)).unwrap();
    network.train_step(&inked(100), &[1]).unwrap();
    network.evaluate(&inked(400).repeat(8), &[4; 8]).unwrap();
    let gradients = network.gradients(&inked(100), &[1]).unwrap();
    let mut other = Network::new(named("nielsen").unwrap(), Some(2)).unwrap();
    other.set_weights(&network.weights()).unwrap();
    let expected = other.gradients(&inked(100), &[1]).unwrap();
    assert!(expected.iter().any(|gradient| gradient.abs() > 1e-3));
    for (gradient, expected) in gradients.iter().zip(&expected) {
        assert!((gradient - expected).abs() < 1e-6, "{gradient}, {expected}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn weights_go_to_another_network() {
    let (images, _) = small_batch(3);
    let first = small_network();
    let mut second = Network::new(small_classifier(), Some(2)).unwrap();
    second.set_weights(&first.weights()).unwrap();
    assert_eq!(
        first.query(&images).unwrap(),
        second.query(&images).unwrap()
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn step_answers_but_does_not_learn() {
    let layers = vec![
        dense(5),
        activation(ActivationFunction::Step),
        dense(OUTPUTS),
    ];
    let mut network = Network::new(small_recipe(layers, Loss::SquaredError), Some(1)).unwrap();
    let (images, labels) = small_batch(2);
    assert_eq!(network.query(&images).unwrap().len(), 2 * OUTPUTS);
    let error = network.train_step(&images, &labels).unwrap_err();
    assert_eq!(
        error.to_string(),
        "layer 1 is a step, which has no gradient: this network can be queried but not trained"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn bad_batches_are_refused_and_change_nothing() {
    let (images, labels) = small_batch(2);
    let nothing: [f32; 0] = [];
    let mut network = small_network();
    let before = network.weights();
    let mut refuse = |images: &[f32], labels: &[u8], message: &str| {
        let error = network.train_step(images, labels).unwrap_err();
        assert_eq!(error.to_string(), message);
        let error = network.evaluate(images, labels).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(network.weights(), before);
    };
    refuse(&nothing, &[], "the batch is empty: give at least one image");
    refuse(
        &images[..INPUTS + 1],
        &labels,
        "images: 7 values were given where a multiple of 6 are needed",
    );
    refuse(
        &images,
        &labels[..1],
        "labels: 1 values were given where 2, one an image, are needed",
    );
    refuse(&images, &[0, 12], "label 1 is 12: labels are 0 to 3");
    refuse(&images, &[0, 255], "label 1 is 255: labels are 0 to 3");
    for (value, shown) in [
        (f32::NAN, "NaN"),
        (f32::INFINITY, "inf"),
        (1.5, "1.5"),
        (-0.1, "-0.1"),
    ] {
        let mut images = images.clone();
        images[INPUTS + 2] = value;
        let message = format!("pixel 2 of image 1 is {shown}: pixels are numbers from 0 to 1");
        refuse(&images, &labels, &message);
    }
    assert_eq!(
        network.query(nothing.as_slice()).unwrap_err(),
        Error::EmptyBatch
    );
    assert!(network.query(&vec![f32::NAN; INPUTS]).is_err());
}

#[wasm_bindgen_test(unsupported = test)]
fn bad_weights_are_refused_and_change_nothing() {
    let mut network = small_network();
    let before = network.weights();
    let mut weights = before.clone();
    weights[3] = f32::NAN;
    let error = network.set_weights(&weights).unwrap_err();
    assert_eq!(
        error.to_string(),
        "parameter 3 of weights is NaN: parameters are finite numbers"
    );
    let error = network.set_weights(&before[1..]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "weights: 80 values were given where 81 are needed"
    );
    assert_eq!(network.weights(), before);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_diverging_step_is_told_and_keeps_the_weights() {
    let mut network = small_network();
    let weights = vec![3e38; network.weights().len()];
    network.set_weights(&weights).unwrap();
    let (images, labels) = small_batch(2);
    let error = network.train_step(&images, &labels).unwrap_err();
    assert!(
        matches!(
            error,
            Error::Diverged {
                learning_rate: 0.1,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(network.weights(), weights);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_named_recipe_builds_learns_and_answers() {
    let image = [0u8, 128, 255].repeat(784 / 3 + 1)[..784].to_vec();
    for name in names() {
        let mut network = Network::new(named(&name).unwrap(), Some(1)).unwrap();
        let first = network.train_step(&image, &[3]).unwrap().loss;
        let second = network.train_step(&image, &[3]).unwrap().loss;
        assert!(second < first, "{name}: {first}, then {second}");
        assert_eq!(network.query(&image).unwrap().len(), 10, "{name}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_accepted_step_leaves_numbers() {
    // Linear outputs and the highest rate: the loss grows without bound, and fast. Each seed and
    // depth meets the end of the numbers in another place.
    let momentum = OptimizerRecipe::Sgd {
        learning_rate: 10.0,
        momentum: 0.9,
    };
    for optimizer in [OptimizerRecipe::sgd(10.0), momentum] {
        for (seed, depth) in (0..40).zip([0, 1, 2, 3, 5].into_iter().cycle()) {
            let layers = [vec![dense(7); depth], vec![dense(OUTPUTS)]].concat();
            let mut recipe = small_recipe(layers, Loss::SquaredError);
            recipe.optimizer = optimizer;
            run_until_it_diverges(Network::new(recipe, Some(seed)).unwrap());
        }
    }
}

/// Whatever a step did, the weights are numbers; and a refused one left them as they were.
fn run_until_it_diverges(mut network: Network) {
    let (images, labels) = small_batch(8);
    for _ in 0..3_000 {
        let before = network.weights();
        assert!(before.iter().all(|weight| weight.is_finite()));
        let Err(error) = network.train_step(&images, &labels) else {
            continue;
        };
        assert!(matches!(error, Error::Diverged { .. }), "{error}");
        assert_eq!(network.weights(), before);
        let file = network.to_safetensors().unwrap();
        Network::from_safetensors(&file).unwrap();
        return;
    }
    panic!("it should have diverged");
}

#[wasm_bindgen_test(unsupported = test)]
fn more_images_than_memory_holds_are_refused() {
    let mut recipe = small_recipe(vec![dense(4_096), dense(OUTPUTS)], Loss::SquaredError);
    recipe.inputs = 1;
    let network = Network::new(recipe, Some(1)).unwrap();
    // Queried batch by batch, so that no number of images is too many.
    assert_eq!(
        network.query(&vec![0u8; 10_000]).unwrap().len(),
        OUTPUTS * 10_000
    );
    // A train step takes all of them at once: on 32 bits this overflows every size.
    #[cfg(target_arch = "wasm32")]
    {
        let mut network = network;
        let images = vec![0u8; 1 << 20];
        let error = network.train_step(&images, &vec![0; 1 << 20]).unwrap_err();
        assert_eq!(error, Error::Memory { images: 1 << 20 });
        assert!(network.train_step(&images[..3], &[0, 1, 2]).is_ok());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_prediction_is_the_largest_output_and_refused_below_the_threshold() {
    let image: Vec<f32> = (0..784)
        .map(|pixel| (pixel * 37 % 101) as f32 / 100.0)
        .collect();
    let mut network = Network::new(named("keras-mlp").unwrap(), Some(1)).unwrap();
    let prediction = network.predict(&image).unwrap();
    assert_eq!(prediction.probabilities, network.query(&image).unwrap());
    assert!(prediction.is_refused(), "{prediction:?}");
    for _ in 0..20 {
        network.train_step(&image, &[7]).unwrap();
    }
    let prediction = network.predict(&image).unwrap();
    assert_eq!(prediction.digit, 7);
    assert_eq!(prediction.confidence, prediction.probabilities[7]);
    assert!(!prediction.is_refused(), "{prediction:?}");
    let sum: f32 = prediction.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    // The threshold itself is no refusal.
    let is_refused_at = |confidence| {
        let mut prediction = prediction.clone();
        prediction.confidence = confidence;
        prediction.is_refused()
    };
    assert!(!is_refused_at(CONFIDENCE_THRESHOLD));
    assert!(is_refused_at(CONFIDENCE_THRESHOLD.next_down()));

    let refused = |network: &Network, image: &[f32]| {
        let error = network.predict(image).unwrap_err();
        error.to_string()
    };
    assert_eq!(
        refused(&network, &image.repeat(2)),
        "image: 1568 values were given where 784 are needed"
    );
    assert!(refused(&network, &[2.0; 784]).starts_with("pixel 0 of image 0 is 2"));
    assert_eq!(refused(&network, &[]), Error::EmptyBatch.to_string());
    let other = Network::new(small_classifier(), Some(1)).unwrap();
    assert!(refused(&other, &[0.0; INPUTS]).starts_with("it has 6 inputs and 4 outputs"));
}

const fn is_shared_by_threads<T: Send + Sync>() {}
const _: () = is_shared_by_threads::<Network>();

/// Each thread asks for other images, and the first queries of all meet a network that no query has met.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn threads_that_query_one_network_at_once_get_the_outputs_of_a_single_one() {
    const THREADS: usize = 4;
    const ROUNDS: usize = 25;
    for name in ["keras-mlp", "sprint-99", "reader"] {
        let network = Network::new(named(name).unwrap(), Some(1)).unwrap();
        // Some go through the layers in one batch, some in several.
        let images: Vec<Vec<u8>> = (0..THREADS)
            .map(|thread| {
                let pixels = 784 * [1, 3, 20, 130][thread];
                (0..pixels)
                    .map(|pixel| ((pixel + thread) * 37 % 251) as u8)
                    .collect()
            })
            .collect();
        let ask = |network: &Network, images: &[u8]| {
            let slopes = network.sensitivity(&images[..784], 3).unwrap();
            (network.query(images).unwrap(), slopes)
        };
        let alone = network.clone();
        let expected: Vec<_> = images.iter().map(|images| ask(&alone, images)).collect();
        let start = std::sync::Barrier::new(THREADS);
        std::thread::scope(|scope| {
            for (images, expected) in images.iter().zip(&expected) {
                let (network, start) = (&network, &start);
                scope.spawn(move || {
                    start.wait();
                    for _ in 0..ROUNDS {
                        assert_eq!(ask(network, images), *expected, "{name}");
                    }
                });
            }
        });
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_query_sees_every_change_of_the_weights() {
    let (images, labels) = small_batch(9);
    // A normalisation, which a query folds into the layer before it.
    let layers = vec![
        dense(7),
        batch_norm(),
        activation(ActivationFunction::Relu),
        dense(OUTPUTS),
        activation(ActivationFunction::Softmax),
    ];
    let recipe = small_recipe(layers, Loss::CrossEntropy);
    let mut network = Network::new(recipe, Some(1)).unwrap();
    for _ in 0..3 {
        let before = network.query(&images).unwrap();
        assert_eq!(network.query(&images).unwrap(), before);
        network.train_step(&images, &labels).unwrap();
        let after = network.query(&images).unwrap();
        assert_ne!(after, before);
        let fresh = Network::from_safetensors(&network.to_safetensors().unwrap()).unwrap();
        assert_eq!(fresh.query(&images).unwrap(), after);
    }
}
