//! Asked backwards: the inversion against NumPy, and what gradient ascent does with its options. What the
//! shipped networks' dreams are worth is in `dreams.rs`.

mod common;

use common::{by_gradient, pixels, small_batch, small_classifier};
use neuroglyph::back_query::{GradientAscent, InversionStepKind, Method, Options, Prior, Start};
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
            let trace = network.inversion_trace(digit).unwrap();
            assert_eq!(trace.last().unwrap().values, dream.image, "{name}, {digit}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_steps_of_an_inversion_lead_from_the_outputs_to_the_pixels() {
    use InversionStepKind::{Bias, Logit, Outputs, Pixels, Rescale, TransposedWeights};
    for (index, has_biases) in [(1, false), (2, true)] {
        let network = model(index);
        let trace = network.inversion_trace(7).unwrap();
        let [_, hidden, _, outputs, _] = network.widths()[..] else {
            panic!("two dense layers, each with a sigmoid")
        };
        let expected = [
            (3, Outputs, outputs),
            (3, Logit, outputs),
            (2, Bias, outputs),
            (2, TransposedWeights, hidden),
            (2, Rescale, hidden),
            (1, Logit, hidden),
            (0, Bias, hidden),
            (0, TransposedWeights, 784),
            (0, Rescale, 784),
            (0, Pixels, 784),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .filter(|(_, kind, _)| has_biases || *kind != Bias)
            .collect();
        let steps: Vec<_> = trace
            .iter()
            .map(|step| (step.layer, step.kind, step.values.len()))
            .collect();
        assert_eq!(steps, expected);
        // Each step is what its name says of the one before.
        for pair in trace.windows(2) {
            let (before, step) = (&pair[0].values, &pair[1]);
            let logit = |y: f32| (y / (1.0 - y)).ln();
            let made: Vec<f32> = match step.kind {
                Logit => before.iter().map(|y| logit(*y)).collect(),
                Pixels => before.iter().map(|y| (y - 0.01) / 0.98).collect(),
                Rescale => {
                    let least = before.iter().copied().fold(f32::INFINITY, f32::min);
                    let most = before.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                    let scaled = |value: &f32| 0.01 + 0.98 * (value - least) / (most - least);
                    before.iter().map(scaled).collect()
                }
                TransposedWeights => {
                    let inputs = step.values.len();
                    let columns: Vec<_> = (0..before.len())
                        .map(|unit| network.incoming(step.layer, unit).unwrap())
                        .collect();
                    let sum = |input: usize| {
                        let terms = before.iter().zip(&columns);
                        terms.map(|(sum, column)| sum * column[input]).sum()
                    };
                    (0..inputs).map(sum).collect()
                }
                Bias => {
                    let image = [0.0; 784];
                    let bias = |unit| {
                        network
                            .links(&image[..], 0, step.layer, unit, 0)
                            .unwrap()
                            .bias
                    };
                    let pairs = before.iter().enumerate();
                    pairs.map(|(unit, sum)| sum - bias(unit)).collect()
                }
                Outputs => unreachable!("it is the first"),
            };
            let difference = largest_difference(&made, &step.values);
            assert!(difference < 1e-3, "{:?}: {difference}", step.kind);
        }
    }
    let refused = |network: &Network, digit| {
        let error = network.inversion_trace(digit).unwrap_err();
        error.to_string()
    };
    assert_eq!(refused(&model(1), 10), "digit 10: there are only 0 to 9");
    assert!(refused(&model(0), 1).ends_with("layer 1 is a relu"));
}

#[wasm_bindgen_test(unsupported = test)]
fn only_networks_of_sigmoids_are_inverted() {
    assert_eq!(model(1).inversion_objection(), None);
    assert_eq!(model(2).inversion_objection(), None);
    let keras = model(0);
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
fn the_way_begins_where_it_is_told_to() {
    let network = model(1);
    let first = |start: Start| {
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
    let network = model(2);
    let options = Options {
        steps: 5,
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
    let network = model(2);
    let message = |digit, options: Options| {
        let refused = network.back_query(digit, &options).unwrap_err();
        refused.to_string()
    };
    assert_eq!(
        message(10, by_gradient()),
        "digit 10: there are only 0 to 9"
    );
    let long = Options {
        steps: 1_001,
        ..by_gradient()
    };
    assert_eq!(message(1, long), "1001 steps: use 0 to 1000");
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
    let near = |stay_near, start, prior| Options {
        stay_near,
        start,
        prior,
        ..by_gradient()
    };
    let drawing = || Start::Images(vec![0.0; 784]);
    for (options, expected) in [
        (near(-0.1, drawing(), None), "stay_near is -0.1: use 0 to 1"),
        (
            near(f32::NAN, drawing(), None),
            "stay_near is NaN: use 0 to 1",
        ),
        (
            near(0.1, Start::Grey, None),
            "stay_near needs the images to stay near: give them as start",
        ),
        (
            near(0.1, drawing(), Some(Prior::Handwriting)),
            "stay_near is about single pixels: it needs the prior \"free\"",
        ),
        (
            Options {
                method: Some(Method::Inversion),
                ..near(0.0, drawing(), None)
            },
            "prior, start and stay_near are about the gradient, not the inversion",
        ),
    ] {
        assert_eq!(message(1, options), format!("back query: {expected}"));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn gradient_ascent_in_portions_ends_where_that_in_one_go_does() {
    let network = model(0);
    for prior in [Prior::Free, Prior::Handwriting] {
        let options = Options {
            steps: 25,
            prior: Some(prior),
            ..by_gradient()
        };
        let whole = pixels(&network.dreams(&options).unwrap());
        let digits: Vec<usize> = (0..10).collect();
        let mut ascent = GradientAscent::new(&network, &digits, &options).unwrap();
        assert!(ascent.images().iter().all(|pixel| *pixel == 0.5));
        let mut before = ascent.images().to_vec();
        for (portion, taken) in [(1, 1), (7, 8), (0, 8), (100, 25)] {
            ascent.advance(&network, portion).unwrap();
            assert_eq!((ascent.taken(), ascent.steps()), (taken, 25));
            assert_eq!(ascent.images() == before, portion == 0);
            before = ascent.images().to_vec();
        }
        assert_eq!(ascent.images(), whole);
        ascent.advance(&network, 5).unwrap();
        assert_eq!(ascent.images(), whole);
    }
    let refused = GradientAscent::new(&network, &[3, 10], &by_gradient());
    assert_eq!(
        refused.unwrap_err().to_string(),
        "digit 10: there are only 0 to 9"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn dense_networks_dream_as_handwriting_varies_unless_told_otherwise() {
    let (mut dense, options) = (model(0), by_gradient());
    let mut convolved = Network::new(named("sprint").unwrap(), Some(1)).unwrap();
    assert_eq!(options.prior_for(&dense), Prior::Handwriting);
    assert_eq!(options.prior_for(&convolved), Prior::Free);
    let short = Options {
        steps: 1,
        ..options
    };
    let prior = |network: &Network| network.back_query(3, &short).unwrap().prior;
    assert_eq!(prior(&mut dense), Some(Prior::Handwriting));
    assert_eq!(prior(&mut convolved), Some(Prior::Free));
    assert_eq!(
        model(1).back_query(3, &Options::default()).unwrap().prior,
        None
    );
    let near = Options {
        method: None,
        stay_near: 0.1,
        start: Start::Images(vec![0.0; 784]),
        ..short
    };
    assert_eq!(near.prior_for(&dense), Prior::Free);
    // A network that has an inversion is asked by the gradient about a drawing.
    assert_eq!(near.method_for(&model(1)), Method::Gradient);
    assert_eq!(
        model(1).back_query(3, &near).unwrap().method,
        Method::Gradient
    );
}
