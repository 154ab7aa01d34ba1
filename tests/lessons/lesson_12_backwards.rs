//! Ask it backwards: the way back is not the way forth, and a dense network does not mind a scramble.

use std::path::Path;

use neuroglyph::back_query::{Method, Options};
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{
    ActivationFunction, ConvConfig, Initialisation, LayerRecipe, MaxPoolConfig,
};
use neuroglyph::{Network, Recipe};

use crate::{largest_difference, mnist_test, pretrained};

#[test]
fn the_trace_ends_in_the_inversion() {
    let network = pretrained("symon");
    let options = Options {
        method: Some(Method::Inversion),
        ..Options::default()
    };
    for digit in 0..10 {
        let trace = network.inversion_trace(digit).unwrap();
        let image = network.back_query(digit, &options).unwrap().image;
        assert_eq!(trace.last().unwrap().values, image);
    }
}

#[test]
fn the_ghost_sent_forward_is_not_what_was_asked_for() {
    for (name, most) in [("symon", 9), ("nielsen", 5)] {
        let network = pretrained(name);
        let mut recognised = 0;
        let mut own = Vec::new();
        let mut furthest = 0f32;
        for digit in 0..10 {
            let trace = network.inversion_trace(digit).unwrap();
            let (asked, ghost) = (&trace[0].values, &trace.last().unwrap().values);
            let prediction = network.predict(ghost).unwrap();
            recognised += usize::from(prediction.digit == digit);
            furthest = furthest.max(largest_difference(&prediction.probabilities, asked));
            own.push(prediction.probabilities[digit]);
        }
        println!(
            "{name}: {recognised} of 10 ghosts are read as their digit, whose outputs, 0.99 asked for, are {own:.2?}"
        );
        assert!(recognised <= most && furthest > 0.5);
    }
}

#[test]
fn climbing_the_gradient_gets_there() {
    let network = pretrained("symon");
    let options = Options {
        method: Some(Method::Gradient),
        ..Options::default()
    };
    let dreams = network.dreams(&options).unwrap();
    let confidences: Vec<f32> = dreams.iter().map(|dream| dream.confidence).collect();
    println!("symon, by the gradient: {confidences:.3?}");
    assert!(confidences.iter().all(|confidence| *confidence >= 0.9));
}

/// A pixel's place in the scramble: 331 shares no factor with 784.
fn place(pixel: usize) -> usize {
    (pixel * 331 + 17) % 784
}

fn scrambled<T: Copy + Default>(image: &[T]) -> Vec<T> {
    let mut result = vec![T::default(); 784];
    for (pixel, value) in image.iter().enumerate() {
        result[place(pixel)] = *value;
    }
    result
}

/// With the rows of the first weight, one a pixel, scrambled alike.
fn with_scrambled_rows(network: &Network) -> Network {
    let units = network.widths()[1];
    let weights = network.weights();
    let mut changed = weights.clone();
    for pixel in 0..784 {
        let row = &weights[pixel * units..][..units];
        changed[place(pixel) * units..][..units].copy_from_slice(row);
    }
    let mut network = network.clone();
    network.set_weights(&changed).unwrap();
    network
}

#[test]
fn a_dense_network_does_not_mind_a_scramble_of_pixels_and_rows() {
    let test_images = mnist_test();
    for name in ["symon", "keras-mlp", "nielsen"] {
        let network = pretrained(name);
        let other = with_scrambled_rows(&network);
        let mut largest = 0f32;
        for index in 0..200 {
            let image = test_images.image(index);
            let outputs = network.query(image).unwrap();
            let again = other.query(&scrambled(image)).unwrap();
            largest = largest.max(largest_difference(&outputs, &again));
        }
        println!("{name}: the outputs of 200 images differ by {largest:.1e} at most");
        assert!(largest < 1e-5);
    }
}

/// Images and labels of the first examples.
fn first(dataset: &Dataset, examples: usize) -> (&[u8], &[u8]) {
    dataset.part(0..examples).unwrap()
}

fn all_scrambled(images: &[u8]) -> Vec<u8> {
    images.chunks(784).flat_map(scrambled).collect()
}

#[test]
fn a_trained_convolution_minds_the_scramble() {
    let test_images = mnist_test();
    let (images, labels) = first(&test_images, 500);
    let percent = |network: &Network, images: &[u8]| {
        100.0 * network.evaluate(images, labels).unwrap().accuracy
    };
    let (convnet, dense) = (pretrained("convnet"), pretrained("keras-mlp"));
    let other = all_scrambled(images);
    let [before, after] = [images, &other].map(|images| percent(&convnet, images));
    println!("convnet: {before:.1} %, scrambled {after:.1} %");
    assert!(before > 98.0 && after < 30.0);
    let [before, after] = [(&dense, images), (&with_scrambled_rows(&dense), &other[..])]
        .map(|(network, images)| percent(network, images));
    println!("keras-mlp: {before:.1} %, scrambled with its rows {after:.1} %");
    assert!((after - before).abs() < 0.5);
}

/// A convolution's weights are the same in every place, so that there are no rows to scramble alike: it can only be
/// trained with scrambled images.
#[test]
fn a_convolution_learns_less_from_scrambled_images() {
    let training = read_mnist(Path::new("target/mnist"), Part::Training).unwrap();
    let test_images = mnist_test();
    let (images, labels) = first(&training, 6_000);
    let (others, other_labels) = first(&test_images, 2_000);
    let relu = LayerRecipe::activation(ActivationFunction::Relu);
    let conv = LayerRecipe::Conv(ConvConfig {
        filters: 8,
        kernel: 5,
        stride: 1,
        padding: 0,
        weights: Initialisation::He,
        biases: Some(Initialisation::Zero),
    });
    let pool = LayerRecipe::MaxPool(MaxPoolConfig {
        size: 2,
        stride: 2,
        padding: 0,
    });
    let builder = Recipe::builder().optimizer(OptimizerRecipe::adam(0.002));
    let dense = builder.clone().dense_layers(&[32], 10).build().unwrap();
    let end = dense.layers[2..].to_vec();
    let layers = [conv, relu, pool].into_iter().chain(end);
    let conv = builder.layers(layers).build().unwrap();
    let percent = |mut network: Network, scramble: bool| {
        let made = |images: &[u8]| match scramble {
            true => all_scrambled(images),
            false => images.to_vec(),
        };
        let (images, others) = (made(images), made(others));
        for _ in 0..3 {
            for (images, labels) in images.chunks(50 * 784).zip(labels.chunks(50)) {
                network.train_step(images, labels).unwrap();
            }
        }
        100.0 * network.evaluate(&others, other_labels).unwrap().accuracy
    };
    let begun = |recipe: &Recipe| Network::new(recipe.clone(), Some(1)).unwrap();
    let by_conv = [false, true].map(|scramble| percent(begun(&conv), scramble));
    let rows = with_scrambled_rows(&begun(&dense));
    let by_dense = [percent(begun(&dense), false), percent(rows, true)];
    println!(
        "trained with 6,000 images, then with them scrambled: convolution {by_conv:.1?} %, dense {by_dense:.1?} %"
    );
    assert!(by_conv[1] < by_conv[0] - 1.0);
    assert!(
        (by_dense[1] - by_dense[0]).abs() < 0.6,
        "the same but for rounding"
    );
}
