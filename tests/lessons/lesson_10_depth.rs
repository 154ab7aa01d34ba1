//! Why deep went quiet: slope times weight, layer after layer.

use neuroglyph::Network;
use neuroglyph::loss::Loss;
use neuroglyph::recipe::{ActivationFunction, Initialisation};

use crate::{dense_recipe, drawings};

/// The length of the gradient by each dense layer's weights and by its biases, layer by layer.
fn lengths(network: &mut Network, image: &[f32], label: u8) -> [Vec<f64>; 2] {
    let gradients = network.gradients(image, &[label]).unwrap();
    let widths = network.widths();
    let mut rest = &gradients[..];
    let mut lengths = [Vec::new(), Vec::new()];
    let length = |part: &[f32]| {
        let squares = part.iter().map(|gradient| f64::from(*gradient).powi(2));
        squares.sum::<f64>().sqrt()
    };
    for pair in widths[..widths.len() - 1].chunks(2) {
        let [inputs, units] = pair else {
            panic!("{widths:?}")
        };
        let (weights, others) = rest.split_at(inputs * units);
        let (biases, others) = others.split_at(*units);
        rest = others;
        lengths[0].push(length(weights));
        lengths[1].push(length(biases));
    }
    lengths
}

const WIDTH: usize = 30;
const SEEDS: u64 = 20;

/// The length of the last layer's gradient by that of the first, before any training, by weights and by biases: the
/// least and the greatest of 20 seeds. The weights are `factor` times N(0, 1/√n); √2 makes them He's.
fn ratios(hidden: usize, function: ActivationFunction, factor: f32) -> [(f64, f64); 2] {
    let examples = drawings(&[3], 1, 1, |_| true);
    let mut range = [(f64::INFINITY, 0.0); 2];
    for seed in 0..SEEDS {
        let mut layers = vec![(WIDTH, function); hidden];
        layers.push((10, ActivationFunction::Softmax));
        let weights = Initialisation::NormalByFanIn;
        let recipe = dense_recipe(784, &layers, weights, Loss::CrossEntropy, 0.1);
        let mut network = Network::new(recipe, Some(seed)).unwrap();
        let weights: Vec<f32> = network
            .weights()
            .iter()
            .map(|weight| factor * weight)
            .collect();
        network.set_weights(&weights).unwrap();
        let found = lengths(&mut network, &examples.images, 3);
        for ((least, most), lengths) in range.iter_mut().zip(found) {
            let ratio = lengths[lengths.len() - 1] / lengths[0];
            (*least, *most) = (ratio.min(*least), ratio.max(*most));
        }
    }
    let [weights, biases] = range;
    println!(
        "{hidden} × {WIDTH} {}, {factor:.2} times N(0, 1/√n): by biases {:.1} to {:.1}, by weights {:.2} to {:.2}",
        function.name(),
        biases.0,
        biases.1,
        weights.0,
        weights.1
    );
    range
}

const HE: f32 = std::f32::consts::SQRT_2;

#[test]
fn six_layers_of_sigmoids_are_quiet_and_of_relu_are_not() {
    let [weights, biases] = ratios(6, ActivationFunction::Sigmoid, 1.0);
    assert!(weights.0 > 100.0 && biases.0 > 100.0);
    let [weights, biases] = ratios(6, ActivationFunction::Relu, HE);
    assert!(weights.1 < 5.0 && biases.1 < 5.0);
    // Tanh is an S too.
    let [weights, biases] = ratios(6, ActivationFunction::Tanh, 1.0);
    assert!(weights.1 < 5.0 && biases.1 < 5.0);
}

#[test]
fn each_layer_more_makes_sigmoids_quieter() {
    let mut last = 0.0;
    for hidden in 1..=6 {
        let [_, (least, _)] = ratios(hidden, ActivationFunction::Sigmoid, 1.0);
        assert!(least > 2.0 * last, "{hidden}");
        last = least;
    }
}

#[test]
fn it_is_the_slope_times_the_weight() {
    // Large weights make up for a sigmoid's slope, small ones silence ReLU.
    let [_, (_, most)] = ratios(6, ActivationFunction::Sigmoid, 6.0);
    assert!(most < 20.0);
    let [_, (least, _)] = ratios(6, ActivationFunction::Relu, 0.5);
    assert!(least > 100.0);
}
