//! What can no line do? XOR needs a hidden layer.

use neuroglyph::Network;
use neuroglyph::loss::Loss;
use neuroglyph::recipe::{ActivationFunction, Initialisation};

use crate::{CASES, XOR, dense_recipe, neuron};

const AND: [u8; 4] = [0, 0, 0, 1];
const OR: [u8; 4] = [0, 1, 1, 1];
const NAND: [u8; 4] = [1, 1, 1, 0];

/// What a neuron with a step says in the four cases.
fn truth_table(network: &Network) -> Vec<u8> {
    let outputs = network.query(&CASES[..]).unwrap();
    outputs.iter().map(|output| *output as u8).collect()
}

#[test]
fn the_texts_nand_is_one() {
    let network = neuron(ActivationFunction::Step, [-2.0, -2.0, 3.0]);
    assert_eq!(truth_table(&network), NAND);
}

#[test]
fn no_weights_on_a_grid_make_xor_with_one_neuron() {
    let mut network = neuron(ActivationFunction::Step, [0.0; 3]);
    let mut found = [0; 4];
    let mut tried = 0;
    let steps = || (-16..=16).map(|step| step as f32 / 4.0);
    for first in steps() {
        for second in steps() {
            for bias in steps() {
                network.set_weights(&[first, second, bias]).unwrap();
                let table = truth_table(&network);
                tried += 1;
                for (found, gate) in found.iter_mut().zip([AND, OR, NAND, XOR]) {
                    *found += usize::from(table == gate);
                }
            }
        }
    }
    let [and, or, nand, xor] = found;
    println!("of {tried} neurons {and} are AND, {or} OR, {nand} NAND, {xor} XOR");
    assert!(and > 0 && or > 0 && nand > 0);
    assert_eq!(xor, 0);
}

#[test]
fn or_and_nand_into_and_make_xor() {
    let step = ActivationFunction::Step;
    let layers = [(2, step), (1, step)];
    let recipe = dense_recipe(2, &layers, Initialisation::Zero, Loss::SquaredError, 1.0);
    let mut network = Network::new(recipe, Some(1)).unwrap();
    // Weights [inputs, outputs]: OR beside NAND, their biases; AND of both.
    let hidden = [2.0, -2.0, 2.0, -2.0, -1.0, 3.0];
    network
        .set_weights(&[&hidden[..], &[2.0, 2.0, -3.0]].concat())
        .unwrap();
    assert_eq!(truth_table(&network), XOR);
}
