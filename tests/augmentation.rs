//! Augmentation: that each setting does what it says, leaves the ink in the image, and does the
//! same on every platform.

use neuroglyph::dataset::{Augmentation, Augmenter};
use neuroglyph::preprocess::preprocess_strokes;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIDE: usize = 28;
const PIXELS: usize = SIDE * SIDE;

/// Off, but for what a test changes.
const OFF: Augmentation = Augmentation {
    rotation_degrees: 0.0,
    random_rotation_degrees: 0.0,
    scale: 0.0,
    shear_degrees: 0.0,
    shift_pixels: 0.0,
    elastic_pixels: 0.0,
    thickening_pixels: 0.0,
    thinning_pixels: 0.0,
};

/// As strong as a recipe may ask for.
const STRONGEST: Augmentation = Augmentation {
    rotation_degrees: 30.0,
    random_rotation_degrees: 30.0,
    scale: 0.5,
    shear_degrees: 30.0,
    shift_pixels: 4.0,
    elastic_pixels: 2.0,
    thickening_pixels: 2.0,
    thinning_pixels: 1.0,
};

/// A slanting line with a hook, as the pad would show it.
fn digit() -> Vec<f32> {
    let xy = [2.0, 0.0, 3.5, 1.0, 3.0, 3.0, 1.0, 6.0, 0.0, 9.0, 3.0, 9.5];
    preprocess_strokes(&xy, &[6]).unwrap().unwrap().image
}

/// An upright bar in the middle, four pixels wide and sixteen high.
fn bar() -> Vec<f32> {
    let is_ink =
        |index: usize| (12..16).contains(&(index % SIDE)) && (6..22).contains(&(index / SIDE));
    (0..PIXELS)
        .map(|index| f32::from(u8::from(is_ink(index))))
        .collect()
}

/// A block in the middle, so wide that interpolation blurs it by less than 2 %.
fn block() -> Vec<f32> {
    let is_ink =
        |index: usize| (8..20).contains(&(index % SIDE)) && (6..22).contains(&(index / SIDE));
    (0..PIXELS)
        .map(|index| f32::from(u8::from(is_ink(index))))
        .collect()
}

/// What becomes of an image in each of so many examples.
fn augmented(settings: Augmentation, image: &[f32], examples: u32) -> Vec<Vec<f32>> {
    let augmenter = Augmenter::new(settings, 1);
    let apply = |example| {
        let mut image = image.to_vec();
        augmenter.apply(&mut image, 3, example);
        image
    };
    (0..examples).map(apply).collect()
}

/// Ink, and its moments about the middle of the image.
struct Moments {
    mass: f32,
    mean: [f32; 2],
    /// Of x², xy and y², about the mean.
    spread: [f32; 3],
}

impl Moments {
    fn of(image: &[f32]) -> Self {
        let sum = |of: &dyn Fn(f32, f32) -> f32| {
            let place = |index: usize| ((index % SIDE) as f32 - 13.5, (index / SIDE) as f32 - 13.5);
            let pixels = image.iter().enumerate();
            pixels
                .map(|(index, value)| value * of(place(index).0, place(index).1))
                .sum::<f32>()
        };
        let mass = sum(&|_, _| 1.0);
        let (x, y) = (sum(&|x, _| x) / mass, sum(&|_, y| y) / mass);
        let about = |of: &dyn Fn(f32, f32) -> f32| sum(&|px, py| of(px - x, py - y)) / mass;
        Self {
            mass,
            mean: [x, y],
            spread: [
                about(&|x, _| x * x),
                about(&|x, y| x * y),
                about(&|_, y| y * y),
            ],
        }
    }
}

fn range(values: impl Iterator<Item = f32>) -> (f32, f32) {
    values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

#[wasm_bindgen_test(unsupported = test)]
fn without_strength_every_bit_stays() {
    let image = digit();
    assert!(
        augmented(OFF, &image, 5)
            .iter()
            .all(|other| *other == image)
    );
    // The first of the three that are made of an image is the image itself.
    let turning = Augmentation {
        rotation_degrees: 10.0,
        ..OFF
    };
    let examples = augmented(turning, &image, 6);
    for (example, other) in examples.iter().enumerate() {
        assert_eq!(*other == image, example % 3 == 0, "example {example}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn paper_stays_paper() {
    let paper = vec![0.0; PIXELS];
    assert!(
        augmented(STRONGEST, &paper, 20)
            .iter()
            .all(|other| *other == paper)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn the_ink_stays_in_the_image() {
    for (image, what) in [(digit(), "digit"), (bar(), "bar")] {
        for (example, other) in augmented(STRONGEST, &image, 1_000).iter().enumerate() {
            assert!(other.iter().all(|value| (0.0..=1.0).contains(value)));
            let is_edge = |index: usize| {
                [index % SIDE, index / SIDE]
                    .iter()
                    .any(|place| [0, SIDE - 1].contains(place))
            };
            let edge: f32 = (0..PIXELS)
                .filter(|index| is_edge(*index))
                .map(|index| other[index])
                .sum();
            let mass = Moments::of(other).mass;
            assert!(
                edge < 0.03 * mass,
                "{what}, example {example}: {edge} of {mass} at the edge"
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn ink_that_touches_the_edge_may_stay_there() {
    let mut image = vec![0.0; PIXELS];
    image[..3].fill(1.0);
    let wider = Augmentation {
        thickening_pixels: 1.0,
        ..OFF
    };
    for other in augmented(wider, &image, 20) {
        assert_eq!(other[..3], [1.0; 3]);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn images_are_also_turned_both_ways_about_their_middle() {
    // A spot 10 pixels to the right of the middle, between rows 13 and 14.
    let mut image = vec![0.0; PIXELS];
    for (x, y) in [(23, 13), (24, 13), (23, 14), (24, 14)] {
        image[y * SIDE + x] = 1.0;
    }
    let settings = Augmentation {
        rotation_degrees: 10.0,
        ..OFF
    };
    let examples = augmented(settings, &image, 3);
    for (variant, angle) in [(1, 10f32), (2, -10f32)] {
        let Moments { mass, mean, .. } = Moments::of(&examples[variant]);
        let expected = [angle.to_radians().cos(), angle.to_radians().sin()];
        for (value, expected) in mean.iter().zip(expected) {
            assert!((value - 10.0 * expected).abs() < 0.05, "{mean:?}");
        }
        assert!((mass - 4.0).abs() < 0.1, "its ink is kept");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn rotation_turns_by_every_angle_up_to_its_own() {
    let settings = Augmentation {
        random_rotation_degrees: 20.0,
        ..OFF
    };
    let angle = |image: &Vec<f32>| {
        let [xx, xy, yy] = Moments::of(image).spread;
        // Of the bar's long axis, away from upright.
        -(0.5 * (2.0 * xy).atan2(yy - xx)).to_degrees()
    };
    let (low, high) = range(augmented(settings, &bar(), 300).iter().map(angle));
    assert!(
        (-20.5..-19.0).contains(&low) && (19.0..20.5).contains(&high),
        "{low} to {high}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn scale_changes_width_and_height_each_for_itself() {
    let settings = Augmentation { scale: 0.2, ..OFF };
    let before = Moments::of(&block()).spread;
    let examples = augmented(settings, &block(), 300);
    let sizes: Vec<[f32; 2]> = examples
        .iter()
        .map(|image| {
            let after = Moments::of(image).spread;
            [after[0] / before[0], after[2] / before[2]].map(f32::sqrt)
        })
        .collect();
    for axis in [0, 1] {
        let (low, high) = range(sizes.iter().map(|size| size[axis]));
        assert!(
            (0.79..0.83).contains(&low) && (1.18..1.23).contains(&high),
            "{low} to {high}"
        );
    }
    assert!(
        sizes
            .iter()
            .any(|[width, height]| *width > 1.1 && *height < 0.9)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn shear_slants_and_keeps_the_height() {
    let settings = Augmentation {
        shear_degrees: 15.0,
        ..OFF
    };
    let before = Moments::of(&bar());
    let examples = augmented(settings, &bar(), 300);
    let slant = |image: &Vec<f32>| {
        let [_, xy, yy] = Moments::of(image).spread;
        (xy / yy).atan().to_degrees()
    };
    let (low, high) = range(examples.iter().map(slant));
    assert!(
        (-15.5..-14.0).contains(&low) && (14.0..15.5).contains(&high),
        "{low} to {high}"
    );
    for other in &examples {
        let after = Moments::of(other);
        assert!((after.spread[2] - before.spread[2]).abs() < 0.1);
        assert!((after.mass - before.mass).abs() < 0.1);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn shift_moves_the_centre() {
    let settings = Augmentation {
        shift_pixels: 2.5,
        ..OFF
    };
    let examples = augmented(settings, &bar(), 300);
    for axis in [0, 1] {
        let (low, high) = range(examples.iter().map(|image| Moments::of(image).mean[axis]));
        assert!(
            (-2.51..-2.4).contains(&low) && (2.4..2.51).contains(&high),
            "{low} to {high}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_shift_ends_where_the_ink_would_leave() {
    let settings = Augmentation {
        shift_pixels: 4.0,
        ..OFF
    };
    let mut image = vec![0.0; PIXELS];
    // A line from row 2 to row 23.
    (2..24).for_each(|y| image[y * SIDE + 14] = 1.0);
    let centre = |image: &Vec<f32>| Moments::of(image).mean[1] + 1.0;
    let (low, high) = range(augmented(settings, &image, 300).iter().map(centre));
    assert!(
        (low + 1.0).abs() < 0.01 && (high - 3.0).abs() < 0.01,
        "{low} to {high}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn strokes_get_wider_and_thinner_by_so_much() {
    let width = |image: &Vec<f32>| (0..SIDE).map(|x| image[14 * SIDE + x]).sum::<f32>();
    let thickening = Augmentation {
        thickening_pixels: 1.5,
        ..OFF
    };
    let (low, high) = range(augmented(thickening, &bar(), 300).iter().map(width));
    assert!(low == 4.0 && (5.4..=5.5).contains(&high), "{low} to {high}");
    let thinning = Augmentation {
        thinning_pixels: 0.8,
        ..OFF
    };
    let (low, high) = range(augmented(thinning, &bar(), 300).iter().map(width));
    assert!((3.2..3.3).contains(&low) && high == 4.0, "{low} to {high}");
}

#[wasm_bindgen_test(unsupported = test)]
fn elastic_distortion_moves_pixels_smoothly_by_so_much() {
    let settings = Augmentation {
        elastic_pixels: 1.2,
        ..OFF
    };
    // A ramp across, in a square that leaves room for the displacement, shows where each pixel
    // came from.
    let ramp = |index: usize| {
        let (x, y) = (index % SIDE, index / SIDE);
        let is_inside = (5..23).contains(&x) && (5..23).contains(&y);
        if is_inside { x as f32 / 100.0 } else { 0.0 }
    };
    let ramp: Vec<f32> = (0..PIXELS).map(ramp).collect();
    let (mut moved, mut steps) = (Vec::new(), Vec::new());
    for other in augmented(settings, &ramp, 200) {
        let displacement = |x: usize, y: usize| 100.0 * other[y * SIDE + x] - x as f32;
        for y in 10..18 {
            moved.extend((10..18).map(|x| displacement(x, y)));
            steps.extend((10..17).map(|x| displacement(x + 1, y) - displacement(x, y)));
        }
    }
    let rms = |values: &[f32]| {
        let squares: f32 = values.iter().map(|value| value * value).sum();
        (squares / values.len() as f32).sqrt()
    };
    let (moved, step) = (rms(&moved), rms(&steps));
    assert!((1.08..1.32).contains(&moved), "{moved} pixels");
    // Smoothed by a Gaussian of σ pixels it would change by 1 / (√2 σ) of that from one to the next.
    let expected = moved / (2f32.sqrt() * 4.04);
    assert!(
        (step / expected - 1.0).abs() < 0.15,
        "{step}, not {expected}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn each_example_of_each_epoch_of_each_seed_is_its_own() {
    let apply = |seed, epoch, example| {
        let mut image = digit();
        Augmenter::new(STRONGEST, seed).apply(&mut image, epoch, example);
        image
    };
    let first = apply(1, 0, 3);
    assert_eq!(apply(1, 0, 3), first);
    for other in [apply(2, 0, 3), apply(1, 1, 3), apply(1, 0, 6)] {
        assert_ne!(other, first);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_result_is_the_same_on_every_platform() {
    // FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo) of the bits.
    let hash = |image: &Vec<f32>| {
        let bytes = image.iter().flat_map(|value| value.to_le_bytes());
        bytes.fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    };
    let hashes: Vec<u32> = augmented(STRONGEST, &digit(), 6).iter().map(hash).collect();
    assert_eq!(
        hashes,
        [
            4145306699, 2437956720, 3399894345, 1873545293, 1560093200, 4187860026
        ]
    );
}
