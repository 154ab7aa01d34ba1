//! MNIST's own images are what the preprocessing makes: they come through it as they are.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::path::Path;

use neuroglyph::Training;
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::preprocess::preprocess_pixels;
use neuroglyph::recipe::named;

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
        let again = preprocess_pixels(&rgba, 28, 28).unwrap().unwrap().image;
        let differences = image
            .iter()
            .zip(&again)
            .map(|(byte, value)| (f32::from(*byte) / 255.0 - value).abs());
        unchanged += usize::from(differences.fold(0.0, f32::max) < 0.01);
    }
    println!("{unchanged} of {} images are unchanged", test_images.len());
    assert!(unchanged >= 9_900, "{unchanged}");
}

#[test]
fn the_shipped_means_are_the_training_images() {
    let dataset = read_mnist(Path::new("target/mnist"), Part::Training).unwrap();
    let mut sums = vec![0.0; 7_840];
    let mut counts = [0.0; 10];
    for (index, label) in dataset.labels().iter().enumerate() {
        counts[usize::from(*label)] += 1.0;
        for (pixel, byte) in dataset.image(index).iter().enumerate() {
            sums[usize::from(*label) * 784 + pixel] += f64::from(*byte);
        }
    }
    let file = std::fs::read("pretrained/means-idx3-ubyte").unwrap();
    assert_eq!(file.len(), 16 + 7_840);
    assert_eq!(
        file[..16],
        [0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 28, 0, 0, 0, 28]
    );
    for (index, byte) in file[16..].iter().enumerate() {
        let mean = sums[index] / counts[index / 784];
        assert!(
            (mean - f64::from(*byte)).abs() < 0.501,
            "{index}: {mean}, {byte}"
        );
    }
}

#[test]
fn blocks_of_mnist_are_checked_as_they_come() {
    let whole = read_mnist(Path::new("target/mnist"), Part::Test).unwrap();
    assert_eq!(whole.len(), 10_000);
    let mut header = vec![0, 0, 8, 3];
    [10_000u32, 28, 28]
        .iter()
        .for_each(|size| header.extend(size.to_be_bytes()));
    let mut altered = whole.images().to_vec();
    altered[784 * 9_999] ^= 1;
    let mut dataset = Dataset::mnist_test();
    dataset
        .push_labels(&[0, 0, 8, 1, 0, 0, 0x27, 0x10])
        .unwrap();
    dataset.push_labels(whole.labels()).unwrap();
    dataset.push_images(&header).unwrap();
    let (first, second) = altered.split_at(784 * 7_000);
    dataset.push_images(first).unwrap();
    assert_eq!(dataset.len(), 6_000, "the second block is not whole yet");
    let message = dataset.push_images(second).unwrap_err().to_string();
    assert_eq!(
        message,
        "t10k-images: it is not MNIST’s: the SHA-256 of block 2 differs"
    );
    assert_eq!(dataset.len(), 6_000);
}

/// The losses of a run's first steps from seed 1, as one machine had them. To renew them, take what this
/// test prints when it fails; tests/page/curve.mjs compares every build with them too.
///
/// Sums that are rounded in another way put the input of a ReLU on the other side of 0 now and then, and
/// from there on the curves are those of two runs: with fused and plain arithmetic `keras-mlp` comes
/// to such a step at the 27th. Sigmoids have no such edge.
#[test]
fn a_seed_gives_the_same_curve_everywhere() {
    let expected = std::fs::read_to_string("tests/fixtures/curve.json").unwrap();
    let expected: BTreeMap<String, Vec<f64>> = serde_json::from_str(&expected).unwrap();
    let images = read_mnist(Path::new("target/mnist"), Part::Training).unwrap();
    for (name, steps) in [("keras-mlp", 26), ("nielsen", 50)] {
        let mut training = Training::new(named(name).unwrap(), &images, Some(1)).unwrap();
        let mut step = || training.run(&images, 1).unwrap().recent.loss();
        let losses: Vec<f64> = (0..steps).map(|_| step()).collect();
        assert_eq!(expected[name].len(), steps, "{name}: {losses:?}");
        for (step, (loss, expected)) in losses.iter().zip(&expected[name]).enumerate() {
            let difference = (loss - expected).abs() / expected;
            assert!(
                difference < 1e-3,
                "{name}, step {step}: {loss} instead of {expected}: {losses:?}"
            );
        }
    }
}
