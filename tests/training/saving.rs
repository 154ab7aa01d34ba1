//! A training as bytes: it goes on as if it had never stopped.

use neuroglyph::Training;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::common::dataset;
use crate::{elaborate, recipe};

#[wasm_bindgen_test(unsupported = test)]
fn a_run_goes_on_from_its_bytes_as_if_it_had_never_stopped() {
    let dataset = dataset(300);
    let mut augmented = recipe("keras-mlp", 3);
    augmented.augmentation.elastic_pixels = 1.0;
    augmented.augmentation.scale = 0.1;
    augmented.handwriting = 0.3;
    let recipes = ["keras-mlp", "handwriting-recogniser", "symon-rotated"];
    let recipes = recipes.map(|name| recipe(name, 3));
    let in_batches = recipes.into_iter().chain([augmented]).map(|mut recipe| {
        recipe.batch_size = 16;
        recipe
    });
    let mut averaged = recipe("symon", 3);
    averaged.ema_decay = 0.9;
    for recipe in in_batches.chain([recipe("symon", 3), averaged, elaborate(3)]) {
        let run = |stops: &[usize]| {
            let mut training = Training::new(recipe.clone(), &dataset, Some(3)).unwrap();
            let mut last = training.run(&dataset, 1).unwrap();
            for steps in stops {
                let bytes = training.to_bytes().unwrap();
                training = Training::from_bytes(&bytes, &dataset).unwrap();
                last = training.run(&dataset, *steps).unwrap();
            }
            while !last.finished {
                last = training.run(&dataset, 1_000).unwrap();
            }
            (last.steps, last.running, training.into_network().weights())
        };
        let whole = run(&[]);
        assert_eq!(run(&[0, 3, 20, 1, 30]), whole, "{}", recipe.name);
        assert_eq!(run(&[1_000, 1_000, 2]), whole, "{}", recipe.name);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn momentum_and_its_changes_come_back() {
    let dataset = dataset(60);
    let mut recipe = recipe("keras-mlp", 2);
    recipe.optimizer = neuroglyph::optimizer::OptimizerRecipe::Sgd {
        learning_rate: 0.01,
        momentum: 0.9,
    };
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    training.run(&dataset, 1).unwrap();
    training.set_learning_rate(0.02).unwrap();
    training.set_dropout(0.5).unwrap();
    let mut again = Training::from_bytes(&training.to_bytes().unwrap(), &dataset).unwrap();
    assert_eq!(again.network().recipe(), training.network().recipe());
    assert_eq!(again.network().recipe().optimizer.learning_rate(), 0.02);
    let weights = |training: &mut Training| {
        training.run(&dataset, 5).unwrap();
        training.network().weights()
    };
    assert_eq!(weights(&mut again), weights(&mut training));
}

#[wasm_bindgen_test(unsupported = test)]
fn bytes_that_are_no_training_are_refused() {
    let dataset = dataset(60);
    let training = Training::new(recipe("nielsen", 1), &dataset, Some(1)).unwrap();
    let refusal = |bytes: &[u8]| {
        Training::from_bytes(bytes, &dataset)
            .unwrap_err()
            .to_string()
    };
    let network = training.network().to_safetensors().unwrap();
    assert_eq!(
        refusal(&network),
        "model file: it is a network, but no training that could go on"
    );
    let bytes = training.to_bytes().unwrap();
    for length in (0..bytes.len()).step_by(97) {
        assert!(
            Training::from_bytes(&bytes[..length], &dataset).is_err(),
            "{length}"
        );
    }
    let other = self::dataset(70);
    let message = Training::from_bytes(&bytes, &other)
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "model file: it was trained with 60 images, not with these 70"
    );
    // What goes on is also a network to answer with.
    let network = neuroglyph::Network::from_safetensors(&bytes).unwrap();
    assert_eq!(network.query(&vec![0u8; 784]).unwrap().len(), 10);
}

/// A saved training whose JSON in the metadata has these words in place of others.
fn rewritten(bytes: &[u8], words: &str, others: &str) -> Vec<u8> {
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let header = std::str::from_utf8(&bytes[8..8 + length]).unwrap();
    assert_eq!(header.matches(words).count(), 1, "{words} in {header}");
    let mut header = header.replace(words, others);
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let begin = (header.len() as u64).to_le_bytes();
    [&begin[..], header.as_bytes(), &bytes[8 + length..]].concat()
}

#[wasm_bindgen_test(unsupported = test)]
fn counts_that_cannot_be_are_refused() {
    let dataset = dataset(60);
    let training = Training::new(recipe("keras-mlp", 1), &dataset, Some(1)).unwrap();
    let bytes = training.to_bytes().unwrap();
    let refusal = |words, others| {
        let bytes = rewritten(&bytes, words, others);
        let error = Training::from_bytes(&bytes, &dataset).unwrap_err();
        error.to_string()
    };
    assert_eq!(
        refusal(r#"optimizer_steps\":0"#, r#"optimizer_steps\":-5"#),
        "model file: it says it took -5 steps"
    );
    assert_eq!(
        refusal(r#"non_digits\":0}"#, r#"non_digits\":3}"#),
        "model file: it says that 3 of 0 samples show no digit"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_training_that_was_saved_before_there_were_non_digits_goes_on() {
    let dataset = dataset(60);
    let mut training = Training::new(recipe("keras-mlp", 1), &dataset, Some(1)).unwrap();
    let bytes = training.to_bytes().unwrap();
    let older = rewritten(&bytes, r#",\"non_digits\":0.0"#, "");
    let older = rewritten(&older, r#",\"non_digits\":0}"#, "}");
    let mut older = Training::from_bytes(&older, &dataset).unwrap();
    assert_eq!(older.network().recipe(), training.network().recipe());
    let [progress, of_older] = [&mut training, &mut older].map(|run| run.run(&dataset, 5).unwrap());
    assert_eq!(of_older, progress);
    assert_eq!(older.network().weights(), training.network().weights());
}
