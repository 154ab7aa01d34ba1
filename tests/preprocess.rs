//! Strokes and pictures as MNIST shows digits.

use neuroglyph::preprocess::{preprocess_pixels, preprocess_strokes};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIDE: usize = 28;

/// Where the ink is: left, top, width and height of the box around values above `least`.
fn ink_box(image: &[f32], least: f32) -> (usize, usize, usize, usize) {
    let inked = |index: &usize| image[*index] > least;
    let columns = (0..SIDE * SIDE).filter(inked).map(|index| index % SIDE);
    let rows = (0..SIDE * SIDE).filter(inked).map(|index| index / SIDE);
    let (left, right) = (columns.clone().min().unwrap(), columns.max().unwrap());
    let (top, bottom) = (rows.clone().min().unwrap(), rows.max().unwrap());
    (left, top, right - left + 1, bottom - top + 1)
}

fn centre(image: &[f32]) -> (f32, f32) {
    let mass: f32 = image.iter().sum();
    let along = |axis: fn(usize) -> usize| {
        let moments = image
            .iter()
            .enumerate()
            .map(|(index, value)| value * axis(index) as f32);
        moments.sum::<f32>() / mass
    };
    (along(|index| index % SIDE), along(|index| index / SIDE))
}

fn draw(xy: &[f32], ends: &[u32]) -> Vec<f32> {
    let image = preprocess_strokes(xy, ends).unwrap().unwrap();
    assert_eq!(image.len(), SIDE * SIDE);
    assert!(image.iter().all(|value| (0.0..=1.0).contains(value)));
    image
}

/// A seven with a cross-bar, in two strokes.
const SEVEN: [f32; 10] = [10.0, 10.0, 60.0, 12.0, 30.0, 90.0, 20.0, 50.0, 55.0, 48.0];
const SEVEN_ENDS: [u32; 2] = [3, 5];

#[wasm_bindgen_test(unsupported = test)]
fn no_ink_is_no_image() {
    assert_eq!(preprocess_strokes(&[], &[]).unwrap(), None);
    assert_eq!(preprocess_strokes(&[], &[0, 0]).unwrap(), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_longest_side_is_20_pixels_pen_included() {
    let (_, _, _, height) = ink_box(&draw(&SEVEN, &SEVEN_ENDS), 0.0);
    assert_eq!(height, 20);
    let lying: Vec<f32> = SEVEN
        .chunks(2)
        .flat_map(|point| [point[1], point[0]])
        .collect();
    let (_, _, width, _) = ink_box(&draw(&lying, &SEVEN_ENDS), 0.0);
    assert_eq!(width, 20);
}

#[wasm_bindgen_test(unsupported = test)]
fn size_and_place_of_the_drawing_do_not_matter() {
    let image = draw(&SEVEN, &SEVEN_ENDS);
    for (scale, shift) in [(0.001, 0.0), (1.0, -500.0), (1_000.0, 3.0)] {
        let moved: Vec<f32> = SEVEN.iter().map(|value| value * scale + shift).collect();
        for (moved, value) in draw(&moved, &SEVEN_ENDS).iter().zip(&image) {
            assert!((moved - value).abs() < 0.01, "scaled by {scale}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_centre_of_mass_lies_in_the_middle_of_the_image() {
    for ends in [&SEVEN_ENDS[..], &[5], &[1, 2, 3, 4, 5]] {
        let (x, y) = centre(&draw(&SEVEN, ends));
        assert!(
            (13.5..=14.5).contains(&x) && (13.5..=14.5).contains(&y),
            "{x}, {y}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_pen_is_2_to_2_5_pixels_wide() {
    // The ink of an upright line, over its length of 20 pixels less the round ends.
    let ink: f32 = draw(&[5.0, 0.0, 5.0, 100.0], &[2]).iter().sum();
    let width = ink / 19.5;
    assert!((2.0..=2.5).contains(&width), "{width}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_point_is_a_dot_of_the_pens_size() {
    for xy in [&[3.0, 4.0][..], &[3.0, 4.0, 3.0, 4.0]] {
        let image = draw(xy, &[xy.len() as u32 / 2]);
        let (_, _, width, height) = ink_box(&image, 0.0);
        assert!(
            (2..=4).contains(&width) && width == height,
            "{width} × {height}"
        );
        let ink: f32 = image.iter().sum();
        assert!(
            (3.0..5.0).contains(&ink),
            "the area of a pen of 2 to 2.5 pixels, not {ink}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_tap_beside_a_digit_is_no_ink() {
    let seven = draw(&SEVEN, &SEVEN_ENDS);
    // A point, a point twice, a slip of the finger; far away, near, within; after the digit or before it.
    for tap in [
        &[300.0, 400.0][..],
        &[70.0, 90.0, 70.0, 90.0],
        &[40.0, 40.0, 42.0, 43.0, 44.0, 41.0],
    ] {
        let points = tap.len() as u32 / 2;
        let after = [&SEVEN, tap].concat();
        assert_eq!(draw(&after, &[3, 5, 5 + points]), seven, "{tap:?}");
        let before = [tap, &SEVEN].concat();
        assert_eq!(draw(&before, &[points, 3 + points, 5 + points]), seven);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_smallest_part_of_a_digit_is_ink() {
    // The bar of the seven, a tenth as long as the rest.
    let seven = [&SEVEN[..6], &[28.0, 50.0, 36.0, 49.0]].concat();
    let without_bar = draw(&SEVEN[..6], &[3]);
    let ink = |image: &[f32]| image.iter().sum::<f32>();
    assert!(ink(&draw(&seven, &SEVEN_ENDS)) > ink(&without_bar) + 0.5);
}

#[wasm_bindgen_test(unsupported = test)]
fn dots_alone_are_drawn() {
    // In the corners of a square; one of them a slip of the finger.
    let dots = [0.0, 0.0, 100.0, 0.0, 0.0, 100.0, 100.0, 100.0, 104.0, 103.0];
    let image = draw(&dots, &[1, 2, 3, 5]);
    let (_, _, width, height) = ink_box(&image, 0.0);
    assert_eq!((width, height), (20, 20));
    let ink: f32 = image.iter().sum();
    assert!(
        (13.0..22.0).contains(&ink),
        "four dots and a little more, not {ink}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn slow_and_fast_strokes_look_the_same() {
    // A slow pen leaves many points, some of them twice; a fast one few.
    let along = |from: &[f32], to: &[f32], steps: usize| -> Vec<f32> {
        let point = |step: usize| {
            let t = step as f32 / steps as f32;
            [0, 1].map(|axis| from[axis] + t * (to[axis] - from[axis]))
        };
        (0..=steps).flat_map(point).collect()
    };
    let points: Vec<&[f32]> = SEVEN.chunks(2).collect();
    let slow = [
        along(points[0], points[1], 200),
        along(points[1], points[2], 300),
        along(points[3], points[4], 100),
    ];
    let ends = [502, 603];
    let fast = draw(&SEVEN, &SEVEN_ENDS);
    for (slow, fast) in draw(&slow.concat(), &ends).iter().zip(&fast) {
        assert!((slow - fast).abs() < 1e-4);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_trembling_hand_hardly_changes_the_image() {
    let steps = 60;
    let point = |step: usize, tremor: f32| {
        let t = step as f32 / steps as f32;
        let wave = tremor * [1.0, -1.0][step % 2];
        [20.0 + 60.0 * t + wave, 100.0 * t * t - wave]
    };
    let drawn = |tremor: f32| -> Vec<f32> {
        let xy: Vec<f32> = (0..=steps).flat_map(|step| point(step, tremor)).collect();
        draw(&xy, &[steps as u32 + 1])
    };
    // By a hundredth of the digit's height.
    let (steady, trembling) = (drawn(0.0), drawn(1.0));
    let apart = trembling.iter().zip(&steady).map(|(a, b)| (a - b).abs());
    let (apart, ink) = (apart.sum::<f32>(), steady.iter().sum::<f32>());
    assert!(apart < 0.25 * ink, "{apart} of {ink} pixels of ink");
}

#[wasm_bindgen_test(unsupported = test)]
fn points_in_between_change_nothing() {
    let halved = [
        10.0, 10.0, 35.0, 11.0, 60.0, 12.0, 45.0, 51.0, 30.0, 90.0, 30.0, 90.0, 20.0, 50.0, 55.0,
        48.0,
    ];
    for (halved, value) in draw(&halved, &[6, 8]).iter().zip(draw(&SEVEN, &SEVEN_ENDS)) {
        assert!((halved - value).abs() < 1e-4);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn bad_strokes_are_refused() {
    let message = |xy: &[f32], ends: &[u32]| preprocess_strokes(xy, ends).unwrap_err().to_string();
    assert_eq!(
        message(&[1.0, 2.0, 3.0], &[1]),
        "strokes: 3 numbers are no list of x and y"
    );
    assert_eq!(
        message(&[1.0, 2.0, 3.0, f32::NAN], &[2]),
        "strokes: y of point 1 is NaN"
    );
    assert_eq!(
        message(&[f32::INFINITY, 2.0], &[1]),
        "strokes: x of point 0 is inf"
    );
    assert_eq!(
        message(&[f32::MAX, 2.0, f32::MIN, 2.0], &[2]),
        format!("strokes: x of point 0 is {}", f32::MAX)
    );
    assert_eq!(
        message(&[1.0, 2.0], &[2]),
        "strokes: stroke 0 ends at 2, outside 0 to 1"
    );
    assert_eq!(
        message(&[1.0, 2.0, 3.0, 4.0], &[2, 1]),
        "strokes: stroke 1 ends at 1, outside 2 to 2"
    );
    assert_eq!(
        message(&[1.0, 2.0], &[]),
        "strokes: the last stroke ends at 0, but there are 1 points"
    );
}

/// The image as a picture: enlarged, in these colours.
fn picture(image: &[f32], scale: usize, paper: [u8; 4], ink: [u8; 4]) -> (Vec<u8>, usize) {
    let side = SIDE * scale;
    let mut rgba = Vec::new();
    for index in 0..side * side {
        let value = image[index / side / scale * SIDE + index % side / scale];
        for channel in 0..4 {
            let (paper, ink) = (f32::from(paper[channel]), f32::from(ink[channel]));
            rgba.push((paper + (ink - paper) * value).round() as u8);
        }
    }
    (rgba, side)
}

#[wasm_bindgen_test(unsupported = test)]
fn a_picture_of_an_image_gives_the_image_in_any_colours() {
    let image = draw(&SEVEN, &SEVEN_ENDS);
    let (black, white) = ([0, 0, 0, 255], [255, 255, 255, 255]);
    let colours = [
        (black, white, "light on dark"),
        (white, black, "dark on light"),
        ([250, 240, 200, 255], [40, 40, 160, 255], "blue on cream"),
        ([0, 0, 0, 0], black, "black on nothing"),
        ([255, 255, 255, 0], white, "white on nothing"),
    ];
    for (paper, ink, name) in colours {
        for scale in [1, 3, 10] {
            let (rgba, side) = picture(&image, scale, paper, ink);
            let again = preprocess_pixels(&rgba, side, side).unwrap().unwrap();
            for (again, value) in again.iter().zip(&image) {
                assert!(
                    (again - value).abs() < 0.03,
                    "{name} × {scale}: {again} instead of {value}"
                );
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn uneven_paper_is_no_ink() {
    let image = draw(&SEVEN, &SEVEN_ENDS);
    let (mut rgba, side) = picture(&image, 8, [200, 200, 200, 255], [60, 60, 60, 255]);
    for (index, pixel) in rgba.chunks_mut(4).enumerate() {
        let noise = (index * 7919 % 23) as u8;
        pixel[..3].iter_mut().for_each(|value| *value -= noise);
    }
    let again = preprocess_pixels(&rgba, side, side).unwrap().unwrap();
    let differences = again
        .iter()
        .zip(&image)
        .map(|(again, value)| (again - value).abs());
    let mean = differences.sum::<f32>() / (SIDE * SIDE) as f32;
    assert!(mean < 0.02, "{mean}");
}

/// Numbers that look random, the same on every platform: mean 0, deviation 1, no bound but chance.
fn noise(count: usize) -> Vec<f32> {
    let mut state = 1u32;
    let mut uniform = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32
    };
    // The sum of twelve uniforms is nearly normal.
    (0..count)
        .map(|_| (0..12).map(|_| uniform()).sum::<f32>() - 6.0)
        .collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn a_noisy_picture_with_margins_and_specks_gives_the_digit() {
    let image = draw(&SEVEN, &SEVEN_ENDS);
    let (digit, side) = picture(&image, 8, [200, 200, 200, 255], [60, 60, 60, 255]);
    let (width, margin) = (3 * side, side);
    let noise = noise(width * width);
    for deviation in [0.0, 1.0, 4.0, 8.0] {
        let mut rgba = Vec::new();
        for (index, noise) in noise.iter().enumerate() {
            let (x, y) = (index % width, index / width);
            let inside =
                (margin..margin + side).contains(&x) && (margin..margin + side).contains(&y);
            let is_speck = (20..22).contains(&x) && (30..32).contains(&y);
            let grey = match (inside, is_speck) {
                (true, _) => digit[((y - margin) * side + x - margin) * 4],
                (_, true) => 60,
                _ => 200,
            };
            let grey = (f32::from(grey) + deviation * noise).clamp(0.0, 255.0) as u8;
            rgba.extend([grey, grey, grey, 255]);
        }
        let again = preprocess_pixels(&rgba, width, width).unwrap().unwrap();
        let differences = again
            .iter()
            .zip(&image)
            .map(|(again, value)| (again - value).abs());
        let mean = differences.sum::<f32>() / (SIDE * SIDE) as f32;
        assert!(mean < 0.03, "deviation {deviation}: {mean}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_picture_without_ink_is_no_image() {
    for colour in [0, 128, 255] {
        assert_eq!(preprocess_pixels(&[colour; 400], 10, 10).unwrap(), None);
    }
    assert_eq!(preprocess_pixels(&[9, 9, 9, 255], 1, 1).unwrap(), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_picture_whose_size_is_wrong_is_refused() {
    let message = preprocess_pixels(&[0; 12], 2, 2).unwrap_err().to_string();
    assert_eq!(
        message,
        "picture: 12 bytes are no picture of 2 × 2 RGBA pixels"
    );
    assert!(preprocess_pixels(&[], 0, 0).is_err());
    assert!(preprocess_pixels(&[0; 4], usize::MAX, usize::MAX).is_err());
}
