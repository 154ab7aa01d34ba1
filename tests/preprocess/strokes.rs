//! Drawn strokes.

use neuroglyph::preprocess::{is_tap, preprocess_strokes};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{SEVEN, SEVEN_ENDS, assert_on_ink, centre, draw, ink_box, points_of};

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
    // A point, a point twice, a slip of the finger; far away, near; after the digit or before it.
    for tap in [
        &[300.0, 400.0][..],
        &[70.0, 90.0, 70.0, 90.0],
        &[4.0, 40.0, 6.0, 43.0, 8.0, 41.0],
    ] {
        let points = tap.len() as u32 / 2;
        let after = [&SEVEN, tap].concat();
        assert_eq!(draw(&after, &[3, 5, 5 + points]), seven, "{tap:?}");
        let before = [tap, &SEVEN].concat();
        assert_eq!(draw(&before, &[points, 3 + points, 5 + points]), seven);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_tap_within_a_drawing_is_ink() {
    // As the eyes of a face are.
    let with_dot = [&SEVEN[..], &[15.0, 70.0]].concat();
    let ink = |image: &[f32]| image.iter().sum::<f32>();
    assert!(ink(&draw(&with_dot, &[3, 5, 6])) > ink(&draw(&SEVEN, &SEVEN_ENDS)) + 2.0);
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

#[wasm_bindgen_test(unsupported = test)]
fn an_image_lies_where_its_strokes_are() {
    for (scale, shift) in [(1.0, 0.0), (0.01, -3.0), (40.0, 500.0)] {
        let xy: Vec<f32> = SEVEN.iter().map(|value| value * scale + shift).collect();
        let seven = preprocess_strokes(&xy, &SEVEN_ENDS).unwrap().unwrap();
        assert_on_ink(&points_of(&xy), &seven.image, seven.placement.unwrap());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_dot_lies_nowhere() {
    let dot = preprocess_strokes(&[3.0, 4.0], &[1]).unwrap().unwrap();
    assert_eq!(dot.placement, None);
    assert!(dot.image.iter().any(|ink| *ink > 0.9));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_drawing_within_a_third_of_its_pen_is_a_tap() {
    assert!(is_tap(&[0.5, 0.5], 0.06));
    assert!(is_tap(&[0.5, 0.5, 0.51, 0.484, 0.5, 0.505], 0.06));
    assert!(is_tap(&[500.0, 500.0, 510.0, 490.0], 60.0));
    assert!(
        !is_tap(&[0.5, 0.5, 0.53, 0.5], 0.06),
        "a short line is none"
    );
    assert!(!is_tap(&[0.5, 0.5, 0.5, 0.47], 0.06));
    assert!(!is_tap(&[0.5, 0.5, 0.51, 0.5], 0.0));
    assert!(!is_tap(&[], 0.06), "a blank is none");
}

#[wasm_bindgen_test(unsupported = test)]
fn more_points_or_strokes_than_a_pen_draws_are_refused() {
    let most = 1_000_000;
    let points = vec![0.5; 2 * most + 2];
    let refusal = |xy: &[f32], ends: &[u32]| {
        let error = preprocess_strokes(xy, ends).unwrap_err();
        error.to_string()
    };
    let message = refusal(&points, &[most as u32 + 1]);
    assert_eq!(
        message,
        "strokes: there are 1000001 points: use at most 1000000"
    );
    let message = refusal(&[], &vec![0; most + 1]);
    assert_eq!(
        message,
        "strokes: there are 1000001 strokes: use at most 1000000"
    );
    let drawing = preprocess_strokes(&points[2..], &[most as u32]).unwrap();
    assert!(drawing.is_some());
}
