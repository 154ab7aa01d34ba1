//! Photographs of MNIST's test digits, as `tools/photographs` makes them, are read right. That measures more of them, each
//! kind for itself.

#[path = "../tools/photographs/generate.rs"]
mod generate;

use std::path::Path;

use image::DynamicImage;
use neuroglyph::Network;
use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::preprocess::preprocess_pixels;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use generate::scene::KINDS;
use generate::{kind_of, photograph};

#[test]
fn photographs_of_every_kind_are_read() {
    let network = Network::load("pretrained/reader.safetensors").unwrap();
    let digits = read_mnist(Path::new("target/mnist"), Part::Test).unwrap();
    let count = 10 * KINDS.len();
    let read = |number: usize| {
        let index = number * digits.len() / count;
        let picture = DynamicImage::from(photograph(digits.image(index), 1, number)).to_rgba8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let found = preprocess_pixels(&picture, width, height).unwrap();
        let read = found.map(|found| network.predict(&found.image).unwrap().digit);
        let (label, name) = (digits.labels()[index], kind_of(number).name());
        let is_wrong = read != Some(usize::from(label));
        is_wrong.then(|| format!("{number}, {name}: {label} is read {read:?}"))
    };
    let wrong: Vec<String> = (0..count).into_par_iter().filter_map(read).collect();
    assert!(100 * wrong.len() <= count, "{}", wrong.join("\n"));
}

#[test]
fn a_seed_gives_the_same_photograph_again() {
    let mut digit = vec![0; 784];
    digit[10 * 28 + 8..10 * 28 + 20].fill(255);
    let digit = &digit;
    let all = |seed| (0..3).map(move |number| photograph(digit, seed, number));
    assert!(all(1).eq(all(1)));
    assert!(all(1).zip(all(2)).all(|(one, other)| one != other));
}
