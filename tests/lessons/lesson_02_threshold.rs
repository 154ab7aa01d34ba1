//! Go to France? Two reasons of weights 4 and 3: the bias is the threshold.

use neuroglyph::recipe::ActivationFunction;

use crate::{CASES, neuron};

/// Whether to go in each case, and the sum of each.
fn decisions(bias: f32) -> (Vec<f32>, Vec<f32>) {
    let network = neuron(ActivationFunction::Step, [4.0, 3.0, bias]);
    let sum = |case: &[f32]| network.activations(case).unwrap()[0];
    (
        network.query(&CASES[..]).unwrap(),
        CASES.chunks(2).map(sum).collect(),
    )
}

#[test]
fn the_bias_says_how_many_reasons_are_needed() {
    for (bias, expected, meaning) in [
        (-4.0, [0.0, 0.0, 0.0, 1.0], "only both"),
        (-3.5, [0.0, 0.0, 1.0, 1.0], "the money alone"),
        (-2.5, [0.0, 1.0, 1.0, 1.0], "either"),
    ] {
        let (goes, sums) = decisions(bias);
        println!("bias {bias}: sums {sums:?}, {meaning}");
        assert_eq!(goes, expected, "{meaning}");
    }
}

#[test]
fn with_the_texts_bias_money_alone_is_on_the_border() {
    let (goes, sums) = decisions(-4.0);
    assert_eq!((sums[2], goes[2]), (0.0, 0.0));
}
