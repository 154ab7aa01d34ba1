//! `Dataset`, `Training` and `FineTuning`.

use js_sys::{Reflect, Uint8Array};
use neuroglyph::wasm::dataset::JsDataset;
use neuroglyph::wasm::fine_tune::JsFineTuning;
use neuroglyph::wasm::recipes::check_recipe;
use neuroglyph::wasm::training::JsTraining;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{array, bytes, from_file, get, image, n, network, none, number, thrown};

/// Twenty images of the digits in turn, each with a row of its own.
fn dataset() -> JsDataset {
    let dataset = JsDataset::new();
    dataset
        .push_labels(array(&[0, 0, 8, 1, 0, 0, 0, 20]).unchecked_into())
        .unwrap();
    dataset
        .push_images(array(&[0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28]).unchecked_into())
        .unwrap();
    for image in 0..20u8 {
        let row = |pixel: usize| {
            if pixel / 56 == usize::from(image % 10) {
                255
            } else {
                0
            }
        };
        dataset
            .push_labels(array(&[image % 10]).unchecked_into())
            .unwrap();
        dataset
            .push_images(array(&(0..784).map(row).collect::<Vec<u8>>()).unchecked_into())
            .unwrap();
    }
    dataset
}

fn training(dataset: &JsDataset) -> JsTraining {
    let recipe = JsValue::from("handwriting-recogniser").unchecked_into();
    JsTraining::new(recipe, dataset, n(1.0)).unwrap()
}

#[wasm_bindgen_test]
fn a_training_runs_stops_and_goes_on() {
    let dataset = dataset();
    assert_eq!(dataset.length().unwrap(), 20);
    dataset.check_complete().unwrap();
    let training = training(&dataset);
    let progress = training.run(n(0.0)).unwrap();
    assert!(get(&progress, "recent_loss").is_null() && get(&progress, "loss").is_null());
    let progress = training.run(n(5.0)).unwrap();
    assert_eq!(number(&progress, "epoch"), 1.0);
    assert_eq!(number(&progress, "steps"), 1.0);
    assert_eq!(number(&progress, "examples"), 20.0);
    assert!(number(&progress, "recent_loss") > 0.0);
    assert_eq!(number(&progress, "recent_digits"), 20.0);
    let share = number(&progress, "recent_correct") / 20.0;
    assert_eq!(share, number(&progress, "accuracy"));
    assert_eq!(get(&progress, "epoch_over"), JsValue::TRUE);
    let bytes = training.to_bytes().unwrap();
    let again = JsTraining::from_bytes(array(&bytes).unchecked_into(), &dataset).unwrap();
    assert_eq!(
        get(&training.run(n(5.0)).unwrap(), "finished"),
        JsValue::TRUE
    );
    again.run(n(5.0)).unwrap();
    assert_eq!(training.weights().unwrap(), again.weights().unwrap());
    let part = training.evaluate_part(&dataset, n(5.0), n(12.0)).unwrap();
    assert_eq!(number(&part, "samples"), 7.0);
    assert!(number(&part, "correct") <= 7.0);
    let whole = training.evaluate(&dataset).unwrap();
    assert!(number(&whole, "loss") > 0.0);
    let network = from_file(&training.to_safetensors().unwrap()).unwrap();
    assert_eq!(network.weights().unwrap(), training.weights().unwrap());
    assert_eq!(training.seed().unwrap(), 1.0);
    let recipe: JsValue = training.recipe().unwrap().into();
    assert_eq!(
        get(&recipe, "name"),
        JsValue::from("handwriting-recogniser")
    );
}

#[wasm_bindgen_test]
fn what_a_training_cannot_take_throws() {
    let dataset = dataset();
    let training = training(&dataset);
    let message = thrown(training.set_learning_rate(n(f64::NAN)));
    assert_eq!(
        message,
        "recipe: optimizer.learning_rate is NaN: use 0.00001 to 10"
    );
    assert!(
        thrown(training.evaluate_part(&dataset, n(5.0), n(21.0)))
            .starts_with("examples: 20 values")
    );
    assert!(
        thrown(training.evaluate_part(&dataset, n(9.0), n(5.0))).starts_with("examples: 20 values")
    );
    assert!(
        thrown(JsTraining::from_bytes(
            array(&[1]).unchecked_into(),
            &dataset
        ))
        .starts_with("model file: ")
    );
    let name = JsValue::from("symon").unchecked_into();
    let error = thrown(JsTraining::new(name, &JsDataset::new(), none()));
    assert_eq!(error, "the batch is empty: give at least one image");
    let mnist = JsDataset::mnist_test();
    let error = thrown(mnist.push_images(array(&[1; 16]).unchecked_into()));
    assert!(
        error.starts_with("t10k-images: it begins with [1, 1, 1, 1]"),
        "{error}"
    );
    let recipe: JsValue = training.recipe().unwrap().into();
    check_recipe(recipe.clone().unchecked_into()).unwrap();
    Reflect::set(&recipe, &"batch_size".into(), &0.into()).unwrap();
    let error = thrown(check_recipe(recipe.unchecked_into()));
    assert_eq!(error, "recipe: batch_size is 0: use 1 to 1024");
}

#[wasm_bindgen_test]
fn mnist_may_still_be_on_its_way() {
    let mnist = JsDataset::mnist_training();
    let training = training(&mnist);
    let progress = training.run(n(5.0)).unwrap();
    assert_eq!(get(&progress, "waiting"), JsValue::TRUE);
    assert_eq!(number(&progress, "steps"), 0.0);
    assert_eq!(number(&progress, "examples_in_epoch"), 60_000.0);
}

#[wasm_bindgen_test]
fn a_network_is_taught_and_what_it_cannot_learn_throws() {
    let dataset = dataset();
    let network = network();
    let labels = |digit: u8| JsValue::from(Uint8Array::from([digit].as_slice())).unchecked_into();
    let begin = |labels, seed| JsFineTuning::new(&network, image(), labels, n(seed));
    let fine_tuning = begin(labels(7), 1.0).unwrap();
    assert!((fine_tuning.steps().unwrap(), fine_tuning.is_over().unwrap()) == (0, false));
    fine_tuning.run(&dataset, n(5.0)).unwrap();
    assert!((fine_tuning.steps().unwrap(), fine_tuning.is_over().unwrap()) == (5, false));
    fine_tuning.run(&dataset, n(1_000.0)).unwrap();
    assert!((30..=100).contains(&fine_tuning.steps().unwrap()) && fine_tuning.is_over().unwrap());
    assert_ne!(fine_tuning.weights().unwrap(), network.weights().unwrap());
    assert_eq!(
        thrown(begin(labels(12), 1.0)),
        "label 0 is 12: labels are 0 to 9"
    );
    assert!(thrown(begin(labels(1), 0.5)).starts_with("seed is 0.5: use a whole number"));
    assert!(thrown(begin(bytes(2).unchecked_into(), 1.0)).starts_with("labels: 2 values"));
    assert_eq!(
        thrown(begin(JsValue::from("one").unchecked_into(), 1.0)),
        "labels: string is no Uint8Array"
    );
    assert!(thrown(fine_tuning.run(&dataset, n(-1.0))).starts_with("max_steps is -1"));
    assert!(thrown(fine_tuning.run(&JsDataset::new(), n(1.0))).starts_with("examples: 0 values"));
}
