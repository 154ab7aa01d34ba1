//! Paint a neuron: weights are a stencil, the sum is evidence, and the learnt stencil does better than a painted one.

use neuroglyph::Network;
use neuroglyph::loss::Loss;
use neuroglyph::recipe::{ActivationFunction, Initialisation};

use crate::{Examples, accuracy, dense_recipe, drawings, train};

/// One neuron that is to like a 3 and not an 8.
fn stencil() -> Network {
    let layers = [(1, ActivationFunction::Sigmoid)];
    let loss = Loss::BinaryCrossEntropy;
    let recipe = dense_recipe(784, &layers, Initialisation::Zero, loss, 0.05);
    Network::new(recipe, Some(1)).unwrap()
}

/// Drawings of 8, label 0, and of 3, label 1.
fn threes_and_eights(each: u32, seed: u64, is_chosen: impl Fn(usize) -> bool) -> Examples {
    let mut examples = drawings(&[8, 3], each, seed, is_chosen);
    for label in &mut examples.labels {
        *label = u8::from(*label == 3);
    }
    examples
}

/// The mean image of 3 minus that of 8, and a bias that puts the border in the middle between the two.
fn painted(examples: &Examples) -> Network {
    let half = examples.labels.len() / 2;
    let mean = |images: &[f32]| -> Vec<f32> {
        let sum = |pixel: usize| images.iter().skip(pixel).step_by(784).sum::<f32>();
        (0..784).map(|pixel| sum(pixel) / half as f32).collect()
    };
    let (eights, threes) = examples.images.split_at(half * 784);
    let (eight, three) = (mean(eights), mean(threes));
    let mut weights: Vec<f32> = three.iter().zip(&eight).map(|(a, b)| a - b).collect();
    let middle = three.iter().zip(&eight).map(|(a, b)| (a + b) / 2.0);
    let bias: f32 = weights.iter().zip(middle).map(|(w, x)| -w * x).sum();
    weights.push(bias);
    let mut network = stencil();
    network.set_weights(&weights).unwrap();
    network
}

#[test]
fn the_terms_and_the_bias_add_up_to_the_pre_activation() {
    let examples = threes_and_eights(20, 1, |_| true);
    let mut learnt = stencil();
    train(&mut learnt, &examples.images, &examples.labels, 300);
    for network in [painted(&examples), learnt] {
        let weights = network.incoming(0, 0).unwrap();
        let mut largest = 0f64;
        for image in examples.images.chunks(784) {
            let neuron = network.links(image, 1, 0, 0, 0).unwrap();
            let terms = weights.iter().zip(image);
            let terms = terms.map(|(w, x)| f64::from(*w) * f64::from(*x));
            let sum = terms.sum::<f64>() + f64::from(neuron.bias);
            let [pre_activation, activation] = network.activations(image).unwrap()[..] else {
                panic!("one neuron")
            };
            largest = largest.max((sum - f64::from(pre_activation)).abs());
            assert_eq!((neuron.sum, neuron.signal), (pre_activation, activation));
        }
        println!("terms and bias are {largest:.1e} at most from the pre-activation");
        assert!(largest < 1e-5);
    }
}

/// The cosine of the angle between the weights of two stencils.
fn similarity(a: &Network, b: &Network) -> f32 {
    let (a, b) = (a.incoming(0, 0).unwrap(), b.incoming(0, 0).unwrap());
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

/// From 60 drawings of each in the first four styles to 1,000 of each in the other styles, from another seed.
#[test]
fn the_learnt_stencil_does_better_than_a_painted_one() {
    for seed in [1, 11, 21] {
        let known = threes_and_eights(60, seed, |style| style < 4);
        let held_out = threes_and_eights(1_000, seed + 1, |style| style >= 4);
        let painted = painted(&known);
        let mut learnt = stencil();
        train(&mut learnt, &known.images, &known.labels, 300);
        let [by_painted, by_learnt] =
            [&painted, &learnt].map(|network| 100.0 * accuracy(network, &held_out));
        println!(
            "seed {seed}: of 2,000 others the mean images' difference reads {by_painted:.2} %, the learnt stencil {by_learnt:.2} %; cosine {:.2}",
            similarity(&painted, &learnt)
        );
        assert!(by_learnt > by_painted);
    }
}
