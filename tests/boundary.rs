//! What JavaScript meets: plain values in and out, and an `Error` for every bad one.
#![cfg(target_arch = "wasm32")]

use js_sys::{
    Array, Error, Float32Array, JSON, Object, Reflect, Uint8Array, Uint8ClampedArray, Uint32Array,
};
use neuroglyph::wasm::augment::augment;
use neuroglyph::wasm::dataset::JsDataset;
use neuroglyph::wasm::handwriting::{handwrite, handwriting_styles};
use neuroglyph::wasm::incoming::JsImages;
use neuroglyph::wasm::insight::{JsBackQueryOptions, examine};
use neuroglyph::wasm::network::{JsNetwork, least_confidence};
use neuroglyph::wasm::preprocess::{
    place_pixels, place_strokes, preprocess_pixels, preprocess_strokes,
};
use neuroglyph::wasm::recipes::{check_recipe, recipes};
use neuroglyph::wasm::speed::register_peak;
use neuroglyph::wasm::teaching::JsLesson;
use neuroglyph::wasm::training::JsTraining;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn network() -> JsNetwork {
    JsNetwork::new(JsValue::from("nielsen").unchecked_into(), Some(1.0)).unwrap()
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn number(object: &JsValue, key: &str) -> f64 {
    get(object, key).as_f64().unwrap()
}

/// The message of the `Error` that was thrown.
fn thrown<T>(result: Result<T, JsValue>) -> String {
    let error = result.err().expect("an error was thrown");
    let error: Error = error.dyn_into().expect("what was thrown is an Error");
    error.message().into()
}

fn array(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn from_file(bytes: &[u8]) -> Result<JsNetwork, JsValue> {
    JsNetwork::from_safetensors(array(bytes).unchecked_into())
}

fn bytes(length: u32) -> JsValue {
    Uint8Array::new_with_length(length).into()
}

fn floats(length: u32, value: f32) -> JsValue {
    Float32Array::new_with_length(length)
        .fill(value, 0, length)
        .into()
}

#[wasm_bindgen_test]
fn a_network_trains_evaluates_and_answers() {
    let mut network = network();
    let labels = || JsValue::from(Uint8Array::from([3u8, 4].as_slice())).unchecked_into();
    let report = network
        .train_step(bytes(2 * 784).unchecked_into(), labels())
        .unwrap();
    assert_eq!(number(&report, "samples"), 2.0);
    assert!(number(&report, "loss") > 0.0 && number(&report, "correct") <= 2.0);
    let images = floats(2 * 784, 0.5);
    let evaluation = network
        .evaluate(images.clone().unchecked_into(), labels())
        .unwrap();
    assert!(number(&evaluation, "loss") > 0.0 && number(&evaluation, "accuracy") <= 1.0);
    let confusion: Uint32Array = get(&evaluation, "confusion").dyn_into().unwrap();
    assert_eq!(confusion.length(), 100);
    assert_eq!(confusion.to_vec().iter().sum::<u32>(), 2);
    assert_eq!(network.query(images.unchecked_into()).unwrap().len(), 20);
    assert_eq!(
        network
            .query(floats(784, 1.0).unchecked_into())
            .unwrap()
            .len(),
        10
    );
}

#[wasm_bindgen_test]
fn weights_and_files_go_to_another_network() {
    let first = network();
    let mut second = JsNetwork::new(JsValue::from("nielsen").unchecked_into(), Some(2.0)).unwrap();
    let weights = Float32Array::from(first.weights().as_slice());
    second
        .set_weights(JsValue::from(weights).unchecked_into())
        .unwrap();
    assert_eq!(first.weights(), second.weights());
    let third = from_file(&first.to_safetensors().unwrap()).unwrap();
    assert_eq!(first.weights(), third.weights());
    assert_eq!(third.seed(), 1.0);
}

#[wasm_bindgen_test]
fn recipes_are_plain_objects_and_make_networks() {
    let recipes: Array = JsValue::from(recipes().unwrap()).unchecked_into();
    assert_eq!(recipes.length(), 12);
    for recipe in recipes.iter() {
        let json = JSON::stringify(&recipe).unwrap();
        let network = JsNetwork::new(recipe.unchecked_into(), Some(1.0)).unwrap();
        let again: JsValue = network.recipe().unwrap().into();
        assert_eq!(JSON::stringify(&again).unwrap(), json);
    }
}

#[wasm_bindgen_test]
fn bad_values_throw_errors_that_name_them() {
    let mut network = network();
    let before = network.weights();
    let mut train = |images: JsValue, labels: JsValue| {
        thrown(network.train_step(images.unchecked_into(), labels.unchecked_into()))
    };
    assert_eq!(
        train(bytes(0), bytes(0)),
        "the batch is empty: give at least one image"
    );
    assert_eq!(
        train(floats(784, f32::NAN), bytes(1)),
        "pixel 0 of image 0 is NaN: pixels are numbers from 0 to 1"
    );
    let label: JsValue = Uint8Array::from([12u8].as_slice()).into();
    assert_eq!(train(bytes(784), label), "label 0 is 12: labels are 0 to 9");
    assert_eq!(
        train("seven".into(), bytes(1)),
        "images: string is no Uint8Array or Float32Array"
    );
    assert_eq!(
        train(JsValue::UNDEFINED, bytes(1)),
        "images: undefined is no Uint8Array or Float32Array"
    );
    assert_eq!(
        train(bytes(784), Array::of1(&3.into()).into()),
        "labels: Array is no Uint8Array"
    );
    assert_eq!(
        thrown(network.query(floats(783, 0.0).unchecked_into())),
        "images: 783 values were given where a multiple of 784 are needed"
    );
    assert_eq!(
        thrown(network.set_weights(floats(3, 0.0).unchecked_into())),
        "weights: 3 values were given where 23860 are needed"
    );
    assert_eq!(
        thrown(network.set_weights(JsValue::NULL.unchecked_into())),
        "weights: null is no Float32Array"
    );
    assert_eq!(network.weights(), before);
    assert!(thrown(from_file(&[1, 2, 3])).starts_with("model file: these 3 bytes"));
}

#[wasm_bindgen_test]
fn bad_recipes_and_seeds_throw_errors_that_name_them() {
    let make = |recipe: JsValue, seed| thrown(JsNetwork::new(recipe.unchecked_into(), seed));
    assert!(make("sevens".into(), None).starts_with("there is no recipe named \"sevens\""));
    assert_eq!(
        make(Object::new().into(), None),
        "recipe: missing field `name`"
    );
    for seed in [-1.0, 0.5, f64::NAN, 1e300] {
        let message = make("nielsen".into(), Some(seed));
        assert_eq!(
            message,
            format!("seed is {seed}: use a whole number from 0 to 9007199254740991")
        );
    }
    let recipe: JsValue = network().recipe().unwrap().into();
    Reflect::set(
        &get(&recipe, "optimizer"),
        &"learning_rate".into(),
        &(-1).into(),
    )
    .unwrap();
    assert_eq!(
        make(recipe, None),
        "recipe: optimizer.learning_rate is -1: use 0.00001 to 10"
    );
}

#[wasm_bindgen_test]
fn a_misspelt_field_of_a_recipe_is_named() {
    for (place, field) in [
        ("augmentation", "turn"),
        ("l2", "lambada"),
        ("source", "author"),
        ("schedule", "warmup"),
    ] {
        let recipe: JsValue = network().recipe().unwrap().into();
        Reflect::set(&get(&recipe, place), &field.into(), &1.into()).unwrap();
        let message = thrown(check_recipe(recipe.unchecked_into()));
        assert!(message.starts_with("recipe: "), "{message}");
        assert!(message.contains(&format!("`{field}`")), "{message}");
    }
}

#[wasm_bindgen_test]
fn a_normalised_network_crosses_and_bad_ones_throw() {
    let make = |recipe: &str| {
        let recipe = JSON::parse(recipe).unwrap();
        JsNetwork::new(recipe.unchecked_into(), Some(1.0))
    };
    let recipe = |layer: &str, others: &str| {
        format!(
            r#"{{"name": "normalised", "input_range": {{"low": 0, "high": 1}}, "layers": [
                {{"kind": "conv", "filters": 2, "kernel": 5, "stride": 5, "weights": {{"kind": "he"}}}},
                {layer}, {{"kind": "global_average_pool"}},
                {{"kind": "dense", "units": 10, "weights": {{"kind": "he"}}}},
                {{"kind": "activation", "function": "softmax"}}],
                "loss": "cross_entropy", "targets": {{"low": 0, "high": 1}}, {others},
                "batch_size": 2, "epochs": 1}}"#
        )
    };
    let adam_w = r#""optimizer": {"kind": "adam_w", "learning_rate": 0.001}"#;
    let norm = r#"{"kind": "batch_norm"}"#;
    let mut network = make(&recipe(norm, adam_w)).unwrap();
    // 25 · 2 weights, then scale, shift, mean and variance of two filters.
    let mut weights = network.weights();
    assert_eq!(weights.len(), 50 + 8 + 20);
    assert_eq!(weights[50..58], [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
    weights[57] = -0.5;
    let weights: JsValue = Float32Array::from(weights.as_slice()).into();
    assert_eq!(
        thrown(network.set_weights(weights.unchecked_into())),
        "parameter 1 of layers.1.running_variance is -0.5: it is a variance, which is 0 or more"
    );
    // A file of 16 bits is read as the page reads any other.
    let same = serde_json::from_str(&recipe(norm, adam_w)).unwrap();
    let same = neuroglyph::Network::new(same, Some(1)).unwrap();
    let half = same.to_half_safetensors().unwrap();
    assert_eq!(from_file(&half).unwrap().weights().len(), 78);
    for (layer, others, message) in [
        (
            r#"{"kind": "batch_norm", "momentum": 2}"#,
            adam_w,
            "recipe: layers[1].momentum is 2: use a number above 0, at most 1",
        ),
        (
            norm,
            r#""optimizer": {"kind": "sgd", "learning_rate": 1}, "schedule": {"kind": "cosine", "end": -1}"#,
            "recipe: schedule.end is -1: use 0 to 1",
        ),
    ] {
        assert_eq!(thrown(make(&recipe(layer, others))), message);
    }
    let unknown = thrown(make(&recipe(norm, r#""optimizer": {"kind": "adagrad"}"#)));
    assert!(
        unknown.starts_with("recipe: ") && unknown.contains("adagrad"),
        "{unknown}"
    );
}

#[wasm_bindgen_test]
fn without_a_seed_the_browser_chooses() {
    let make = || JsNetwork::new(JsValue::from("nielsen").unchecked_into(), None).unwrap();
    assert_ne!(make().weights(), make().weights());
}

fn strokes(xy: &[f32], ends: &[u32]) -> Result<Option<Vec<f32>>, JsValue> {
    let xy: JsValue = Float32Array::from(xy).into();
    let ends: JsValue = Uint32Array::from(ends).into();
    preprocess_strokes(xy.unchecked_into(), ends.unchecked_into())
}

/// A white picture of four pixels that says it is of this size.
fn picture(width: f64, height: f64) -> Result<Option<Vec<f32>>, JsValue> {
    let rgba: JsValue = Uint8ClampedArray::new_with_length(16)
        .fill(255, 0, 16)
        .into();
    preprocess_pixels(rgba.unchecked_into(), width, height)
}

#[wasm_bindgen_test]
fn whatever_is_handed_over_is_named_and_harms_nothing() {
    let mut network = network();
    let number = Object::new();
    Reflect::set(&number, &"name".into(), &5.into()).unwrap();
    for constructor in [number.into(), JsValue::NULL] {
        let strange = Object::new();
        Reflect::set(&strange, &"constructor".into(), &constructor).unwrap();
        let error = thrown(network.query(JsValue::from(strange).unchecked_into()));
        assert_eq!(error, "images: object is no Uint8Array or Float32Array");
    }
    assert_eq!(
        network
            .query(floats(784, 0.0).unchecked_into())
            .unwrap()
            .len(),
        10
    );
    let length = Object::new();
    Reflect::set(&length, &"length".into(), &(-1).into()).unwrap();
    let error = thrown(JsNetwork::from_safetensors(
        JsValue::from(length).unchecked_into(),
    ));
    assert_eq!(error, "bytes: Object is no Uint8Array");
    let text = JsValue::from("12345678");
    let error = thrown(preprocess_strokes(
        text.unchecked_into(),
        JsValue::NULL.unchecked_into(),
    ));
    assert_eq!(error, "xy: string is no Float32Array");
    for width in [-1.0, 2.5, f64::NAN] {
        let error = thrown(picture(width, 2.0));
        assert!(
            error.starts_with(&format!("width is {width}: use a whole number")),
            "{error}"
        );
    }
    assert_eq!(
        thrown(picture(4_294_967_298.0, 2.0)),
        "width is 4294967298: that is too much"
    );
}

#[wasm_bindgen_test]
fn numbers_arrive_as_they_were_written() {
    let recipes: Array = JsValue::from(recipes().unwrap()).unchecked_into();
    let recipe = recipes.get(0);
    assert_eq!(number(&get(&recipe, "optimizer"), "learning_rate"), 0.001);
    assert_eq!(number(&get(&recipe, "source"), "accuracy"), 0.9838);
}

#[wasm_bindgen_test]
fn preprocessing_crosses_the_boundary() {
    let image = strokes(&[0.0, 0.0, 0.0, 9.0], &[2]).unwrap().unwrap();
    assert_eq!(image.len(), 784);
    assert_eq!(strokes(&[], &[]).unwrap(), None);
    assert_eq!(
        thrown(strokes(&[1.0], &[])),
        "strokes: 1 numbers are no list of x and y"
    );
    assert_eq!(picture(2.0, 2.0).unwrap(), None);
    let [placement, nowhere] = [[0.0, 0.0, 0.0, 9.0], [3.0, 3.0, 3.0, 3.0]].map(|xy| {
        let (xy, ends): (JsValue, JsValue) = (
            Float32Array::from(&xy[..]).into(),
            Uint32Array::from(&[2][..]).into(),
        );
        place_strokes(xy.unchecked_into(), ends.unchecked_into()).unwrap()
    });
    // 28 pixels of the image, of which 17.75 are from the middle of the pen at one end to that at the other.
    let side = placement.unwrap()[2];
    assert!((side - 9.0 * 28.0 / 17.75).abs() < 1e-4, "{side}");
    assert_eq!(nowhere, None);
    let blank: JsValue = Uint8ClampedArray::new_with_length(16)
        .fill(255, 0, 16)
        .into();
    assert_eq!(
        place_pixels(blank.unchecked_into(), 2.0, 2.0).unwrap(),
        None
    );
    assert!(thrown(picture(2.0, 3.0)).contains("2 × 3"));
    assert_eq!(least_confidence(), 0.4);
}

/// Twenty images of the digits in turn, each with a row of its own.
fn dataset() -> JsDataset {
    let mut dataset = JsDataset::new();
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
    JsTraining::new(recipe, dataset, Some(1.0)).unwrap()
}

#[wasm_bindgen_test]
fn a_training_runs_stops_and_goes_on() {
    let dataset = dataset();
    assert_eq!(dataset.length(), 20);
    dataset.check_complete().unwrap();
    let mut training = training(&dataset);
    let progress = training.run(0.0).unwrap();
    assert!(get(&progress, "recent_loss").is_null() && get(&progress, "loss").is_null());
    let progress = training.run(5.0).unwrap();
    assert_eq!(number(&progress, "epoch"), 1.0);
    assert_eq!(number(&progress, "steps"), 1.0);
    assert_eq!(number(&progress, "examples"), 20.0);
    assert!(number(&progress, "recent_loss") > 0.0);
    assert_eq!(number(&progress, "recent_digits"), 20.0);
    let share = number(&progress, "recent_correct") / 20.0;
    assert_eq!(share, number(&progress, "accuracy"));
    assert_eq!(get(&progress, "epoch_over"), JsValue::TRUE);
    let bytes = training.to_bytes().unwrap();
    let mut again = JsTraining::from_bytes(array(&bytes).unchecked_into(), &dataset).unwrap();
    assert_eq!(get(&training.run(5.0).unwrap(), "finished"), JsValue::TRUE);
    again.run(5.0).unwrap();
    assert_eq!(training.weights(), again.weights());
    let part = training.evaluate_part(&dataset, 5.0, 12.0).unwrap();
    assert_eq!(number(&part, "samples"), 7.0);
    assert!(number(&part, "correct") <= 7.0);
    let whole = training.evaluate(&dataset).unwrap();
    assert!(number(&whole, "loss") > 0.0);
    let network = from_file(&training.to_safetensors().unwrap()).unwrap();
    assert_eq!(network.weights(), training.weights());
    assert_eq!(training.seed(), 1.0);
    let recipe: JsValue = training.recipe().unwrap().into();
    assert_eq!(
        get(&recipe, "name"),
        JsValue::from("handwriting-recogniser")
    );
}

#[wasm_bindgen_test]
fn what_a_training_cannot_take_throws() {
    let dataset = dataset();
    let mut training = training(&dataset);
    let message = thrown(training.set_learning_rate(f32::NAN));
    assert_eq!(
        message,
        "recipe: optimizer.learning_rate is NaN: use 0.00001 to 10"
    );
    assert!(thrown(training.evaluate_part(&dataset, 5.0, 21.0)).starts_with("examples: 20 values"));
    assert!(thrown(training.evaluate_part(&dataset, 9.0, 5.0)).starts_with("examples: 20 values"));
    assert!(
        thrown(JsTraining::from_bytes(
            array(&[1]).unchecked_into(),
            &dataset
        ))
        .starts_with("model file: ")
    );
    let name = JsValue::from("symon").unchecked_into();
    let error = thrown(JsTraining::new(name, &JsDataset::new(), None));
    assert_eq!(error, "the batch is empty: give at least one image");
    let mut mnist = JsDataset::mnist_test();
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
    let mut training = training(&mnist);
    let progress = training.run(5.0).unwrap();
    assert_eq!(get(&progress, "waiting"), JsValue::TRUE);
    assert_eq!(number(&progress, "steps"), 0.0);
    assert_eq!(number(&progress, "examples_in_epoch"), 60_000.0);
}

fn image() -> JsImages {
    floats(784, 0.25).unchecked_into()
}

fn options(json: &str) -> Option<JsBackQueryOptions> {
    Some(JSON::parse(json).unwrap().unchecked_into())
}

#[wasm_bindgen_test]
fn a_network_is_asked_backwards() {
    let mut network = network();
    assert_eq!(network.widths(), [784, 30, 30, 10, 10]);
    assert_eq!(network.inversion_objection(), None);
    let inverted = network.back_query(3.0, None).unwrap();
    assert_eq!(inverted.len(), 784);
    let by_gradient = r#"{"method": "gradient", "steps": 3, "seed": 7}"#;
    let dreams = network.dreams(options(by_gradient)).unwrap();
    let images: Float32Array = get(&dreams, "images").unchecked_into();
    assert_eq!(images.length(), 7840);
    assert_eq!(
        get(&dreams, "method").as_string().as_deref(),
        Some("gradient")
    );
    assert_eq!(number(&dreams, "steps"), 3.0);
    let confidences: Float32Array = get(&dreams, "confidences").unchecked_into();
    let outputs = network
        .query(JsValue::from(images).unchecked_into())
        .unwrap();
    for digit in 0..10 {
        assert_eq!(confidences.get_index(digit), outputs[11 * digit as usize]);
    }
    let start = Object::new();
    Reflect::set(&start, &"start".into(), &floats(784, 0.75)).unwrap();
    Reflect::set(&start, &"steps".into(), &0.into()).unwrap();
    Reflect::set(&start, &"method".into(), &"gradient".into()).unwrap();
    let begun = network
        .back_query(0.0, Some(start.unchecked_into()))
        .unwrap();
    assert!(begun.iter().all(|pixel| (pixel - 0.75).abs() < 1e-6));
}

#[wasm_bindgen_test]
fn bad_backwards_questions_are_told() {
    let mut network = network();
    for (digit, json, message) in [
        (10.0, "{}", "digit 10: there are only 0 to 9"),
        (
            -1.0,
            "{}",
            "digit is -1: use a whole number from 0 to 9007199254740991",
        ),
        (
            1.0,
            r#"{"steps": 0.5}"#,
            "steps is 0.5: use a whole number from 0 to 9007199254740991",
        ),
        (
            1.0,
            r#"{"start": "blue"}"#,
            "start is \"blue\": use \"grey\", \"inversion\" or a Float32Array",
        ),
        (1.0, r#"{"start": 3}"#, "start: number is no Float32Array"),
        (
            1.0,
            r#"{"method": "magic"}"#,
            "options: Error: unknown variant `magic`, expected `inversion` or `gradient`",
        ),
        (
            1.0,
            r#"{"step": 3}"#,
            "options: unknown field `step`, expected one of `method`, `seed`, `start`, `steps`",
        ),
        (
            1.0,
            "7",
            "options: Error: invalid type: floating point `7.0`, expected struct PlainOptions",
        ),
    ] {
        assert_eq!(thrown(network.back_query(digit, options(json))), message);
    }
}

#[wasm_bindgen_test]
fn blame_crosses() {
    let mut network = network();
    assert_eq!(network.sensitivity(image(), 3.0).unwrap().len(), 784);
    let by_digit = network.sensitivity(image(), 3.0).unwrap();
    assert_eq!(network.neuron(2.0, 3.0, image()).unwrap(), by_digit);
    assert_eq!(
        network.activations(image()).unwrap().len(),
        30 + 30 + 10 + 10
    );
    assert_eq!(network.incoming(0.0, 29.0).unwrap().len(), 784);
    let neuron = network.links(image(), 3.0, 0.0, 5.0, 4.0).unwrap();
    let incoming: Array = get(&neuron, "incoming").unchecked_into();
    assert_eq!(incoming.length(), 4);
    assert!((number(&incoming.get(0), "signal") - 0.25).abs() < 1e-6);
    for refused in [
        thrown(network.sensitivity(bytes(3).unchecked_into(), 3.0)),
        thrown(network.sensitivity(image(), f64::NAN)),
        thrown(network.neuron(9.0, 0.0, image())),
        thrown(network.activations(floats(784, 2.0).unchecked_into())),
        thrown(network.incoming(1.0, 0.0)),
        thrown(network.links(image(), 300.0, 0.0, 0.0, 1.0)),
    ] {
        assert!(!refused.is_empty());
    }
}

#[wasm_bindgen_test]
fn outputs_are_examined() {
    let mut network = network();
    let mut dataset = JsDataset::new();
    let mut images = vec![0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28];
    images.extend([7u8; 784]);
    images.extend([9u8; 784]);
    dataset
        .push_images(array(&images).unchecked_into())
        .unwrap();
    let labels = [0, 0, 8, 1, 0, 0, 0, 2, 4, 5];
    dataset
        .push_labels(array(&labels).unchecked_into())
        .unwrap();
    assert_eq!(dataset.labels(), [4, 5]);
    assert_eq!(dataset.image(1.0).unwrap(), [9; 784]);
    let outputs = network.query_dataset(&dataset, 0.0, 2.0).unwrap();
    assert_eq!(outputs.len(), 20);
    for refused in [
        thrown(network.query_dataset(&dataset, 0.0, 3.0)),
        thrown(dataset.image(2.0)),
        thrown(dataset.image(4_294_967_295.0)),
    ] {
        assert!(
            refused.starts_with("examples: 2 values were given"),
            "{refused}"
        );
    }
    let pack = |outputs: &[f32]| JsValue::from(Float32Array::from(outputs)).unchecked_into();
    let examination = examine(pack(&outputs), array(&[4, 5]).unchecked_into()).unwrap();
    let confusion: Uint32Array = get(&examination, "confusion").unchecked_into();
    assert_eq!(confusion.to_vec().iter().sum::<u32>(), 2);
    let calibration = get(&examination, "calibration");
    assert!(number(&calibration, "error").is_finite());
    let bins: Array = get(&calibration, "bins").unchecked_into();
    assert_eq!(bins.length(), 15);
    let refused = thrown(examine(pack(&outputs), array(&[4]).unchecked_into()));
    assert_eq!(
        refused,
        "outputs: 20 values were given where 10, 10 a label, are needed"
    );
}

#[wasm_bindgen_test]
fn an_image_is_augmented_as_a_run_would() {
    let augmented = |image: JsValue, settings: &str, seed, example| {
        let settings = JSON::parse(settings).unwrap();
        augment(
            image.unchecked_into(),
            settings.unchecked_into(),
            seed,
            example,
        )
    };
    let mut spot = vec![0u8; 784];
    spot[14 * 28 + 20] = 255;
    let image = || array(&spot);
    let plain: Vec<f32> = spot.iter().map(|byte| f32::from(*byte) / 255.0).collect();
    assert_eq!(augmented(image(), "{}", 1.0, 0.0).unwrap(), plain);
    let turning = r#"{"random_rotation_degrees": 20}"#;
    let first = augmented(image(), turning, 1.0, 0.0).unwrap();
    assert_ne!(first, plain);
    assert_eq!(augmented(image(), turning, 1.0, 0.0).unwrap(), first);
    assert_ne!(augmented(image(), turning, 1.0, 1.0).unwrap(), first);
    assert_eq!(
        thrown(augmented(image(), r#"{"scale": 7}"#, 1.0, 0.0)),
        "recipe: augmentation.scale is 7: use 0 to 0.5"
    );
    assert!(thrown(augmented(image(), r#"{"scales": 0}"#, 1.0, 0.0)).contains("scales"));
    assert!(thrown(augmented(bytes(783), "{}", 1.0, 0.0)).starts_with("images: 783 values"));
    assert!(thrown(augmented(image(), "{}", -1.0, 0.0)).starts_with("seed is -1"));
    assert!(thrown(augmented(image(), "{}", 1.0, 0.5)).starts_with("example is 0.5"));
}

#[wasm_bindgen_test]
fn handwriting_has_strokes_and_an_image() {
    let styles: Array = JsValue::from(handwriting_styles().unwrap()).unchecked_into();
    let last = styles.length() - 1;
    assert_eq!(number(&styles.get(last), "digit"), 9.0);
    assert!(get(&styles.get(0), "name").is_string());
    let drawing = handwrite(f64::from(last), 1.0, 2.0).unwrap();
    let xy: Float32Array = get(&drawing, "xy").dyn_into().unwrap();
    let ends: Uint32Array = get(&drawing, "stroke_ends").dyn_into().unwrap();
    let image: Float32Array = get(&drawing, "image").dyn_into().unwrap();
    let seen = strokes(&xy.to_vec(), &ends.to_vec()).unwrap();
    assert_eq!(seen, Some(image.to_vec()));
    let message = thrown(handwrite(f64::from(last) + 1.0, 1.0, 0.0));
    assert_eq!(
        message,
        format!("style {}: there are only 0 to {last}", last + 1)
    );
    assert!(thrown(handwrite(0.0, -1.0, 0.0)).starts_with("seed is -1"));
    assert!(thrown(handwrite(0.0, 1.0, f64::NAN)).starts_with("example is NaN"));
}

#[wasm_bindgen_test]
fn a_network_is_taught_and_what_it_cannot_learn_throws() {
    let dataset = dataset();
    let network = network();
    let labels = |digit: u8| JsValue::from(Uint8Array::from([digit].as_slice())).unchecked_into();
    let begin = |labels, seed| JsLesson::new(&network, image(), labels, seed);
    let mut lesson = begin(labels(7), 1.0).unwrap();
    assert!((lesson.steps(), lesson.is_over()) == (0, false));
    lesson.run(&dataset, 5.0).unwrap();
    assert!((lesson.steps(), lesson.is_over()) == (5, false));
    lesson.run(&dataset, 1_000.0).unwrap();
    assert!((30..=100).contains(&lesson.steps()) && lesson.is_over());
    assert_ne!(lesson.weights(), network.weights());
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
    assert!(thrown(lesson.run(&dataset, -1.0)).starts_with("max_steps is -1"));
    assert!(thrown(lesson.run(&JsDataset::new(), 1.0)).starts_with("examples: 0 values"));
}

#[wasm_bindgen_test]
fn the_register_peak_counts_its_operations() {
    assert_eq!(register_peak(0.0).unwrap(), 0.0);
    // Chains of four lanes, each with a product and a sum.
    let chains = if cfg!(target_feature = "relaxed-simd") {
        9.0
    } else {
        12.0
    };
    assert_eq!(
        register_peak(1_000.0).unwrap(),
        1_000.0 * chains * 4.0 * 2.0
    );
    assert!(thrown(register_peak(1.5)).starts_with("steps is 1.5: use a whole number"));
    assert_eq!(
        thrown(register_peak(4_294_967_296.0)),
        "steps is 4294967296: that is too much"
    );
}
