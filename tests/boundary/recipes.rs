//! Recipes as plain objects.

use js_sys::{Array, Float32Array, JSON, Object, Reflect};
use neuroglyph::wasm::describe::describe;
use neuroglyph::wasm::digits::check_reads_digits;
use neuroglyph::wasm::network::JsNetwork;
use neuroglyph::wasm::recipes::{check_recipe, recipes, settings_of, with_settings};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{from_file, get, n, network, none, number, thrown};

#[wasm_bindgen_test]
fn recipes_are_plain_objects_and_make_networks() {
    let recipes: Array = JsValue::from(recipes().unwrap()).unchecked_into();
    assert_eq!(recipes.length(), 12);
    for recipe in recipes.iter() {
        let json = JSON::stringify(&recipe).unwrap();
        let network = JsNetwork::new(recipe.unchecked_into(), n(1.0)).unwrap();
        let again: JsValue = network.recipe().unwrap().into();
        assert_eq!(JSON::stringify(&again).unwrap(), json);
    }
}

#[wasm_bindgen_test]
fn numbers_arrive_as_they_were_written() {
    let recipes: Array = JsValue::from(recipes().unwrap()).unchecked_into();
    let recipe = recipes.get(0);
    assert_eq!(number(&get(&recipe, "optimizer"), "learning_rate"), 0.001);
    assert_eq!(number(&get(&recipe, "source"), "accuracy"), 0.9838);
}

#[wasm_bindgen_test]
fn bad_recipes_and_seeds_throw_errors_that_name_them() {
    let make = |recipe: JsValue, seed| thrown(JsNetwork::new(recipe.unchecked_into(), seed));
    assert!(make("sevens".into(), none()).starts_with("there is no recipe named \"sevens\""));
    assert_eq!(
        make(Object::new().into(), none()),
        "recipe: missing field `name`"
    );
    for seed in [-1.0, 0.5, f64::NAN, 1e300] {
        let message = make("nielsen".into(), n(seed));
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
        make(recipe, none()),
        "recipe: optimizer.learning_rate is -1: use 0.00001 to 10"
    );
}

#[wasm_bindgen_test]
fn what_reads_digits_and_what_it_takes_to_train_it_is_told() {
    check_reads_digits(JsValue::from("reader").unchecked_into()).unwrap();
    let recipe: JsValue = network().recipe().unwrap().into();
    Reflect::set(&recipe, &"inputs".into(), &5.into()).unwrap();
    let message = thrown(check_reads_digits(recipe.clone().unchecked_into()));
    assert!(
        message.starts_with("it has 5 inputs and 10 outputs, "),
        "{message}"
    );

    let memory = |name: &str, images: f64, threads: f64| {
        let recipe = JsValue::from(name).unchecked_into();
        let description = describe(recipe, n(images), n(threads))?;
        Ok::<_, JsValue>(number(&description, "memory"))
    };
    let one = memory("keras-mlp", 70_000.0, 1.0).unwrap();
    assert!((70e6..100e6).contains(&one), "{one}");
    assert!(memory("keras-mlp", 70_000.0, 4.0).unwrap() > one);
    assert!(thrown(memory("keras-mlp", -1.0, 1.0)).starts_with("images is -1: "));
    let mlp = || JsValue::from("keras-mlp").unchecked_into();
    let description = describe(mlp(), none(), none()).unwrap();
    assert_eq!(number(&description, "memory"), one);
    assert_eq!(number(&description, "parameters"), 669_706.0);
    let epochs = get(&get(&description, "fields"), "epochs");
    assert_eq!(number(&epochs, "maximum"), 1_000.0);
    assert!(get(&description, "training_objection").is_null());
    Reflect::set(&recipe, &"epochs".into(), &0.into()).unwrap();
    let message = thrown(describe(recipe.unchecked_into(), none(), none()));
    assert!(message.starts_with("recipe: epochs is 0"), "{message}");
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
        JsNetwork::new(recipe.unchecked_into(), n(1.0))
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
    let network = make(&recipe(norm, adam_w)).unwrap();
    // 25 · 2 weights, then scale, shift, mean and variance of two filters.
    let mut weights = network.weights().unwrap();
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
    assert_eq!(from_file(&half).unwrap().weights().unwrap().len(), 78);
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
fn settings_are_read_and_changed() {
    let mlp = || JsValue::from("keras-mlp").unchecked_into();
    let settings = settings_of(mlp()).unwrap();
    assert_eq!(number(&settings, "learning_rate"), 0.001);
    let other = JSON::parse(r#"{"hidden_layers": [64], "dropout": 0.5}"#).unwrap();
    let recipe = with_settings(mlp(), other.unchecked_into()).unwrap();
    let settings = settings_of(JsValue::from(recipe).unchecked_into()).unwrap();
    let units: Array = get(&settings, "hidden_layers").unchecked_into();
    assert_eq!((units.length(), units.get(0).as_f64()), (1, Some(64.0)));
    assert_eq!(number(&settings, "dropout"), 0.5);
    let unknown = JSON::parse(r#"{"epoch": 3}"#).unwrap();
    let message = thrown(with_settings(mlp(), unknown.unchecked_into()));
    assert!(message.contains("unknown field `epoch`"), "{message}");
}
