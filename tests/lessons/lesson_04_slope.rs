//! Why not yes or no? A step has no slope to learn by, a sigmoid has.

use neuroglyph::recipe::ActivationFunction;

use crate::{CASES, neuron};

const OR: [u8; 4] = [0, 1, 1, 1];

#[test]
fn a_step_is_not_trained_and_says_why() {
    let mut network = neuron(ActivationFunction::Step, [0.5, -0.3, 0.1]);
    let refused = network.train_step(&CASES[..], &OR).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "layer 1 is a step, which has no gradient: this network can be queried but not trained"
    );
}

/// What a weight more of 0.01 changes in the output for both inputs.
fn change(function: ActivationFunction, weights: [f32; 3]) -> f32 {
    let output = |more: f32| {
        let [first, second, bias] = weights;
        let network = neuron(function, [first + more, second, bias]);
        network.query(&[1.0, 1.0][..]).unwrap()[0]
    };
    output(0.01) - output(0.0)
}

#[test]
fn a_nudge_moves_a_sigmoid_most_in_its_middle_and_a_step_not_at_all() {
    let changes: Vec<f32> = [-6.0, -3.0, 0.0, 3.0, 6.0]
        .iter()
        .map(|bias| change(ActivationFunction::Sigmoid, [1.0, -1.0, *bias]))
        .collect();
    println!("a weight more of 0.01 changes the sigmoid at -6, -3, 0, 3, 6 by {changes:.6?}");
    assert!((changes[2] - 0.0025).abs() < 1e-5, "a quarter of the nudge");
    assert!(changes[1] < 0.25 * changes[2] && changes[0] < 0.1 * changes[1]);
    assert!(changes[3] < 0.25 * changes[2] && changes[4] < 0.1 * changes[3]);
    for bias in [-6.0, -0.5, 0.5, 6.0] {
        assert_eq!(change(ActivationFunction::Step, [1.0, -1.0, bias]), 0.0);
    }
}

#[test]
fn a_steep_sigmoid_is_a_step() {
    let steepened = |factor: f32| [4.0, 3.0, -3.5].map(|weight| factor * weight);
    let step = neuron(ActivationFunction::Step, steepened(1.0))
        .query(&CASES[..])
        .unwrap();
    for (factor, within) in [(1.0, 0.5), (10.0, 0.01), (100.0, 1e-6)] {
        let sigmoid = neuron(ActivationFunction::Sigmoid, steepened(factor));
        let difference = crate::largest_difference(&sigmoid.query(&CASES[..]).unwrap(), &step);
        println!("{factor} times as steep, a sigmoid is within {difference:.1e} of the step");
        assert!(difference < within);
    }
}

#[test]
fn a_sigmoid_learns_or_within_500_steps() {
    for weights in [[0.0, 0.0, 0.0], [-1.0, -1.0, 1.0], [2.0, -2.0, -1.0]] {
        let mut network = neuron(ActivationFunction::Sigmoid, weights);
        let mut step = || network.train_step(&CASES[..], &OR).unwrap().correct;
        let steps = (0..500).find(|_| step() == 4);
        println!("from {weights:?} OR is right after {steps:?} steps");
        assert!(steps.is_some());
        (0..500).for_each(|_| assert_eq!(step(), 4, "it stays right"));
    }
}
