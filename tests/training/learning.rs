//! The loop, its repeatability, and when it ends.

use neuroglyph::Training;
use neuroglyph::dataset::Dataset;
use neuroglyph::loss::Loss;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{Initialisation, LayerRecipe};
use neuroglyph::schedule::Schedule;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::common::{batch_norm, conv, dataset};
use crate::{elaborate, recipe};

#[wasm_bindgen_test(unsupported = test)]
fn it_learns_and_ends_after_its_epochs() {
    let dataset = dataset(300);
    let mut training =
        Training::new(recipe("handwriting-recogniser", 2), &dataset, Some(1)).unwrap();
    let before = training.evaluate(&dataset).unwrap();
    let mut ends = Vec::new();
    for _ in 0..100 {
        let progress = training.run(&dataset, 4).unwrap();
        assert_eq!(progress.examples_in_epoch, 300);
        assert_eq!(progress.running.samples, progress.examples);
        if progress.epoch_over {
            ends.push((progress.epoch, progress.examples, progress.finished));
        }
        if progress.finished {
            break;
        }
    }
    assert_eq!(ends, [(1, 300, false), (2, 300, true)]);
    let after = training.evaluate(&dataset).unwrap();
    assert!(
        after.loss < 0.5 * before.loss && after.accuracy > 0.9,
        "{before:?} {after:?}"
    );
    // What is finished stays as it is.
    let weights = training.network().weights();
    assert!(training.run(&dataset, 4).unwrap().finished);
    assert_eq!(training.network().weights(), weights);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_size_of_the_portions_changes_nothing() {
    let dataset = dataset(300);
    for name in ["keras-mlp", "symon"] {
        let run = |portion| {
            let recipe = recipe(name, 1);
            let mut training = Training::new(recipe, &dataset, Some(3)).unwrap();
            while !training.run(&dataset, portion).unwrap().finished {}
            training.into_network().weights()
        };
        assert_eq!(run(1), run(1_000), "{name}");
    }
}

/// One sample at a time, paper is passed over; with a momentum that changes no number it is not.
#[wasm_bindgen_test(unsupported = test)]
fn sparse_updates_train_as_dense_ones_do() {
    let dataset = dataset(300);
    for (name, low) in [
        ("symon", 0.01),
        ("symon", 0.0),
        ("symon", -1.0),
        ("lernmi", 0.0),
    ] {
        let run = |momentum| {
            let mut recipe = recipe(name, 2);
            recipe.batch_size = 1;
            recipe.input_range.low = low;
            recipe.optimizer = OptimizerRecipe::Sgd {
                learning_rate: recipe.optimizer.learning_rate(),
                momentum,
            };
            let mut training = Training::new(recipe, &dataset, Some(3)).unwrap();
            while !training.run(&dataset, 100).unwrap().finished {}
            training.into_network().weights()
        };
        let (passed_over, dense) = (run(0.0), run(1e-30));
        assert_ne!(passed_over, dense, "{name}: there are two ways");
        for (passed_over, dense) in passed_over.iter().zip(&dense) {
            let difference = (passed_over - dense).abs();
            assert!(difference < 1e-4, "{name} {low}: {passed_over}, {dense}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_long_run_stops_when_the_loss_stops_falling() {
    let dataset = dataset(60);
    let run = |stops| {
        let mut recipe = recipe("handwriting-recogniser", 30);
        recipe.stops_when_loss_stops_falling = stops;
        recipe.optimizer = OptimizerRecipe::adam(1.0);
        let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
        let mut losses = Vec::new();
        loop {
            let progress = training.run(&dataset, 1_000).unwrap();
            losses.push(progress.running.loss());
            if progress.finished {
                return losses;
            }
        }
    };
    assert_eq!(run(false).len(), 30);
    let losses = run(true);
    let (last, others) = losses.split_last().unwrap();
    assert!(
        losses.len() < 30 && last >= others.last().unwrap(),
        "{losses:?}"
    );
    assert!(others.is_sorted_by(|a, b| a > b), "{losses:?}");
}

#[wasm_bindgen_test(unsupported = test)]
fn turned_images_are_examples_of_their_own() {
    let dataset = dataset(20);
    let mut training = Training::new(recipe("symon-rotated", 1), &dataset, Some(1)).unwrap();
    let progress = training.run(&dataset, 1_000).unwrap();
    assert_eq!((progress.examples, progress.examples_in_epoch), (60, 60));
}

#[wasm_bindgen_test(unsupported = test)]
fn l2_takes_the_number_of_training_images() {
    let dataset = dataset(20);
    let training = Training::new(recipe("nielsen-100", 1), &dataset, Some(1)).unwrap();
    assert_eq!(training.network().recipe().l2.images, 20);
}

#[wasm_bindgen_test(unsupported = test)]
fn no_images_are_refused() {
    let error = Training::new(recipe("symon", 1), &Dataset::new(), Some(1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the batch is empty: give at least one image"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_training_shows_the_average_of_its_weights() {
    let dataset = dataset(300);
    let mut simple = recipe("symon", 1);
    simple.ema_decay = 0.9;
    for recipe in [elaborate(2), simple] {
        let mut raw = recipe.clone();
        raw.ema_decay = 0.0;
        let mut raw = Training::new(raw, &dataset, Some(3)).unwrap();
        let mut averaged = Training::new(recipe, &dataset, Some(3)).unwrap();
        let mut expected = raw.network().weights();
        assert_eq!(averaged.network().weights(), expected);
        for step in 1..=30 {
            raw.run(&dataset, 1).unwrap();
            averaged.run(&dataset, 1).unwrap();
            // 2/11, 3/12, 4/13 … 0.9
            let kept = ((1.0 + step as f32) / (10.0 + step as f32)).min(0.9);
            for (average, weight) in expected.iter_mut().zip(raw.network().weights()) {
                *average = kept * *average + (1.0 - kept) * weight;
            }
            // What is measured, saved and handed over is this step's average, and none that was kept before.
            let measured = averaged.evaluate(&dataset).unwrap();
            let bytes = averaged.to_bytes().unwrap();
            let network = neuroglyph::Network::from_safetensors(&bytes).unwrap();
            let of_file = network.evaluate(dataset.images(), dataset.labels());
            assert_eq!(of_file.unwrap(), measured, "{step}");
        }
        let got = averaged.network().weights();
        for (got, expected) in got.iter().zip(&expected) {
            assert!((got - expected).abs() < 1e-5, "{got}, {expected}");
        }
        assert_ne!(got, raw.network().weights());
        assert_eq!(averaged.into_network().weights(), got);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_schedule_slows_the_steps() {
    let dataset = dataset(60);
    // How the first step of a run moves the weights.
    let moved = |schedule| {
        let mut recipe = recipe("nielsen", 4);
        recipe.schedule = schedule;
        let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
        let before = training.network().weights();
        training.run(&dataset, 1).unwrap();
        let after = training.network().weights();
        before.iter().zip(&after).map(|(a, b)| b - a).collect()
    };
    let whole: Vec<f32> = moved(Schedule::Constant);
    let warm_up = Schedule::OneCycle {
        warm_up: 0.5,
        start: 0.25,
        end: 0.0,
    };
    let quarter: Vec<f32> = moved(warm_up);
    assert!(whole.iter().any(|moved| moved.abs() > 0.01));
    for (whole, quarter) in whole.iter().zip(&quarter) {
        assert!((0.25 * whole - quarter).abs() < 1e-5, "{whole}, {quarter}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn rate_and_dropout_can_be_changed_and_are_checked() {
    let dataset = dataset(60);
    let mut training = Training::new(recipe("keras-mlp", 1), &dataset, Some(1)).unwrap();
    let message = training.set_learning_rate(-1.0).unwrap_err().to_string();
    assert_eq!(
        message,
        "recipe: optimizer.learning_rate is -1: use 0.00001 to 10"
    );
    let message = training.set_dropout(0.95).unwrap_err().to_string();
    assert_eq!(message, "recipe: layers[2].rate is 0.95: use 0 to 0.9");
    assert_eq!(training.network().recipe().optimizer.learning_rate(), 0.001);

    // Without dropout two steps on the same batch see the same values.
    let mut changed = training.clone();
    changed.set_dropout(0.0).unwrap();
    changed.run(&dataset, 1).unwrap();
    training.run(&dataset, 1).unwrap();
    assert_ne!(changed.network().weights(), training.network().weights());
}

/// A rest of one is a batch of its own, of which a normalisation learns nothing.
#[wasm_bindgen_test(unsupported = test)]
fn an_epoch_may_end_with_a_single_image() {
    let dataset = dataset(61);
    let mut recipe = recipe("keras-mlp", 1);
    recipe.layers.insert(1, batch_norm());
    recipe.batch_size = 20;
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    let statistics = |training: &Training| {
        let parameters = training.network().parameters();
        let measured = parameters.filter(|(_, parameter)| !parameter.role.is_trainable());
        let values = measured.map(|(_, parameter)| parameter.value.as_row_major().to_vec());
        values.collect::<Vec<_>>()
    };
    let first = statistics(&training);
    training.run(&dataset, 3).unwrap();
    let before = statistics(&training);
    assert_ne!(before, first);
    let progress = training.run(&dataset, 1).unwrap();
    assert_eq!((progress.examples, progress.recent.samples), (61, 1));
    assert!(progress.finished);
    assert_eq!(statistics(&training), before);
}

#[wasm_bindgen_test(unsupported = test)]
fn smoothed_targets_are_learnt_and_not_measured() {
    let dataset = dataset(60);
    let [plain, smoothed] = [0.0, 0.2].map(|label_smoothing| {
        let mut recipe = recipe("nielsen", 1);
        recipe.label_smoothing = label_smoothing;
        Training::new(recipe, &dataset, Some(1)).unwrap()
    });
    let measured = |mut training: Training| {
        let evaluation = training.evaluate(&dataset).unwrap();
        training.run(&dataset, 1).unwrap();
        (evaluation, training.into_network().weights())
    };
    let (plain, smoothed) = (measured(plain), measured(smoothed));
    assert_eq!(smoothed.0, plain.0);
    assert_ne!(smoothed.1, plain.1);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_diverging_run_is_told_and_goes_back_to_good_weights() {
    let dataset = dataset(60);
    for ema_decay in [0.0, 0.9] {
        diverge(&dataset, ema_decay);
    }
}

fn diverge(dataset: &Dataset, ema_decay: f32) {
    let recipe = recipe("keras-mlp", 1_000)
        .into_builder()
        .layers([
            conv(2, 3, 2, 0),
            batch_norm(),
            LayerRecipe::dense(10, Initialisation::Glorot, None),
        ])
        .loss(Loss::SquaredError)
        .optimizer(OptimizerRecipe::sgd(10.0))
        .ema_decay(ema_decay)
        .batch_size(4)
        .build()
        .unwrap();
    let mut training = Training::new(recipe, dataset, Some(1)).unwrap();
    let error = loop {
        let before = training.network().weights();
        match training.run(dataset, 7) {
            Ok(_) => assert!(
                training
                    .network()
                    .weights()
                    .iter()
                    .all(|weight| weight.is_finite())
            ),
            Err(error) => {
                assert_eq!(training.network().weights(), before);
                break error.to_string();
            }
        }
    };
    assert!(error.starts_with("the loss became "), "{error}");
    assert!(
        error.ends_with("lower the learning rate (it is 10)"),
        "{error}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn it_begins_before_the_last_image_has_come_and_learns_the_same() {
    let whole = dataset(12_500);
    let mut recipe = recipe("nielsen", 1);
    recipe.batch_size = 128;
    let mut at_once = Training::new(recipe.clone(), &whole, Some(1)).unwrap();
    while !at_once.run(&whole, 1_000).unwrap().finished {}

    let mut arriving = Dataset::new();
    arriving
        .push_images(&[0, 0, 8, 3, 0, 0, 0x30, 0xd4, 0, 0, 0, 28, 0, 0, 0, 28])
        .unwrap();
    arriving
        .push_labels(&[0, 0, 8, 1, 0, 0, 0x30, 0xd4])
        .unwrap();
    let mut training = Training::new(recipe, &arriving, Some(1)).unwrap();
    let progress = training.run(&arriving, 1_000).unwrap();
    assert!(progress.waiting && progress.steps == 0 && progress.recent.samples == 0);
    arriving.push_labels(whole.labels()).unwrap();
    let mut steps = Vec::new();
    for chunk in whole.images().chunks(784 * 1_000 + 1) {
        arriving.push_images(chunk).unwrap();
        let progress = training.run(&arriving, 1_000).unwrap();
        assert_eq!(progress.waiting, !progress.finished);
        steps.push(progress.steps);
    }
    steps.dedup();
    // A block of 6,000 holds 46 whole batches of 128; the 94th batch needs the last images.
    assert_eq!(steps, [0, 46, 93, 98]);
    assert_eq!(
        training.into_network().weights(),
        at_once.into_network().weights()
    );
}
