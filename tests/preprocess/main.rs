//! Strokes and pictures as MNIST shows digits.

mod pixels;
mod strokes;

use neuroglyph::preprocess::{Placement, preprocess_strokes};
use wasm_bindgen_test::wasm_bindgen_test_configure;

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
    let image = preprocess_strokes(xy, ends).unwrap().unwrap().image;
    assert_eq!(image.len(), SIDE * SIDE);
    assert!(image.iter().all(|value| (0.0..=1.0).contains(value)));
    image
}

/// A seven with a cross-bar, in two strokes.
const SEVEN: [f32; 10] = [10.0, 10.0, 60.0, 12.0, 30.0, 90.0, 20.0, 50.0, 55.0, 48.0];
const SEVEN_ENDS: [u32; 2] = [3, 5];

/// Points within the three lines of a seven, but for their ends.
fn points_of(seven: &[f32]) -> Vec<[f32; 2]> {
    let ends = seven.as_chunks::<2>().0;
    let lines = [(0, 1), (1, 2), (3, 4)].map(|(from, to)| (ends[from], ends[to]));
    let point = |(from, to): &([f32; 2], [f32; 2]), step: i32| {
        [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * step as f32 / 20.0)
    };
    let points = lines
        .iter()
        .flat_map(|line| (1..20).map(move |step| point(line, step)));
    points.collect()
}

/// That every one of these points of a drawing lies on nearly full ink of its image.
fn assert_on_ink(points: &[[f32; 2]], image: &[f32], placement: Placement) {
    let Placement { left, top, side } = placement;
    for [x, y] in points {
        let pixel = |distance: f32| (distance / side * SIDE as f32) as usize;
        let (column, row) = (pixel(x - left), pixel(y - top));
        let ink = image[row * SIDE + column];
        assert!(ink >= 0.8, "{ink} at {x}, {y}: column {column}, row {row}");
    }
}
