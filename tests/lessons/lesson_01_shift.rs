//! What does it get? A dense network does not read a shifted digit.

use neuroglyph::preprocess::preprocess_pixels;

use crate::{Examples, accuracy, mnist_test, pretrained};

const IMAGES: usize = 200;
const SHIFT: isize = 4;

/// What leaves the image is lost.
fn shifted(image: &[u8], [across, down]: [isize; 2]) -> Vec<u8> {
    let mut result = vec![0; 784];
    for (index, byte) in image.iter().enumerate() {
        let (x, y) = (index as isize % 28 + across, index as isize / 28 + down);
        if (0..28).contains(&x) && (0..28).contains(&y) {
            result[(y * 28 + x) as usize] = *byte;
        }
    }
    result
}

fn recentred(image: &[u8]) -> Vec<f32> {
    let rgba: Vec<u8> = image
        .iter()
        .flat_map(|byte| [*byte, *byte, *byte, 255])
        .collect();
    preprocess_pixels(&rgba, 28, 28).unwrap().unwrap().image
}

#[test]
fn a_dense_network_does_not_read_a_shifted_digit_until_it_is_recentred() {
    let network = pretrained("keras-mlp");
    let test_images = mnist_test();
    let accuracy_of = |change: &dyn Fn(&[u8]) -> Vec<f32>| {
        let mut examples = Examples::default();
        for index in 0..IMAGES {
            examples.add(
                &change(test_images.image(index)),
                test_images.labels()[index],
            );
        }
        100.0 * accuracy(&network, &examples)
    };
    let floats = |image: Vec<u8>| image.iter().map(|byte| f32::from(*byte) / 255.0).collect();
    let as_they_are = accuracy_of(&|image| floats(image.to_vec()));
    println!("as they are: {as_they_are:.1} %");
    let (mut mean, mut mean_recentred) = (0.0, 0.0);
    for (name, by) in [
        ("left", [-SHIFT, 0]),
        ("right", [SHIFT, 0]),
        ("up", [0, -SHIFT]),
        ("down", [0, SHIFT]),
    ] {
        let moved = accuracy_of(&|image| floats(shifted(image, by)));
        let again = accuracy_of(&|image| recentred(&shifted(image, by)));
        println!("{SHIFT} pixels {name}: {moved:.1} %, recentred {again:.1} %");
        assert!(as_they_are - moved >= 20.0, "{name}: {moved} %");
        assert!(as_they_are - again < 2.0, "{name}: {again} %");
        mean += moved / 4.0;
        mean_recentred += again / 4.0;
    }
    println!("mean of the four: {mean:.1} %, recentred {mean_recentred:.1} %");
    assert!(as_they_are - mean >= 20.0 && as_they_are - mean_recentred < 2.0);
}
