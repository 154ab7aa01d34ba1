//! Downhill: the loss of 40 drawings over two weights, and the steps that a rate and a batch take on it.

use neuroglyph::Network;
use neuroglyph::loss::Loss;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Initialisation, LayerRecipe, Recipe};

use crate::{Examples, drawings};

/// Of 20 drawings of 3 and of 8 each: the ink in the left half and in the right half, as shares of 100 pixels; the
/// label is 1 for a 3.
fn examples() -> Examples {
    let mut examples = Examples::default();
    let drawn = drawings(&[8, 3], 20, 1, |_| true);
    for (image, label) in drawn.images.chunks(784).zip(&drawn.labels) {
        let half = |right: bool| {
            let ink = image
                .iter()
                .enumerate()
                .filter(|(index, _)| (index % 28 >= 14) == right);
            ink.map(|(_, value)| value).sum::<f32>() / 100.0
        };
        examples.add(&[half(false), half(true)], u8::from(*label == 3));
    }
    examples
}

/// One neuron without a bias: its squared error is a bowl over its two weights.
fn bowl(rate: f32, start: [f32; 2]) -> Network {
    let recipe = Recipe::builder()
        .inputs(2)
        .layers([
            LayerRecipe::dense(1, Initialisation::Zero, None),
            LayerRecipe::activation(ActivationFunction::Identity),
        ])
        .loss(Loss::SquaredError)
        .targets(0.0, 1.0)
        .optimizer(OptimizerRecipe::sgd(rate))
        .build()
        .unwrap();
    let mut network = Network::new(recipe, Some(1)).unwrap();
    network.set_weights(&start).unwrap();
    network
}

#[test]
fn the_mean_of_the_batches_gradients_is_the_whole_gradient() {
    let Examples { images, labels } = examples();
    for weights in [[0.0, 0.0], [2.0, -1.0], [-1.5, 3.0]] {
        let mut network = bowl(0.1, weights);
        let whole = network.gradients(&images, &labels).unwrap();
        for batch in [1, 10, 40] {
            let mut mean = [0.0; 2];
            for (images, labels) in images.chunks(2 * batch).zip(labels.chunks(batch)) {
                let gradient = network.gradients(images, labels).unwrap();
                for (mean, gradient) in mean.iter_mut().zip(gradient) {
                    *mean += gradient * batch as f32 / 40.0;
                }
            }
            let difference = crate::largest_difference(&mean, &whole);
            println!("at {weights:?}, batches of {batch}: {mean:?}, whole {whole:?}");
            assert!(difference < 1e-5, "{difference}");
        }
    }
}

#[test]
fn one_more_pass_finds_both_slopes() {
    let Examples { images, labels } = examples();
    let mut network = bowl(0.1, [2.0, -1.0]);
    let gradient = network.gradients(&images, &labels).unwrap();
    for (weight, gradient) in gradient.iter().enumerate() {
        let mut loss = |more: f32| {
            let mut weights = [2.0, -1.0];
            weights[weight] += more;
            network.set_weights(&weights).unwrap();
            network.evaluate(&images, &labels).unwrap().loss
        };
        let slope = (loss(0.01) - loss(-0.01)) / 0.02;
        assert!(
            (slope - f64::from(*gradient)).abs() < 1e-4,
            "{weight}: {slope}, {gradient}"
        );
    }
}

/// The loss of all drawings after each of so many steps, each with a batch of the next drawings in turn; fewer where a
/// step was refused.
fn descent(rate: f32, batch: usize, steps: usize) -> Vec<f64> {
    let Examples { images, labels } = examples();
    let mut network = bowl(rate, [-2.0, 2.0]);
    let mut losses = Vec::new();
    for step in 0..steps {
        let mut part = Examples::default();
        for turn in step * batch..(step + 1) * batch {
            // 23 and 40 have no common factor, so that every drawing has its turn, 3 and 8 mixed.
            let example = turn * 23 % 40;
            part.add(&images[2 * example..][..2], labels[example]);
        }
        if network.train_step(&part.images, &part.labels).is_err() {
            break;
        }
        losses.push(network.evaluate(&images, &labels).unwrap().loss);
    }
    losses
}

#[test]
fn a_small_rate_crawls_and_a_large_one_leaves_the_bowl() {
    const STEPS: usize = 200;
    let lowest = descent(2.0, 40, 2_000).pop().unwrap();
    let first = descent(0.01, 40, 1)[0];
    for rate in [0.01, 0.1, 1.0, 2.0, 5.0, 10.0] {
        let losses = descent(rate, 40, STEPS);
        let last = losses[losses.len() - 1];
        let way = 100.0 * (first - last) / (first - lowest);
        if losses.len() < STEPS {
            println!(
                "rate {rate}: out of the bowl, refused after {} steps",
                losses.len()
            );
        } else {
            println!("rate {rate}: {way:.0} % of the way down after {STEPS} steps");
        }
        match rate {
            0.01 => assert!((10.0..50.0).contains(&way), "it crawls"),
            1.0 | 2.0 => assert!(way > 80.0),
            5.0 | 10.0 => assert!(losses.len() < STEPS && last > 1e6, "it left the bowl"),
            _ => {}
        }
    }
}

#[test]
fn few_images_tremble_around_the_way_of_all() {
    let mut trembling = Vec::new();
    for batch in [1, 10, 40] {
        let losses = descent(1.0, batch, 1_000);
        let last = &losses[losses.len() - 40..];
        let least = last.iter().copied().fold(f64::INFINITY, f64::min);
        let most = last.iter().copied().fold(0.0, f64::max);
        println!(
            "batches of {batch}: the loss of all is {least:.4} to {most:.4} in the last 40 steps"
        );
        assert!(least < 0.1, "it came down");
        trembling.push(most - least);
    }
    assert!(trembling[0] > 10.0 * trembling[1] && trembling[1] > 10.0 * trembling[2]);
}
