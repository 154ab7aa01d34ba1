//! A training as bytes: it goes on as if it had never stopped.

use neuroglyph::optimizer::{OptimizerKind, OptimizerRecipe};
use neuroglyph::recipe::LayerRecipe;
use neuroglyph::{Error, ErrorKind, Training};
use safetensors::SafeTensors;
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
    recipe.optimizer = OptimizerRecipe::Sgd {
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

/// A saved training whose tensor of this name has another value in this place.
fn with_value(bytes: &[u8], tensor: &str, index: usize, value: f32) -> Vec<u8> {
    let file = SafeTensors::deserialize(bytes).unwrap();
    let data = file.tensor(tensor).unwrap().data();
    let begin = data.as_ptr() as usize - bytes.as_ptr() as usize + 4 * index;
    let mut bytes = bytes.to_vec();
    bytes[begin..begin + 4].copy_from_slice(&value.to_le_bytes());
    bytes
}

#[wasm_bindgen_test(unsupported = test)]
fn a_negative_mean_of_squares_is_refused() {
    let dataset = dataset(60);
    let mut recipe = recipe("lernmi", 2);
    recipe.batch_size = 10;
    for (kind, squares) in [
        (OptimizerKind::Sgd, &[][..]),
        (OptimizerKind::RmsProp, &[0]),
        (OptimizerKind::Adadelta, &[0, 1]),
        (OptimizerKind::Adam, &[1]),
        (OptimizerKind::AdamW, &[1]),
    ] {
        recipe.optimizer = match kind {
            OptimizerKind::Sgd => OptimizerRecipe::Sgd {
                learning_rate: 0.01,
                momentum: 0.9,
            },
            _ => OptimizerRecipe::new(kind, 0.01),
        };
        let mut training = Training::new(recipe.clone(), &dataset, Some(1)).unwrap();
        training.run(&dataset, 3).unwrap();
        let bytes = training.to_bytes().unwrap();
        for moment in 0..2 {
            let tensor = format!("moments.0.{moment}");
            let has_it = SafeTensors::deserialize(&bytes).unwrap().tensor(&tensor);
            if has_it.is_err() {
                continue;
            }
            let read = |value| {
                let bytes = with_value(&bytes, &tensor, 5, value);
                Training::from_bytes(&bytes, &dataset).map(|_| ())
            };
            for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                assert_eq!(
                    read(value).unwrap_err().to_string(),
                    format!("parameter 5 of {tensor} is {value}: parameters are finite numbers")
                );
            }
            read(0.0).unwrap();
            if squares.contains(&moment) {
                let error = read(-0.25).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::ModelFile);
                assert_eq!(
                    error.to_string(),
                    format!(
                        "model file: value 5 of {tensor} is -0.25: it is a mean of squares, which is 0 or more"
                    )
                );
            } else {
                read(-0.25).unwrap();
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_call_that_ends_with_weights_that_are_no_numbers_is_undone() {
    let dataset = dataset(60);
    let mut recipe = recipe("lernmi", 2);
    recipe.batch_size = 10;
    recipe.optimizer = OptimizerRecipe::adam(0.01);
    for ema_decay in [0.0, 0.9] {
        recipe.ema_decay = ema_decay;
        let mut training = Training::new(recipe.clone(), &dataset, Some(1)).unwrap();
        training.run(&dataset, 1).unwrap();
        let bytes = training.to_bytes().unwrap();
        // A mean of the gradients that fits no gradient, and takes its weight out of the numbers in one step.
        let bytes = with_value(&bytes, "moments.0.0", 5, f32::MAX);
        let bytes = with_value(&bytes, "moments.0.1", 5, 0.0);
        let mut training = Training::from_bytes(&bytes, &dataset).unwrap();
        let before = training.network().weights();
        let error = training.run(&dataset, 1).unwrap_err();
        assert!(matches!(error, Error::Diverged { .. }), "{error}");
        assert_eq!(training.network().weights(), before);
        Training::from_bytes(&training.to_bytes().unwrap(), &dataset).unwrap();
    }
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
fn a_place_in_the_run_that_cannot_be_is_refused() {
    // Three epochs of six steps on ten images each; two steps of the second are taken.
    let dataset = dataset(60);
    let mut recipe = recipe("keras-mlp", 3);
    recipe.batch_size = 10;
    let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
    training.run(&dataset, 10).unwrap();
    training.run(&dataset, 2).unwrap();
    let bytes = training.to_bytes().unwrap();
    let sum = rewritten_number(&bytes, "loss_sum");
    let last = rewritten_number(&bytes, "last_loss");
    for (words, others, reason) in [
        (
            r#"\"epoch\":1,"#,
            r#"\"epoch\":4,"#,
            "it says it is in epoch 4",
        ),
        (
            r#"position\":20"#,
            r#"position\":70"#,
            "it says it is at example 70 of 60",
        ),
        (
            r#"position\":20"#,
            r#"position\":25"#,
            "it says it is at example 25, within a batch of 10",
        ),
        (
            r#"{\"steps\":8"#,
            r#"{\"steps\":9"#,
            "it says it took 9 steps, where there were 8",
        ),
        (
            r#"optimizer_steps\":8"#,
            r#"optimizer_steps\":0"#,
            "it says it took 8 steps, and its optimizer 0",
        ),
        (
            r#"\"samples\":20"#,
            r#"\"samples\":21"#,
            "it says that it saw 21 samples of 20",
        ),
        (
            &sum,
            r#"loss_sum\":-1.0"#,
            "it says that its losses add up to -1.0 over 20 samples",
        ),
        (
            &sum,
            r#"loss_sum\":1e300"#,
            "it says that its losses add up to 1e300 over 20 samples",
        ),
        (
            &last,
            r#"last_loss\":-0.5"#,
            "it says that the loss of its last epoch was -0.5",
        ),
    ] {
        let error = Training::from_bytes(&rewritten(&bytes, words, others), &dataset).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ModelFile);
        assert_eq!(error.to_string(), format!("model file: {reason}"));
    }
    let correct = rewritten_number(&bytes, "correct");
    let error = Training::from_bytes(&rewritten(&bytes, &correct, r#"correct\":21"#), &dataset);
    assert_eq!(
        error.unwrap_err().to_string(),
        "model file: it says that 21 of 20 digits were right"
    );
    for wrong in ["1e999", "NaN", "null", "-1"] {
        let others = format!(r#"loss_sum\":{wrong}"#);
        Training::from_bytes(&rewritten(&bytes, &sum, &others), &dataset).unwrap_err();
    }
}

/// The field of this name in a saved training's JSON, with its number as it is written.
fn rewritten_number(bytes: &[u8], field: &str) -> String {
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let header = std::str::from_utf8(&bytes[8..8 + length]).unwrap();
    let begin = header.find(&format!(r#"{field}\":"#)).unwrap();
    let end = header[begin..].find([',', '}']).unwrap();
    header[begin..begin + end].to_owned()
}

#[wasm_bindgen_test(unsupported = test)]
fn a_generator_that_stands_still_is_refused() {
    let dataset = dataset(60);
    let mut recipe = recipe("keras-mlp", 1);
    recipe.layers.insert(1, LayerRecipe::dropout(0.5));
    let training = Training::new(recipe, &dataset, Some(1)).unwrap();
    let bytes = training.to_bytes().unwrap();
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let header = std::str::from_utf8(&bytes[8..8 + length]).unwrap();
    let begin = header.find(r#"dropout\":[{"#).unwrap();
    let state = &header[begin..begin + header[begin..].find('}').unwrap()];
    let bytes = rewritten(&bytes, state, r#"dropout\":[{\"s\":[0,0,0,0]"#);
    let error = Training::from_bytes(&bytes, &dataset).unwrap_err();
    assert_eq!(
        error.to_string(),
        "model file: the random numbers of its dropout 0 are all 0"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn weights_in_parts_that_do_not_add_up_are_refused() {
    let dataset = dataset(60);
    for ema_decay in [0.0, 0.9] {
        let mut recipe = recipe("symon", 2);
        recipe.ema_decay = ema_decay;
        let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
        training.run(&dataset, 7).unwrap();
        let bytes = training.to_bytes().unwrap();
        Training::from_bytes(&bytes, &dataset).unwrap();
        let refusal = |bytes: &[u8]| {
            let error = Training::from_bytes(bytes, &dataset).unwrap_err();
            error.to_string()
        };
        assert_eq!(
            refusal(&with_value(&bytes, "rest.own", 400, 3.0)),
            "model file: value 400 of the first weight is not what rest.own and rest.shared add up to"
        );
        assert_eq!(
            refusal(&with_value(&bytes, "rest.sums", 7, f32::NAN)),
            "parameter 7 of rest.sums is NaN: parameters are finite numbers"
        );
        let value = rewritten_number(&bytes, "rest");
        assert_eq!(
            refusal(&rewritten(&bytes, &value, r#"rest\":0.75"#)),
            "model file: its input baseline is 0.75, and paper is 0.01"
        );
    }
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
