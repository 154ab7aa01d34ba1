//! Synthetic handwriting: that it is legible, varied, mixed in as told, and the same everywhere.

use std::collections::HashSet;

use neuroglyph::Network;
use neuroglyph::dataset::Drawing;
use neuroglyph::dataset::handwriting::{HandwritingGenerator, Style, styles};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn style(digit: u8, name: &str) -> &'static Style {
    let mut styles = styles().iter();
    let found = styles.find(|style| (style.digit, style.name) == (digit, name));
    found.unwrap()
}

fn drawings(style: &Style, examples: u32) -> Vec<Drawing> {
    let generator = HandwritingGenerator::new(1);
    (0..examples)
        .map(|example| generator.write(style, 0, example))
        .collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn every_digit_has_several_styles_each_with_a_name_of_its_own() {
    for digit in 0..10 {
        let names = styles().iter().filter(|style| style.digit == digit);
        let names: Vec<&str> = names.map(|style| style.name).collect();
        let different: HashSet<&str> = names.iter().copied().collect();
        assert!(names.len() >= 4, "{digit}: {names:?}");
        assert_eq!(different.len(), names.len(), "{digit}: {names:?}");
    }
    assert!(styles().is_sorted_by_key(|style| style.digit));
    assert!(styles().len() >= 100);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_drawing_is_one_of_a_digit_on_a_pad() {
    for style in styles() {
        for drawing in drawings(style, 100) {
            let points = drawing.xy.len() / 2;
            assert_eq!(drawing.stroke_ends.last(), Some(&(points as u32)));
            assert!(drawing.stroke_ends.is_sorted_by(|a, b| a < b));
            assert!((4..400).contains(&points), "{style:?}: {points} points");
            assert!(drawing.xy.iter().all(|value| value.abs() < 1.5));
            let ink: f32 = drawing.image().iter().sum();
            assert!((25.0..220.0).contains(&ink), "{style:?}: {ink} pixels");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_two_drawings_are_alike() {
    for style in styles() {
        let images: Vec<_> = drawings(style, 20).iter().map(Drawing::image).collect();
        let mean = |pixel: usize| images.iter().map(|image| image[pixel]).sum::<f32>() / 20.0;
        let mean: Vec<f32> = (0..784).map(mean).collect();
        for image in &images {
            let apart = image.iter().zip(&mean).map(|(a, b)| (a - b).abs());
            let apart: f32 = apart.sum();
            assert!(apart > 10.0, "{style:?}: {apart}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_pen_is_sometimes_lifted_and_sometimes_not() {
    let strokes = drawings(style(7, "crossed"), 400);
    let strokes = strokes.iter().map(|drawing| drawing.stroke_ends.len());
    let counts = strokes.fold([0; 5], |mut counts, strokes| {
        counts[strokes] += 1;
        counts
    });
    // 5 % are joined, 4 % broken at the corner.
    let [none, joined, apart, broken, more] = counts;
    assert_eq!((none, more), (0, 0));
    assert!(
        (8..40).contains(&joined) && (6..32).contains(&broken),
        "{counts:?}"
    );
    assert!(apart > 300, "{counts:?}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_network_that_knows_only_mnist_reads_the_common_styles() {
    let model = include_bytes!("../pretrained/keras-mlp.safetensors");
    let network = Network::from_safetensors(model).unwrap();
    for (digit, name) in [
        (0, "oval"),
        (1, "stick"),
        (2, "looped"),
        (3, "round"),
        (4, "open"),
        (5, "in one"),
        (6, "plain"),
        (7, "plain"),
        (8, "like an S"),
        (9, "straight"),
    ] {
        let images = drawings(style(digit, name), 100);
        let images: Vec<f32> = images.iter().flat_map(Drawing::image).collect();
        let evaluation = network.evaluate(&images, &[digit; 100]).unwrap();
        let correct = evaluation.correct;
        assert!(correct >= 85, "{digit}, {name}: {correct} of 100");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_share_is_as_asked_for_and_every_digit_and_style_has_its_part() {
    let generator = HandwritingGenerator::new(1);
    let chosen = (0..40_000).filter_map(|example| generator.choose(0.25, 2, example));
    let mut digits = [0; 10];
    let mut seen = HashSet::new();
    for (style, _) in chosen {
        digits[usize::from(style.digit)] += 1;
        seen.insert((style.digit, style.name));
    }
    // 10,000 expected, 1,000 a digit; four standard deviations are 346 and 125.
    let all: i32 = digits.iter().sum();
    assert!((all - 10_000).abs() < 346, "{all}");
    assert!(digits.iter().all(|n| (n - 1_000).abs() < 130), "{digits:?}");
    assert_eq!(seen.len(), styles().len());
    assert!((0..1_000).all(|example| generator.choose(0.0, 0, example).is_none()));
    assert!((0..100).all(|example| generator.choose(1.0, 0, example).is_some()));
}

#[wasm_bindgen_test(unsupported = test)]
fn each_drawing_is_fixed_by_seed_epoch_and_example() {
    let style = style(2, "looped");
    let first = HandwritingGenerator::new(1).write(style, 0, 3);
    assert_eq!(HandwritingGenerator::new(1).write(style, 0, 3), first);
    assert_ne!(HandwritingGenerator::new(2).write(style, 0, 3), first);
    assert_ne!(HandwritingGenerator::new(1).write(style, 1, 3), first);
    assert_ne!(HandwritingGenerator::new(1).write(style, 0, 4), first);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_drawings_are_the_same_on_every_platform() {
    // FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo) of every bit of five drawings a style.
    let mut hash = 0x811c_9dc5_u32;
    for value in styles()
        .iter()
        .flat_map(|style| drawings(style, 5))
        .flat_map(|drawing| drawing.xy)
    {
        for byte in value.to_le_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    assert_eq!(hash, 2_303_107_047);
}
