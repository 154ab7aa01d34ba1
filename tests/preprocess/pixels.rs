//! Pictures.

use neuroglyph::preprocess::{Preprocessed, preprocess_pixels};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{SEVEN, SEVEN_ENDS, SIDE, assert_on_ink, draw, ink_box, points_of};

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

/// The seven on a picture of 320 × 320: `colour` gives each pixel's, by its place and how much ink covers it.
fn seven_on(colour: impl Fn(f32, f32, f32) -> [f32; 3]) -> Vec<u8> {
    let image = draw(&SEVEN, &SEVEN_ENDS);
    let (digit, side) = picture(&image, 6, [0; 4], [255; 4]);
    let mut rgba = Vec::new();
    for index in 0..LARGE * LARGE {
        let (x, y) = (index % LARGE, index / LARGE);
        let (column, row) = (x.wrapping_sub(90), y.wrapping_sub(60));
        let ink = match column < side && row < side {
            true => f32::from(digit[4 * (row * side + column)]) / 255.0,
            false => 0.0,
        };
        let channels = colour(x as f32, y as f32, ink).map(|value| value.round() as u8);
        rgba.extend(channels.into_iter().chain([255]));
    }
    rgba
}

const LARGE: usize = 320;

/// That a picture as above gives the seven's own image. A line that is left, or takes a part of a stroke along, makes
/// another digit of it; one that lies along a stroke may stay beside that.
fn assert_seven(rgba: &[u8], what: &str) {
    let found = preprocess_pixels(rgba, LARGE, LARGE).unwrap();
    let found = found.unwrap_or_else(|| panic!("{what}: no ink")).image;
    let image = draw(&SEVEN, &SEVEN_ENDS);
    let apart = found.iter().zip(&image).map(|(a, b)| (a - b).abs());
    let (apart, ink) = (apart.sum::<f32>(), image.iter().sum::<f32>());
    assert!(apart < 0.35 * ink, "{what}: {apart} of {ink}");
}

fn between(paper: [f32; 3], ink: [f32; 3], share: f32) -> [f32; 3] {
    [0, 1, 2].map(|channel| paper[channel] + (ink[channel] - paper[channel]) * share)
}

#[wasm_bindgen_test(unsupported = test)]
fn what_cannot_be_seen_leaves_the_inks_box() {
    let rgba = seven_on(|x, _, ink| [if x > 310.0 { 251.0 } else { 253.0 } - 240.0 * ink; 3]);
    assert_seven(&rgba, "a column of paper a little darker");
    let rgba = seven_on(|x, y, ink| {
        let smudge = (x - 280.0).hypot(y - 280.0) < 30.0;
        [if smudge { 225.0 } else { 250.0 } - 220.0 * ink; 3]
    });
    assert_seven(&rgba, "a faint smudge");
}

#[wasm_bindgen_test(unsupported = test)]
fn colours_of_the_same_brightness_are_told_apart() {
    let colours = [
        ([54.0, 54.0, 54.0], [254.0, 0.0, 0.0], "red on grey"),
        ([0.0, 0.0, 0.0], [0.0, 0.0, 220.0], "blue on black"),
        ([20.0, 120.0, 20.0], [220.0, 30.0, 20.0], "red on green"),
        ([220.0, 30.0, 20.0], [20.0, 120.0, 20.0], "green on red"),
    ];
    for (paper, ink, what) in colours {
        assert_seven(&seven_on(|_, _, share| between(paper, ink, share)), what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn light_that_falls_unevenly_is_no_ink() {
    type Light = fn(f32, f32) -> f32;
    let lights: [(Light, &str); 4] = [
        (
            |x, y| if x + 0.3 * y < 210.0 { 1.0 } else { 0.5 },
            "a shadow across the digit",
        ),
        (
            |x, _| if x < 30.0 { 0.45 } else { 1.0 },
            "a shadow beside it",
        ),
        (|x, y| 1.0 - (x + y) / 1000.0, "light from one side"),
        (
            |x, y| 1.0 - ((x - 160.0).powi(2) + (y - 160.0).powi(2)) / 90_000.0,
            "dark corners",
        ),
    ];
    for (light, what) in lights {
        let rgba = seven_on(|x, y, ink| [(230.0 - 190.0 * ink) * light(x, y); 3]);
        assert_seven(&rgba, what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn lines_of_a_ruling_or_a_frame_are_no_ink() {
    type Lines = fn(f32, f32) -> bool;
    let lines: [(Lines, f32, &str); 6] = [
        (|_, y| (y + 7.0) % 50.0 < 2.0, 190.0, "ruled paper"),
        (
            |x, y| (y - 0.03 * x + 7.0) % 50.0 < 2.0,
            150.0,
            "ruled paper, turned",
        ),
        (
            |x, y| (y + 7.0) % 40.0 < 2.0 || (x + 3.0) % 40.0 < 2.0,
            170.0,
            "squared paper",
        ),
        (
            |_, y| (230.0..233.0).contains(&y),
            20.0,
            "one line under the digit",
        ),
        (
            |x, y| {
                let outside = (x - 160.0).abs().max((y - 150.0).abs());
                (120.0..124.0).contains(&outside)
            },
            20.0,
            "a cell",
        ),
        (|x, _| x < 4.0, 20.0, "a scan's edge"),
    ];
    for (is_line, grey, what) in lines {
        let rgba = seven_on(|x, y, ink| {
            let paper = if is_line(x, y) { grey } else { 240.0 };
            [paper.min(240.0 - 220.0 * ink); 3]
        });
        assert_seven(&rgba, what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn specks_beside_a_thin_stroke_are_no_ink() {
    let (mut rgba, side) = seven_by_a_pen(2.0);
    let usual = preprocess_pixels(&rgba, side, side).unwrap();
    for (x, y) in [(20, 240), (240, 30), (250, 251)] {
        for (column, row) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
            let start = 4 * ((y + row) * side + x + column);
            rgba[start..start + 3].fill(30);
        }
    }
    assert_eq!(preprocess_pixels(&rgba, side, side).unwrap(), usual);
}

/// A digit that fills its picture has strokes as long as that.
#[wasm_bindgen_test(unsupported = test)]
fn the_stem_of_a_digit_that_fills_the_picture_is_ink() {
    let (width, height) = (120, 200);
    let mut rgba = Vec::new();
    for index in 0..width * height {
        let (x, y) = (index % width, index / width);
        // A four: a stem at the right, a bar, and a slanting stroke.
        let slant = (x as f32 - (80.0 - 0.6 * y as f32)).abs() < 10.0 && y < 130;
        let is_ink = (85..103).contains(&x) || (112..130).contains(&y) || slant;
        let grey = if is_ink { 20 } else { 235 };
        rgba.extend([grey, grey, grey, 255]);
    }
    let image = preprocess_pixels(&rgba, width, height)
        .unwrap()
        .unwrap()
        .image;
    let (_, _, columns, rows) = ink_box(&image, 0.3);
    assert_eq!((columns, rows), (12, 20));
}

/// A box around a digit leaves nothing beside its bar, which a line of a ruling may look like.
#[wasm_bindgen_test(unsupported = test)]
fn the_bar_of_a_digit_that_fills_the_picture_is_ink() {
    let (width, height) = (170, 130);
    let mut rgba = Vec::new();
    for index in 0..width * height {
        let (x, y) = (index % width, index / width);
        // A four: a bar from side to side, a stem, and a slanting stroke.
        let slant = (x as f32 - (95.0 - 0.8 * y as f32)).abs() < 5.5 && y < 85;
        let is_ink = (80..88).contains(&y) || (98..106).contains(&x) || slant;
        let grey = if is_ink { 20 } else { 235 };
        rgba.extend([grey, grey, grey, 255]);
    }
    let image = preprocess_pixels(&rgba, width, height)
        .unwrap()
        .unwrap()
        .image;
    let (_, _, columns, rows) = ink_box(&image, 0.3);
    assert_eq!((columns, rows), (20, 15));
}
