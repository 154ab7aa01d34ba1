//! Asked backwards: the inversion against NumPy, and dreams that other networks recognise.

mod common;

use common::{small_batch, small_classifier};
use neuroglyph::back_query::{Dream, Method, Options, Start};
use neuroglyph::recipe::{Recipe, named};
use neuroglyph::{Error, Network};
use serde::Deserialize;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Written by tools/reference.py.
const FIXTURES: &str = include_str!("fixtures/inversion.json");

#[derive(Deserialize)]
struct Fixtures {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    recipe: Recipe,
    weights: Vec<f32>,
    images: Vec<Vec<f32>>,
}

const MODELS: [&[u8]; 3] = [
    include_bytes!("../pretrained/keras-mlp.safetensors"),
    include_bytes!("../pretrained/symon.safetensors"),
    include_bytes!("../pretrained/nielsen.safetensors"),
];

fn model(index: usize) -> Network {
    Network::from_safetensors(MODELS[index]).unwrap()
}

fn by_gradient() -> Options {
    Options {
        method: Some(Method::Gradient),
        ..Options::default()
    }
}

fn pixels(dreams: &[Dream]) -> Vec<f32> {
    dreams
        .iter()
        .flat_map(|dream| dream.image.clone())
        .collect()
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f32::max)
}

#[wasm_bindgen_test(unsupported = test)]
fn the_inversion_is_the_documents() {
    let fixtures: Fixtures = serde_json::from_str(FIXTURES).unwrap();
    assert_eq!(fixtures.cases.len(), 5);
    for case in fixtures.cases {
        let name = case.recipe.name.clone();
        let mut network = Network::new(case.recipe, Some(1)).unwrap();
        network.set_weights(&case.weights).unwrap();
        for (digit, expected) in case.images.iter().enumerate() {
            let dream = network.back_query(digit, &Options::default()).unwrap();
            assert_eq!((dream.method, dream.steps), (Method::Inversion, 0));
            let difference = largest_difference(&dream.image, expected);
            assert!(difference < 1e-5, "{name}, {digit}: {difference}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn only_networks_of_sigmoids_are_inverted() {
    assert_eq!(model(1).inversion_objection(), None);
    assert_eq!(model(2).inversion_objection(), None);
    let mut keras = model(0);
    let objection = "the inversion needs a sigmoid after every dense layer, and nothing else: \
                     layer 1 is a relu";
    assert_eq!(keras.inversion_objection().as_deref(), Some(objection));
    let ask = |method, start| Options {
        method,
        start,
        ..Options::default()
    };
    let refused = Error::NoInversion {
        layer: 1,
        kind: "relu",
    };
    for options in [
        ask(Some(Method::Inversion), Start::Grey),
        ask(Some(Method::Gradient), Start::Inversion),
    ] {
        assert_eq!(keras.back_query(3, &options), Err(refused.clone()));
    }
    let dream = keras.back_query(
        3,
        &Options {
            steps: 1,
            ..Options::default()
        },
    );
    assert_eq!(dream.unwrap().method, Method::Gradient);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_network_reads_its_own_dreams_and_another_reads_nine() {
    for seed in 1..=3 {
        for index in 0..MODELS.len() {
            let options = Options {
                seed,
                ..by_gradient()
            };
            let dreams = model(index).dreams(&options).unwrap();
            assert_eq!(dreams.len(), 10);
            let images = pixels(&dreams);
            assert!(images.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
            let outputs = model(index).query(&images).unwrap().to_vec();
            for (digit, dream) in dreams.iter().enumerate() {
                assert_eq!((dream.method, dream.steps), (Method::Gradient, 150));
                assert_eq!(dream.confidence, outputs[digit * 10 + digit]);
                let name = &model(index).recipe().name.clone();
                assert!(
                    dream.confidence >= 0.9,
                    "{name}, seed {seed}, {digit}: {dream:?}"
                );
            }
            let digits: Vec<u8> = (0..10).collect();
            let read_by = |other: usize| model(other).evaluate(&images, &digits).unwrap().correct;
            let others = (0..MODELS.len())
                .filter(|other| *other != index)
                .map(read_by);
            let most = others.max();
            assert!(
                most >= Some(9),
                "model {index}, seed {seed}: {most:?} of 10 are read"
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_way_begins_where_it_is_told_to() {
    let mut network = model(1);
    let mut first = |start: Start| {
        let options = Options {
            steps: 0,
            start,
            ..by_gradient()
        };
        network.back_query(4, &options).unwrap().image
    };
    let grey = first(Start::Grey);
    assert!(largest_difference(&grey, &[0.5; 784]) < 1e-6);
    let image: Vec<f32> = (0..784).map(|pixel| (pixel % 10) as f32 / 10.0).collect();
    assert!(largest_difference(&first(Start::Images(image.clone())), &image) < 1e-6);
    let inverted = first(Start::Inversion);
    let expected = network.back_query(4, &Options::default()).unwrap().image;
    assert!(largest_difference(&inverted, &expected) < 1e-6);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_seed_gives_the_same_dreams_again() {
    let mut network = model(2);
    let options = Options {
        steps: 20,
        ..by_gradient()
    };
    let dreams = network.dreams(&options).unwrap();
    assert_eq!(dreams, network.dreams(&options).unwrap());
    let alone = network.back_query(7, &options).unwrap();
    assert!(largest_difference(&alone.image, &dreams[7].image) < 1e-3);
    let others = network.dreams(&Options { seed: 2, ..options }).unwrap();
    assert!(largest_difference(&pixels(&dreams), &pixels(&others)) > 0.01);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_dream_changes_nothing_in_the_network() {
    let mut network = Network::new(small_classifier(), Some(3)).unwrap();
    let refused = network.dreams(&by_gradient()).unwrap_err().to_string();
    assert_eq!(
        refused,
        "inputs: 6 values were given where 784, 28 × 28, are needed"
    );
    let (images, labels) = small_batch(5);
    assert!(network.train_step(&images, &labels).is_ok());

    let mut one = Network::new(named("keras-mlp").unwrap(), Some(1)).unwrap();
    let mut other = one.clone();
    one.dreams(&Options {
        steps: 2,
        ..by_gradient()
    })
    .unwrap();
    let image = vec![0.3; 784];
    one.train_step(&image, &[5]).unwrap();
    other.train_step(&image, &[5]).unwrap();
    assert_eq!(one.weights(), other.weights());
}

#[wasm_bindgen_test(unsupported = test)]
fn bad_questions_are_refused() {
    let mut network = model(2);
    let mut message = |digit, options: Options| {
        let refused = network.back_query(digit, &options).unwrap_err();
        refused.to_string()
    };
    assert_eq!(
        message(10, by_gradient()),
        "digit 10: there are only 0 to 9"
    );
    let long = Options {
        steps: 10_001,
        ..by_gradient()
    };
    assert_eq!(message(1, long), "10001 steps: use 0 to 10000");
    let start = |image| Options {
        start: Start::Images(image),
        ..by_gradient()
    };
    assert_eq!(
        message(1, start(vec![0.0; 10])),
        "start: 10 values were given where 784 are needed"
    );
    assert_eq!(
        message(1, start(vec![1.5; 784])),
        "pixel 0 of image 0 is 1.5: pixels are numbers from 0 to 1"
    );
}
