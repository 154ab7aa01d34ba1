//! Training on examples that are drawn: digits in other hands, and what is no digit.

mod common;

use common::dataset;
use neuroglyph::Training;
use neuroglyph::dataset::handwriting::HandwritingGenerator;
use neuroglyph::dataset::non_digits::NonDigitGenerator;
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;
use neuroglyph::recipe::{Recipe, named};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn recipe(name: &str, epochs: usize) -> Recipe {
    let mut recipe = named(name).unwrap();
    recipe.epochs = epochs;
    recipe
}

#[wasm_bindgen_test(unsupported = test)]
fn synthetic_handwriting_alone_trains_a_network() {
    // A network learns nothing from images that are all alike; with a share of 1 none of them is used.
    let dataset = dataset(1_000);
    let mut recipe = recipe("handwriting-recogniser", 2);
    recipe.handwriting = 1.0;
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    while !training.run(&dataset, 1_000).unwrap().finished {}
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    let handwriting = HandwritingGenerator::new(2);
    for (style, drawing) in (0..500).filter_map(|example| handwriting.choose(1.0, 0, example)) {
        images.extend(drawing.image());
        labels.push(style.digit);
    }
    let evaluation = training.into_network().evaluate(&images, &labels).unwrap();
    assert!(evaluation.accuracy > 0.8, "{}", evaluation.accuracy);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_no_digit_is_learnt_to_be_refused() {
    let dataset = dataset(4_000);
    let mut recipe = recipe("handwriting-recogniser", 5);
    recipe.handwriting = 0.6;
    recipe.non_digits = 0.4;
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    let progress = loop {
        let progress = training.run(&dataset, 1_000).unwrap();
        if progress.finished {
            break progress;
        }
    };
    let running = progress.running;
    assert_eq!(running.samples, 4_000);
    // 1,600 expected; four standard deviations are 124.
    assert!(running.non_digits.abs_diff(1_600) < 124, "{running:?}");
    // Of the digits, not of all samples.
    assert!(running.accuracy() > 0.8, "{running:?}");

    let network = training.into_network();
    let refused = |images: &[f32]| {
        let outputs = network.query(images).unwrap();
        let unsure = |outputs: &&[f32]| outputs.iter().all(|output| *output < CONFIDENCE_THRESHOLD);
        outputs.chunks(10).filter(unsure).count()
    };
    let (handwriting, non_digits) = (HandwritingGenerator::new(2), NonDigitGenerator::new(2));
    let digit = |example| handwriting.choose(1.0, 0, example).unwrap().1.image();
    let non_digit = |example| non_digits.choose(1.0, 0, example).unwrap().image();
    let digits = refused(&(0..500).flat_map(digit).collect::<Vec<f32>>());
    let non_digits = refused(&(0..500).flat_map(non_digit).collect::<Vec<f32>>());
    assert!(digits < 75 && non_digits > 400, "{digits}, {non_digits}");
}

/// As the page resumes a run: where the steps fall makes no difference to what is drawn.
#[wasm_bindgen_test(unsupported = test)]
fn a_run_with_drawings_goes_on_as_if_it_had_never_stopped() {
    let dataset = dataset(300);
    let mut recipe = recipe("keras-mlp", 2);
    recipe.handwriting = 0.3;
    recipe.non_digits = 0.3;
    let mut whole = Training::new(recipe, &dataset, Some(5)).unwrap();
    let mut resumed = whole.clone();
    while !whole.run(&dataset, 1_000).unwrap().finished {}
    loop {
        let progress = resumed.run(&dataset, 1).unwrap();
        resumed = Training::from_bytes(&resumed.to_bytes().unwrap(), &dataset).unwrap();
        if progress.finished {
            break;
        }
    }
    assert_eq!(
        whole.into_network().weights(),
        resumed.into_network().weights()
    );
}
