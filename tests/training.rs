//! `Training`: the loop, its repeatability, and when it ends.

use neuroglyph::Training;
use neuroglyph::dataset::Dataset;
use neuroglyph::recipe::{Recipe, named};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Images that a network can tell apart: digit d has a bright row 2d + 4.
fn dataset(images: usize) -> Dataset {
    let mut dataset = Dataset::new();
    let header = |kind: u8, sizes: &[u32]| {
        let sizes = sizes.iter().flat_map(|size| size.to_be_bytes());
        [0, 0, 8, kind]
            .into_iter()
            .chain(sizes)
            .collect::<Vec<u8>>()
    };
    dataset
        .push_images(&header(3, &[images as u32, 28, 28]))
        .unwrap();
    dataset.push_labels(&header(1, &[images as u32])).unwrap();
    for index in 0..images {
        let digit = index * 7 % 10;
        let pixel = |pixel: usize| {
            let noise = ((index * 31 + pixel * 17) % 64) as u8;
            if pixel / 28 == 2 * digit + 4 {
                255 - noise
            } else {
                noise
            }
        };
        dataset
            .push_images(&(0..784).map(pixel).collect::<Vec<u8>>())
            .unwrap();
        dataset.push_labels(&[digit as u8]).unwrap();
    }
    dataset
}

fn recipe(name: &str, epochs: usize) -> Recipe {
    Recipe {
        epochs,
        ..named(name).unwrap()
    }
}

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
    let run = |portion| {
        let recipe = recipe("keras-mlp", 1);
        let mut training = Training::new(recipe, &dataset, Some(3)).unwrap();
        while !training.run(&dataset, portion).unwrap().finished {}
        training.into_network().weights()
    };
    assert_eq!(run(1), run(1_000));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_long_run_stops_when_the_loss_stops_falling() {
    let dataset = dataset(60);
    let run = |stops| {
        let recipe = Recipe {
            stops_when_loss_stops_falling: stops,
            optimizer: neuroglyph::optimizer::Rule::adam(1.0),
            ..recipe("handwriting-recogniser", 30)
        };
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
