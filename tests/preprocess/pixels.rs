//! Pictures.

use neuroglyph::preprocess::{Preprocessed, preprocess_pixels};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{SEVEN, SEVEN_ENDS, SIDE, assert_on_ink, draw, points_of};

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
            let again = preprocess_pixels(&rgba, side, side).unwrap().unwrap().image;
            for (again, value) in again.iter().zip(&image) {
                assert!(
                    (again - value).abs() < 0.03,
                    "{name} × {scale}: {again} instead of {value}"
                );
            }
        }
    }
}

/// The seven, 160 pixels high, drawn with a round pen of this width.
fn seven_by_a_pen(pen: f32) -> (Vec<u8>, usize) {
    let side = 260;
    let place = |index: usize| [SEVEN[2 * index], SEVEN[2 * index + 1]].map(|v| 2.0 * v + 30.0);
    let lines = [(0, 1), (1, 2), (3, 4)].map(|(from, to)| (place(from), place(to)));
    let distance = |x: f32, y: f32| {
        let to_line = |([ax, ay], [bx, by]): ([f32; 2], [f32; 2])| {
            let (dx, dy) = (bx - ax, by - ay);
            let along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
            let along = along.clamp(0.0, 1.0);
            (x - ax - along * dx).hypot(y - ay - along * dy)
        };
        lines.map(to_line).into_iter().fold(f32::INFINITY, f32::min)
    };
    let mut rgba = Vec::new();
    for index in 0..side * side {
        let (x, y) = ((index % side) as f32 + 0.5, (index / side) as f32 + 0.5);
        let ink = (pen / 2.0 + 0.5 - distance(x, y)).clamp(0.0, 1.0);
        let grey = (255.0 * (1.0 - ink)).round() as u8;
        rgba.extend([grey, grey, grey, 255]);
    }
    (rgba, side)
}

#[wasm_bindgen_test(unsupported = test)]
fn a_thin_pen_writes_like_that_of_the_pad() {
    // A pen of 18 pixels is 2.25 wide when the seven is 20 high with it.
    let image = |pen: f32| {
        let (rgba, side) = seven_by_a_pen(pen);
        preprocess_pixels(&rgba, side, side).unwrap().unwrap().image
    };
    let usual = image(18.0);
    for pen in [1.0, 2.5, 6.0] {
        let thin = image(pen);
        let apart = thin.iter().zip(&usual).map(|(a, b)| (a - b).abs());
        let (apart, ink) = (apart.sum::<f32>(), usual.iter().sum::<f32>());
        assert!(apart < 0.25 * ink, "{pen}: {apart} of {ink}");
    }
    // A pen that some of MNIST's writers use stays.
    let ink = |image: &[f32]| image.iter().sum::<f32>();
    let share = ink(&image(10.0)) / ink(&usual);
    assert!((0.5..0.8).contains(&share), "{share}");
}

/// Two dashes in a line of 65,535 pixels. Widened in the picture itself, their pen would ask for 2 GB.
#[wasm_bindgen_test(unsupported = test)]
fn a_picture_that_is_long_and_thin_is_read() {
    let length = 65_535;
    for (width, height) in [(length, 1), (1, length)] {
        let is_ink = |index: usize| !(3_000..length - 3_000).contains(&index);
        let grey = |index| if is_ink(index) { 0 } else { 255 };
        let rgba: Vec<u8> = (0..length)
            .flat_map(|index| [grey(index), grey(index), grey(index), 255])
            .collect();
        let image = preprocess_pixels(&rgba, width, height)
            .unwrap()
            .unwrap()
            .image;
        let along = |at: usize| -> f32 {
            let pixel = |across| match width > height {
                true => image[across * 28 + at],
                false => image[at * 28 + across],
            };
            (0..28).map(pixel).sum()
        };
        // 20 pixels long, about as wide as the pen, and paper between the two.
        let inked: Vec<usize> = (0..28).filter(|at| along(*at) > 0.0).collect();
        assert_eq!(inked[inked.len() - 1] - inked[0], 19, "{inked:?}");
        assert!(inked.len() < 10, "{inked:?}");
        let pen = along(inked[0] + 1);
        assert!((1.5..2.5).contains(&pen), "{pen}");
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
    let again = preprocess_pixels(&rgba, side, side).unwrap().unwrap().image;
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
        let again = preprocess_pixels(&rgba, width, width)
            .unwrap()
            .unwrap()
            .image;
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

#[wasm_bindgen_test(unsupported = test)]
fn an_image_lies_where_the_pictures_ink_is() {
    // The first of these pens is widened.
    for pen in [3.0, 16.0, 22.0] {
        let (rgba, side) = seven_by_a_pen(pen);
        let Preprocessed { image, placement } =
            preprocess_pixels(&rgba, side, side).unwrap().unwrap();
        let points: Vec<_> = (points_of(&SEVEN).iter())
            .map(|point| point.map(|value| 2.0 * value + 30.0))
            .collect();
        assert_on_ink(&points, &image, placement.unwrap());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn so_does_that_of_a_thin_line_in_a_large_picture() {
    // Before it is widened, it is made smaller.
    let (width, height, line) = (900, 1500, 300..302);
    let mut rgba = vec![255; 4 * width * height];
    for row in 100..1400 {
        rgba[4 * (row * width + line.start)..4 * (row * width + line.end)].fill(0);
        rgba[4 * (row * width + line.start) + 3] = 255;
        rgba[4 * (row * width + line.start) + 7] = 255;
    }
    let Preprocessed { image, placement } =
        preprocess_pixels(&rgba, width, height).unwrap().unwrap();
    let points: Vec<[f32; 2]> = (10..140).map(|y| [301.0, 10.0 * y as f32 + 5.0]).collect();
    assert_on_ink(&points, &image, placement.unwrap());
}

#[wasm_bindgen_test(unsupported = test)]
fn a_picture_of_more_pixels_than_a_camera_takes_is_refused() {
    let (width, height) = (8_192, 8_193);
    let error = preprocess_pixels(&vec![0; 4 * width * height], width, height).unwrap_err();
    assert_eq!(
        error.to_string(),
        "picture: it has 67117056 pixels: use at most 67108864"
    );
}
