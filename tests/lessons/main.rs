//! What the page's twelve lessons say, asked of the crate: a file a lesson, a test a claim. The figures are printed:
//! `cargo test --release --features cli --test lessons -- --nocapture`.
#![cfg(feature = "cli")]

mod lesson_01_shift;
mod lesson_02_threshold;
mod lesson_03_gates;
mod lesson_04_slope;
mod lesson_05_stencil;
mod lesson_06_loss;
mod lesson_07_descent;
mod lesson_08_blame;
mod lesson_09_clones;
mod lesson_10_depth;
mod lesson_11_by_heart;
mod lesson_12_backwards;

use std::path::Path;

use neuroglyph::Network;
use neuroglyph::dataset::handwriting::{HandwritingGenerator, Style, styles};
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::loss::Loss;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Initialisation, LayerRecipe, Recipe};

/// The four cases of two inputs, each 0 or 1: neither, the second, the first, both.
const CASES: [f32; 8] = [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
const XOR: [u8; 4] = [0, 1, 1, 0];

/// Dense layers of these units, with biases, each followed by its activation, trained by plain gradient descent.
fn dense_recipe(
    inputs: usize,
    layers: &[(usize, ActivationFunction)],
    weights: Initialisation,
    loss: Loss,
    rate: f32,
) -> Recipe {
    let pair = |(units, function): &(usize, ActivationFunction)| {
        let dense = LayerRecipe::dense(*units, weights, Some(Initialisation::Zero));
        [dense, LayerRecipe::activation(*function)]
    };
    Recipe::builder()
        .name("lesson")
        .inputs(inputs)
        .layers(layers.iter().flat_map(pair))
        .loss(loss)
        .targets(0.0, 1.0)
        .optimizer(OptimizerRecipe::sgd(rate))
        .build()
        .unwrap()
}

/// 2-3-2 of sigmoids that is to learn XOR.
fn xor_recipe(loss: Loss, rate: f32) -> Recipe {
    let sigmoid = ActivationFunction::Sigmoid;
    let weights = Initialisation::NormalByFanIn;
    dense_recipe(2, &[(3, sigmoid), (2, sigmoid)], weights, loss, rate)
}

/// One neuron of two inputs with these weights and this bias.
fn neuron(function: ActivationFunction, weights: [f32; 3]) -> Network {
    let layers = [(1, function)];
    let recipe = dense_recipe(2, &layers, Initialisation::Zero, Loss::SquaredError, 1.0);
    let mut network = Network::new(recipe, Some(1)).unwrap();
    network.set_weights(&weights).unwrap();
    network
}

fn pretrained(name: &str) -> Network {
    let bytes = std::fs::read(format!("pretrained/{name}.safetensors")).unwrap();
    Network::from_safetensors(&bytes).unwrap()
}

fn mnist_test() -> Dataset {
    read_mnist(Path::new("target/mnist"), Part::Test).unwrap()
}

/// Images in 0..1 and their labels.
#[derive(Default)]
struct Examples {
    images: Vec<f32>,
    labels: Vec<u8>,
}

impl Examples {
    fn add(&mut self, image: &[f32], label: u8) {
        self.images.extend(image);
        self.labels.push(label);
    }
}

/// `each` synthetic drawings of each digit, by turns in those of its styles that are chosen by their index among them.
fn drawings(digits: &[u8], each: u32, seed: u64, is_chosen: impl Fn(usize) -> bool) -> Examples {
    let generator = HandwritingGenerator::new(seed);
    let mut examples = Examples::default();
    for digit in digits {
        let own = styles().iter().filter(|style| style.digit == *digit);
        let own = own.enumerate().filter(|(index, _)| is_chosen(*index));
        let own: Vec<&Style> = own.map(|(_, style)| style).collect();
        for example in 0..each {
            let style = own[example as usize % own.len()];
            examples.add(&generator.write(style, 0, example).image(), *digit);
        }
    }
    examples
}

const DIGITS: [u8; 10] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/// Steps with all these examples at once, the loss of the last one.
fn train(network: &mut Network, images: &[f32], labels: &[u8], steps: usize) -> f64 {
    let mut loss = f64::NAN;
    for _ in 0..steps {
        loss = network.train_step(images, labels).unwrap().loss;
    }
    loss
}

fn accuracy(network: &Network, examples: &Examples) -> f64 {
    let evaluation = network.evaluate(&examples.images, &examples.labels);
    evaluation.unwrap().accuracy
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f32::max)
}
