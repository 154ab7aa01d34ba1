//! What a network tells of itself.

use js_sys::{Array, Float32Array, JSON, Object, Reflect, Uint32Array};
use neuroglyph::wasm::back_query::JsBackQueryOptions;
use neuroglyph::wasm::classification::classification_report;
use neuroglyph::wasm::dataset::JsDataset;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{array, bytes, floats, get, image, n, network, none, number, thrown};

fn options(json: &str) -> JsBackQueryOptions {
    JSON::parse(json).unwrap().unchecked_into()
}

#[wasm_bindgen_test]
fn a_network_is_asked_backwards() {
    let network = network();
    let inverted = network.back_query(n(3.0), none()).unwrap();
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
    let begun = network.back_query(n(0.0), start.unchecked_into()).unwrap();
    assert!(begun.iter().all(|pixel| (pixel - 0.75).abs() < 1e-6));
}

#[wasm_bindgen_test]
fn an_inversion_crosses_step_by_step() {
    let network = network();
    let trace = network.inversion_trace(n(3.0)).unwrap();
    let kinds: Vec<String> = trace
        .iter()
        .map(|step| get(&step.clone(), "kind").as_string().unwrap())
        .collect();
    let of_layer = ["logit", "bias", "transposed_weights", "rescale"];
    let expected = [&["outputs"][..], &of_layer, &of_layer, &["pixels"]].concat();
    assert_eq!(kinds, expected);
    let layers: Vec<f64> = trace
        .iter()
        .map(|step| number(&step.clone(), "layer"))
        .collect();
    assert_eq!(layers, [3.0, 3.0, 2.0, 2.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    let values = |step: usize| -> Vec<f32> {
        let values: Float32Array = get(&trace[step].clone(), "values").dyn_into().unwrap();
        values.to_vec()
    };
    assert_eq!(values(0)[2..5], [0.01, 0.99, 0.01]);
    let inverted = network.back_query(n(3.0), none()).unwrap();
    assert_eq!(values(trace.len() - 1), inverted);
    assert_eq!(
        thrown(network.inversion_trace(n(10.0))),
        "digit 10: there are only 0 to 9"
    );
}

#[wasm_bindgen_test]
fn gradient_ascent_is_taken_in_portions() {
    let network = network();
    let asked = r#"{"method": "gradient", "prior": "free", "steps": 12, "seed": 7}"#;
    let whole = network.back_query(n(3.0), options(asked)).unwrap();
    let ascent = network.gradient_ascent(options(asked), n(3.0)).unwrap();
    assert_eq!(ascent.images().unwrap(), [0.5; 784]);
    // What the network learns meanwhile changes nothing.
    let label = array(&[3]);
    network.train_step(image(), label.unchecked_into()).unwrap();
    for taken in [5.0, 10.0, 12.0] {
        ascent.advance(n(5.0)).unwrap();
        assert_eq!(ascent.taken().unwrap(), taken);
        assert_eq!(ascent.steps().unwrap(), 12.0);
    }
    assert_eq!(ascent.images().unwrap(), whole);
    let prior = JsValue::from(ascent.prior().unwrap());
    assert_eq!(prior.as_string().as_deref(), Some("free"));
    let ten = network.gradient_ascent(options(asked), none()).unwrap();
    assert_eq!(ten.images().unwrap().len(), 7840);
    let inversion = network.gradient_ascent(options(r#"{"method": "inversion"}"#), none());
    assert_eq!(thrown(inversion), "options: the inversion takes no steps");
    ascent.free();
    assert_eq!(thrown(ascent.images()), "the GradientAscent was freed");
    let near = r#"{"method": "gradient", "stay_near": 0.1}"#;
    assert_eq!(
        thrown(network.back_query(n(3.0), options(near))),
        "back query: stay_near needs the images to stay near: give them as start"
    );
}

#[wasm_bindgen_test]
fn bad_backwards_questions_are_told() {
    let network = network();
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
            "options: unknown variant `magic`, expected `inversion` or `gradient`",
        ),
        (
            1.0,
            r#"{"step": 3}"#,
            "options: unknown field `step`, expected one of `method`, `prior`, `seed`, `start`, `stay_near`, `steps`",
        ),
        (1.0, "7", "options: number is no plain object"),
    ] {
        assert_eq!(thrown(network.back_query(n(digit), options(json))), message);
    }
}

#[wasm_bindgen_test]
fn sensitivity_crosses() {
    let network = network();
    assert_eq!(network.sensitivity(image(), n(3.0)).unwrap().len(), 784);
    let by_digit = network.sensitivity(image(), n(3.0)).unwrap();
    assert_eq!(network.neuron(n(2.0), n(3.0), image()).unwrap(), by_digit);
    assert_eq!(
        network.activations(image()).unwrap().len(),
        30 + 30 + 10 + 10
    );
    assert_eq!(network.incoming(n(0.0), n(29.0)).unwrap().len(), 784);
    let neuron = network
        .links(image(), n(3.0), n(0.0), n(5.0), n(4.0))
        .unwrap();
    let incoming: Array = get(&neuron, "incoming").unchecked_into();
    assert_eq!(incoming.length(), 4);
    assert!((number(&incoming.get(0), "signal") - 0.25).abs() < 1e-6);
    let all = network.links(image(), n(3.0), n(0.0), n(5.0), n(784.0));
    let all: Array = get(&all.unwrap(), "incoming").unchecked_into();
    let terms = all
        .iter()
        .map(|link| number(&link, "weight") * number(&link, "signal"));
    let sum = terms.sum::<f64>() + number(&neuron, "bias");
    assert!((sum - number(&neuron, "sum")).abs() < 1e-4);
    for refused in [
        thrown(network.sensitivity(bytes(3).unchecked_into(), n(3.0))),
        thrown(network.sensitivity(image(), n(f64::NAN))),
        thrown(network.neuron(n(9.0), n(0.0), image())),
        thrown(network.activations(floats(784, 2.0).unchecked_into())),
        thrown(network.incoming(n(1.0), n(0.0))),
        thrown(network.links(image(), n(300.0), n(0.0), n(0.0), n(1.0))),
    ] {
        assert!(!refused.is_empty());
    }
}

#[wasm_bindgen_test]
fn outputs_make_a_report() {
    let network = network();
    let dataset = JsDataset::new();
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
    assert_eq!(dataset.labels().unwrap(), [4, 5]);
    assert_eq!(dataset.image(n(1.0)).unwrap(), [9; 784]);
    let outputs = network.query_dataset(&dataset, n(0.0), n(2.0)).unwrap();
    assert_eq!(outputs.len(), 20);
    for refused in [
        thrown(network.query_dataset(&dataset, n(0.0), n(3.0))),
        thrown(dataset.image(n(2.0))),
        thrown(dataset.image(n(4_294_967_295.0))),
    ] {
        assert!(
            refused.starts_with("examples: 2 values were given"),
            "{refused}"
        );
    }
    let pack = |outputs: &[f32]| JsValue::from(Float32Array::from(outputs)).unchecked_into();
    let report = classification_report(pack(&outputs), array(&[4, 5]).unchecked_into()).unwrap();
    let confusion: Uint32Array = get(&report, "confusion").unchecked_into();
    assert_eq!(confusion.to_vec().iter().sum::<u32>(), 2);
    let calibration = get(&report, "calibration");
    assert!(number(&calibration, "error").is_finite());
    let bins: Array = get(&calibration, "bins").unchecked_into();
    assert_eq!(bins.length(), 15);
    let refused = thrown(classification_report(
        pack(&outputs),
        array(&[4]).unchecked_into(),
    ));
    assert_eq!(
        refused,
        "outputs: 20 values were given where 10, 10 a label, are needed"
    );
}
