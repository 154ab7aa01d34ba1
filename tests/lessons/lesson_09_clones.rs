//! Three clones: equal starts stay equal for ever.

use neuroglyph::Network;
use neuroglyph::loss::Loss;

use crate::{CASES, XOR, train, xor_recipe};

const STEPS: usize = 2_000;
const RATE: f32 = 3.0;

fn network(seed: u64) -> Network {
    Network::new(xor_recipe(Loss::SquaredError, RATE), Some(seed)).unwrap()
}

/// How many of the four cases are right.
fn correct(network: &Network) -> usize {
    network.evaluate(&CASES[..], &XOR).unwrap().correct
}

/// The weights and the bias of each of the three hidden neurons, and those of its links to the outputs.
fn hidden_neurons(network: &Network) -> [Vec<f32>; 3] {
    [0, 1, 2].map(|neuron| {
        let weights = network.weights();
        let (hidden, outputs) = weights.split_at(9);
        let own = hidden.iter().skip(neuron).step_by(3);
        own.chain(&outputs[2 * neuron..][..2]).copied().collect()
    })
}

#[test]
fn equal_neurons_stay_equal_and_xor_fails() {
    for weight in [0.4, 0.0] {
        for batch in [4, 1] {
            let mut network = network(1);
            let weights = vec![weight; network.weights().len()];
            network.set_weights(&weights).unwrap();
            for step in 0..STEPS {
                let case = if batch == 1 { step % 4 } else { 0 };
                let images = &CASES[2 * case..][..2 * batch];
                network.train_step(images, &XOR[case..][..batch]).unwrap();
            }
            let [first, second, third] = hidden_neurons(&network);
            println!(
                "all {weight}, {batch} at once: {} of 4 right, a hidden neuron has {first:?}",
                correct(&network)
            );
            assert!(first == second && second == third);
            assert!(correct(&network) < 4);
        }
    }
}

#[test]
fn different_neurons_learn_unless_they_begin_too_large() {
    let mut learnt = [0, 0];
    for (factor, learnt) in [1.0, 10.0].iter().zip(&mut learnt) {
        let mut of_seeds = Vec::new();
        for seed in 0..10 {
            let mut network = network(seed);
            let weights: Vec<f32> = network
                .weights()
                .iter()
                .map(|weight| factor * weight)
                .collect();
            network.set_weights(&weights).unwrap();
            train(&mut network, &CASES, &XOR, STEPS);
            of_seeds.push(correct(&network));
        }
        *learnt = of_seeds.iter().filter(|correct| **correct == 4).count();
        println!(
            "{factor} times N(0, 1/√n): {learnt} of seeds 0 to 9 learn; right of 4: {of_seeds:?}"
        );
    }
    assert!(learnt[0] >= 9 && learnt[1] <= 2);
}
