//! `Network`, and whatever is handed to it.

use js_sys::{Array, Float32Array, JSON, Object, Reflect, Uint8Array, Uint32Array};
use neuroglyph::wasm::network::JsNetwork;
use neuroglyph::wasm::preprocess::preprocess_strokes;
use neuroglyph::wasm::speed::register_peak;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{array, bytes, floats, from_file, get, n, network, none, number, picture, thrown};

#[wasm_bindgen_test]
fn a_network_trains_evaluates_and_answers() {
    let network = network();
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
fn gradients_cross_in_the_order_of_the_weights() {
    let network = network();
    let labels = || array(&[3, 4]).unchecked_into();
    let images = || floats(2 * 784, 0.5).unchecked_into();
    let weights = network.weights().unwrap();
    let gradients = network.gradients(images(), labels()).unwrap();
    assert_eq!(gradients.len(), weights.len());
    assert_eq!(network.weights().unwrap(), weights, "nothing was learnt");
    let rule = |name: &str| JsValue::from(name).unchecked_into();
    let by_rule = network
        .gradients_by(rule("chain_rule"), images(), labels())
        .unwrap();
    for (by_rule, gradient) in by_rule.iter().zip(&gradients) {
        assert!((by_rule - gradient).abs() < 1e-5);
    }
    for name in ["divided", "undivided", "swapped"] {
        let other = network.gradients_by(rule(name), images(), labels());
        assert_ne!(other.unwrap(), by_rule, "{name}");
    }
    let report = network
        .train_step_by(rule("chain_rule"), images(), labels())
        .unwrap();
    assert_eq!(number(&report, "samples"), 2.0);
    let after = network.weights().unwrap();
    for ((after, before), gradient) in after.iter().zip(&weights).zip(&by_rule) {
        assert!((after - (before - 3.0 * gradient)).abs() < 1e-5);
    }
    let refused = network.train_step_by(rule("fair"), images(), labels());
    assert_eq!(
        thrown(refused),
        "rule: unknown variant `fair`, expected one of `divided`, `undivided`, `swapped`, `chain_rule`"
    );
    let refused = network.gradients(images(), array(&[3]).unchecked_into());
    assert!(thrown(refused).starts_with("labels: 1 values were given"));
    let keras = JsNetwork::new(JsValue::from("keras-mlp").unchecked_into(), n(1.0)).unwrap();
    let refused = keras.gradients_by(rule("divided"), images(), labels());
    assert!(thrown(refused).ends_with("this is a relu"));
}

#[wasm_bindgen_test]
fn a_network_of_one_output_crosses() {
    let recipe = |last: &str, loss: &str| {
        let json = format!(
            r#"{{"name": "or", "inputs": 2, "input_range": {{"low": 0, "high": 1}},
            "layers": [
                {{"kind": "dense", "units": 1, "weights": {{"kind": "zero"}}, "biases": {{"kind": "zero"}}}},
                {{"kind": "activation", "function": "{last}"}}
            ],
            "loss": "{loss}", "targets": {{"low": 0, "high": 1}},
            "optimizer": {{"kind": "sgd", "learning_rate": 1}}, "batch_size": 4, "epochs": 1}}"#
        );
        JSON::parse(&json).unwrap().unchecked_into()
    };
    let network = JsNetwork::new(recipe("sigmoid", "binary_cross_entropy"), n(1.0)).unwrap();
    let images = || array(&[0, 0, 0, 255, 255, 0, 255, 255]).unchecked_into();
    let labels = || array(&[0, 1, 1, 1]).unchecked_into();
    for _ in 0..100 {
        network.train_step(images(), labels()).unwrap();
    }
    assert_eq!(network.query(images()).unwrap().len(), 4);
    let evaluation = network.evaluate(images(), labels()).unwrap();
    assert_eq!(number(&evaluation, "accuracy"), 1.0);
    let confusion: Uint32Array = get(&evaluation, "confusion").dyn_into().unwrap();
    assert_eq!(confusion.to_vec(), [1, 0, 0, 3]);
    let refused = JsNetwork::new(recipe("softmax", "cross_entropy"), n(1.0));
    assert!(thrown(refused).starts_with("recipe: outputs is 1: a softmax of a single output"));
}

#[wasm_bindgen_test]
fn weights_and_files_go_to_another_network() {
    let first = network();
    let second = JsNetwork::new(JsValue::from("nielsen").unchecked_into(), n(2.0)).unwrap();
    let weights = Float32Array::from(first.weights().unwrap().as_slice());
    second
        .set_weights(JsValue::from(weights).unchecked_into())
        .unwrap();
    assert_eq!(first.weights().unwrap(), second.weights().unwrap());
    let third = from_file(&first.to_safetensors().unwrap()).unwrap();
    assert_eq!(first.weights().unwrap(), third.weights().unwrap());
    assert_eq!(third.seed().unwrap(), 1.0);
}

#[wasm_bindgen_test]
fn an_onnx_file_is_written_with_and_without_options() {
    let network = network();
    let parameters = 4 * network.weights().unwrap().len();
    let options = |name: &str, value: JsValue| {
        let options = Object::new();
        Reflect::set(&options, &name.into(), &value).unwrap();
        JsValue::from(options).unchecked_into()
    };
    let file = network.to_onnx(none()).unwrap();
    assert!((parameters..parameters + 2_048).contains(&file.len()));
    let kept = options("keep_batch_norm", true.into());
    assert_eq!(
        network.to_onnx(kept).unwrap(),
        file,
        "there is none to keep"
    );
    let refused = |name, value| thrown(network.to_onnx(options(name, value)));
    let misspelt = refused("keep_norm", true.into());
    assert!(
        misspelt.starts_with("options: unknown field `keep_norm`"),
        "{misspelt}"
    );
    let no_choice = refused("keep_batch_norm", 1.0.into());
    assert!(no_choice.starts_with("options: "), "{no_choice}");
}

#[wasm_bindgen_test]
fn without_a_seed_the_browser_chooses() {
    let make = || JsNetwork::new(JsValue::from("nielsen").unchecked_into(), none()).unwrap();
    assert_ne!(make().weights().unwrap(), make().weights().unwrap());
}

#[wasm_bindgen_test]
fn bad_values_throw_errors_that_name_them() {
    let network = network();
    let before = network.weights().unwrap();
    let train = |images: JsValue, labels: JsValue| {
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
    assert_eq!(network.weights().unwrap(), before);
    assert!(thrown(from_file(&[1, 2, 3])).starts_with("model file: these 3 bytes"));
}

#[wasm_bindgen_test]
fn whatever_is_handed_over_is_named_and_harms_nothing() {
    let network = network();
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
fn the_register_peak_counts_its_operations() {
    assert_eq!(register_peak(n(0.0)).unwrap(), 0.0);
    // Chains of four lanes, each with a product and a sum.
    let chains = if cfg!(target_feature = "relaxed-simd") {
        9.0
    } else {
        12.0
    };
    assert_eq!(
        register_peak(n(1_000.0)).unwrap(),
        1_000.0 * chains * 4.0 * 2.0
    );
    assert!(thrown(register_peak(n(1.5))).starts_with("steps is 1.5: use a whole number"));
    assert_eq!(
        thrown(register_peak(n(4_294_967_296.0))),
        "steps is 4294967296: that is too much"
    );
}
