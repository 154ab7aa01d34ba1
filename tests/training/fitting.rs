//! `Training::fit`, and a training from a network that was trained before.

use std::ops::ControlFlow;

use neuroglyph::dataset::Dataset;
use neuroglyph::{EarlyStopping, Epoch, Error, Training};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::common::dataset;
use crate::recipe;

fn go_on(_: &Epoch) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[wasm_bindgen_test(unsupported = test)]
fn fitting_is_running_all_epochs() {
    let dataset = dataset(300);
    let training =
        || Training::new(recipe("handwriting-recogniser", 2), &dataset, Some(1)).unwrap();
    let mut fitted = training();
    let mut numbers = Vec::new();
    let note = |epoch: &Epoch| {
        assert_eq!(epoch.training.samples, 300);
        assert!(epoch.held_out.is_none());
        numbers.push(epoch.number);
        ControlFlow::Continue(())
    };
    fitted.fit(&dataset, None, note).unwrap();
    assert_eq!(numbers, [1, 2]);
    let mut run = training();
    while !run.run(&dataset, 7).unwrap().finished {}
    assert_eq!(fitted.network().weights(), run.network().weights());
}

#[wasm_bindgen_test(unsupported = test)]
fn a_callback_ends_it() {
    let dataset = dataset(300);
    let mut training = Training::new(recipe("keras-mlp", 9), &dataset, Some(1)).unwrap();
    let mut epochs = 0;
    let twice = |epoch: &Epoch| {
        epochs = epoch.number;
        match epoch.number {
            2 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    };
    training.fit(&dataset, None, twice).unwrap();
    assert_eq!(epochs, 2);
    // It goes on where it was.
    assert_eq!(training.run(&dataset, 1).unwrap().epoch, 3);
}

#[wasm_bindgen_test(unsupported = test)]
fn early_stopping_leaves_the_weights_of_the_lowest_held_out_loss() {
    let dataset = dataset(300);
    // Other drawings than those that are learnt from, so few that they are learnt by heart.
    let (few, held_out) = dataset.hold_out(280).unwrap();
    let mut training = Training::new(recipe("keras-mlp", 200), &few, Some(1)).unwrap();
    let mut losses = Vec::new();
    let note = |epoch: &Epoch| {
        losses.push(epoch.held_out.as_ref().unwrap().loss);
        ControlFlow::Continue(())
    };
    let early_stopping = EarlyStopping {
        held_out: &held_out,
        patience: 3,
    };
    training.fit(&few, Some(early_stopping), note).unwrap();
    let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(
        losses.len() < 200,
        "it stopped after {} epochs",
        losses.len()
    );
    assert_eq!(losses[losses.len() - 4], lowest, "{losses:?}");
    assert_eq!(training.evaluate(&held_out).unwrap().loss, lowest);
    let weights = training.network().weights();
    training.fit(&few, None, go_on).unwrap();
    assert_eq!(training.network().weights(), weights, "it is over");
}

#[wasm_bindgen_test(unsupported = test)]
fn other_images_than_the_training_began_with_are_refused() {
    let all = dataset(300);
    let (fewer, held_out) = dataset(300).hold_out(100).unwrap();
    let mut training = Training::new(recipe("keras-mlp", 2), &all, Some(1)).unwrap();
    let refused = training.fit(&fewer, None, go_on).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "images: 200 values were given where 300, with which the training began, are needed"
    );
    let nothing = EarlyStopping {
        held_out: &Dataset::new(),
        patience: 1,
    };
    let refused = training.fit(&all, Some(nothing), go_on).unwrap_err();
    assert_eq!(refused, Error::EmptyBatch);
    let weights = training.network().weights();
    let early_stopping = EarlyStopping {
        held_out: &held_out,
        patience: 1,
    };
    training.fit(&all, Some(early_stopping), go_on).unwrap();
    assert_ne!(training.network().weights(), weights);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_training_begins_with_the_weights_of_a_network() {
    let dataset = dataset(300);
    for (name, ema_decay) in [("keras-mlp", 0.0), ("reader", 0.9995)] {
        let first = Training::new(recipe(name, 1), &dataset, Some(1)).unwrap();
        assert_eq!(first.network().recipe().ema_decay, ema_decay);
        let network = first.into_network();
        let mut second = Training::from_network(&network, &dataset, Some(2)).unwrap();
        assert_eq!(second.network().weights(), network.weights());
        second.run(&dataset, 1).unwrap();
        assert_ne!(second.network().weights(), network.weights());
    }
}
