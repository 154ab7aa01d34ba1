//! How wrong is it? Signed differences cancel, and to be sure is not to be right.

use neuroglyph::Network;

use crate::{largest_difference, mnist_test, pretrained};

/// With another temperature or other logits: the last dense layer's parameters are its last ones.
fn with_end(network: &Network, change: impl Fn(&mut [f32], &mut [f32])) -> Network {
    let mut weights = network.weights();
    let (rest, biases) = weights.split_last_chunk_mut::<10>().unwrap();
    let start = rest.len() - 512 * 10;
    change(&mut rest[start..], biases);
    let mut changed = network.clone();
    changed.set_weights(&weights).unwrap();
    changed
}

#[test]
fn a_softmax_does_not_mind_that_all_logits_rise() {
    let network = pretrained("keras-mlp");
    let raised = with_end(&network, |_, biases| {
        biases.iter_mut().for_each(|bias| *bias += 5.0)
    });
    let test_images = mnist_test();
    let images = &test_images.images()[..100 * 784];
    let before = network.query(images).unwrap();
    let difference = largest_difference(&raised.query(images).unwrap(), &before);
    println!("softmax(z + 5) and softmax(z) differ by {difference:.1e} at most");
    assert!(difference < 1e-6);
}

#[test]
fn signed_differences_cancel_however_wrong_the_answer() {
    let network = pretrained("keras-mlp");
    let test_images = mnist_test();
    let mut largest = 0f64;
    for index in 0..1_000 {
        let outputs = network.query(test_images.image(index)).unwrap();
        for label in 0..10 {
            let differences = outputs.iter().enumerate();
            let signed =
                differences.map(|(digit, y)| f64::from(*y) - f64::from(u8::from(digit == label)));
            largest = largest.max(signed.sum::<f64>().abs());
        }
    }
    println!("the largest signed sum of 1,000 images with ten labels each is {largest:.2e}");
    assert!(largest < 1e-6);
}

#[test]
fn a_temperature_changes_how_sure_and_not_what() {
    let network = pretrained("keras-mlp");
    let test_images = mnist_test();
    let images = &test_images.images()[..200 * 784];
    let argmax = |row: &[f32]| (0..10).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap();
    let of = |temperature: f32| {
        let network = with_end(&network, |weights, biases| {
            let parameters = weights.iter_mut().chain(biases);
            parameters.for_each(|value| *value /= temperature);
        });
        let outputs = network.query(images).unwrap();
        let rows = outputs.chunks(10);
        let mean = rows
            .clone()
            .map(|row| f64::from(row[argmax(row)]))
            .sum::<f64>()
            / 200.0;
        (rows.map(argmax).collect::<Vec<_>>(), mean)
    };
    let (digits, mean) = of(1.0);
    let (cool, cool_mean) = of(0.5);
    let (warm, warm_mean) = of(4.0);
    println!(
        "mean confidence at a temperature of 0.5, 1, 4: {cool_mean:.3}, {mean:.3}, {warm_mean:.3}"
    );
    assert!((&cool, &warm) == (&digits, &digits));
    assert!(warm_mean < mean && mean <= cool_mean);
}

#[test]
fn to_be_sure_is_not_to_be_right() {
    let network = pretrained("keras-mlp");
    let test_images = mnist_test();
    let (evaluation, outputs) = network
        .evaluate_with_outputs(test_images.images(), test_images.labels())
        .unwrap();
    let confidences = outputs
        .chunks(10)
        .map(|row| row.iter().copied().fold(0.0, f32::max));
    let sure = confidences
        .clone()
        .filter(|confidence| *confidence > 0.99)
        .count();
    let wrong = outputs
        .chunks(10)
        .zip(test_images.labels())
        .filter(|(row, label)| {
            let largest = row.iter().copied().fold(0.0, f32::max);
            largest > 0.99 && row[usize::from(**label)] < largest
        });
    let wrong = wrong.count();
    println!(
        "{wrong} of the {sure} test images that it is sure of by 99 % are wrong, of all {} are",
        10_000 - evaluation.correct
    );
    assert!(wrong > 0);
}
