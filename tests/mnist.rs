//! MNIST's own images are what the preprocessing makes: they come through it as they are.
#![cfg(feature = "cli")]

use std::path::Path;

use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::preprocess::preprocess_pixels;

#[test]
fn mnist_images_are_already_preprocessed() {
    let test_images = read_mnist(Path::new("target/mnist"), Part::Test).unwrap();
    let mut unchanged = 0;
    for index in 0..test_images.len() {
        let image = test_images.image(index);
        let rgba: Vec<u8> = image
            .iter()
            .flat_map(|byte| [*byte, *byte, *byte, 255])
            .collect();
        let again = preprocess_pixels(&rgba, 28, 28).unwrap().unwrap();
        let differences = image
            .iter()
            .zip(&again)
            .map(|(byte, value)| (f32::from(*byte) / 255.0 - value).abs());
        unchanged += usize::from(differences.fold(0.0, f32::max) < 0.01);
    }
    println!("{unchanged} of {} images are unchanged", test_images.len());
    assert!(unchanged >= 9_900, "{unchanged}");
}
