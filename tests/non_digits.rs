//! Drawings that are no digit: that there are many kinds, mixed in as told, and the same everywhere.

use std::collections::HashSet;

use neuroglyph::dataset::Drawing;
use neuroglyph::dataset::non_digits::{Kind, NonDigitGenerator, kinds};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn kind(name: &str) -> Kind {
    kinds().find(|kind| kind.name == name).unwrap()
}

fn drawings(kind: Kind, examples: u32) -> Vec<Drawing> {
    let generator = NonDigitGenerator::new(1);
    (0..examples)
        .map(|example| generator.draw(kind, 0, example))
        .collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn there_are_many_kinds_each_with_a_name_of_its_own() {
    let names: Vec<&str> = kinds().map(|kind| kind.name).collect();
    let different: HashSet<&str> = names.iter().copied().collect();
    assert_eq!(different.len(), names.len());
    assert!(names.len() > 100);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_drawing_has_strokes_and_ink() {
    for kind in kinds() {
        for drawing in drawings(kind, 50) {
            let points = drawing.xy.len() / 2;
            assert_eq!(drawing.stroke_ends.last(), Some(&(points as u32)));
            assert!(drawing.stroke_ends.is_sorted_by(|a, b| a < b), "{kind:?}");
            assert!(points < 2_000, "{kind:?}: {points} points");
            assert!(drawing.xy.iter().all(|value| value.abs() < 6.0), "{kind:?}");
            let ink: f32 = drawing.image().iter().sum();
            assert!((3.0..400.0).contains(&ink), "{kind:?}: {ink} pixels");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_two_drawings_are_alike() {
    // One dot is like another.
    for kind in kinds().filter(|kind| kind.name != "dots") {
        let images: Vec<_> = drawings(kind, 10).iter().map(Drawing::image).collect();
        let different = |a: &[f32], b: &[f32]| {
            let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
            differences.sum::<f32>() > 4.0
        };
        for pair in images.windows(2) {
            assert!(different(&pair[0], &pair[1]), "{kind:?}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_share_is_as_asked_for() {
    let generator = NonDigitGenerator::new(1);
    let count = |share, examples| {
        let examples = 0..examples;
        let chosen = examples.filter_map(|example| generator.choose(share, 2, example));
        chosen.count()
    };
    // 2,500 expected; four standard deviations are 173.
    let quarter = count(0.25, 10_000);
    assert!((2_327..2_673).contains(&quarter), "{quarter}");
    assert_eq!((count(0.0, 1_000), count(1.0, 1_000)), (0, 1_000));
}

#[wasm_bindgen_test(unsupported = test)]
fn each_drawing_is_fixed_by_seed_epoch_and_example() {
    for name in ["K", "scribble", "crossed out"] {
        let kind = kind(name);
        let first = NonDigitGenerator::new(1).draw(kind, 0, 3);
        assert_eq!(NonDigitGenerator::new(1).draw(kind, 0, 3), first);
        assert_ne!(NonDigitGenerator::new(2).draw(kind, 0, 3), first);
        assert_ne!(NonDigitGenerator::new(1).draw(kind, 1, 3), first);
        assert_ne!(NonDigitGenerator::new(1).draw(kind, 0, 4), first);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_part_of_a_digit_is_not_the_whole() {
    for name in ["the beginning of a digit", "the end of a digit"] {
        let points = drawings(kind(name), 200)
            .into_iter()
            .map(|drawing| drawing.xy.len() / 2);
        let mean = points.sum::<usize>() / 200;
        // A whole digit has some 40.
        assert!((8..24).contains(&mean), "{name}: {mean}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_drawings_are_the_same_on_every_platform() {
    // FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo) of every bit of five drawings a kind.
    let mut hash = 0x811c_9dc5_u32;
    for value in kinds()
        .flat_map(|kind| drawings(kind, 5))
        .flat_map(|drawing| drawing.xy)
    {
        for byte in value.to_le_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    assert_eq!(hash, 4_052_673_769);
}
