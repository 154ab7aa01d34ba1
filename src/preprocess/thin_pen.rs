//! A picture whose pen is thinner than any of MNIST's: before it shrinks to grey threads, its strokes are
//! widened, by their distance from the ink (G. Borgefors, "Distance transformations in digital images",
//! 1986).

use std::f32::consts::{FRAC_PI_4, SQRT_2};

use super::PEN_WIDTH;
use super::pixels::Drawing;

/// The thinnest pen that stays as it is, in pixels of the image: of MNIST's 60,000 training images
/// [`mean_width`] finds the thinnest strokes 1.09 wide, and those of one in a hundred less than 1.53.
const THINNEST: f32 = 0.95;

/// What is within a stroke has at least this much ink: a thread that runs between two pixels leaves each
/// half.
const LEAST_INK: f32 = 0.4;

/// Widens strokes that are too thin. `pixel`: the side of a pixel of the image that the drawing will become.
pub fn widen_thin_pen(drawing: Drawing, pixel: f32) -> Drawing {
    let width = mean_width(&drawing);
    if width >= THINNEST * pixel {
        return drawing;
    }
    // Each edge of a stroke moves by half of what is missing.
    let outwards = (PEN_WIDTH * pixel - width) / 2.0;
    let mut drawing = padded(drawing, outwards.ceil() as usize + 1);
    let distances = distances_from_ink(&drawing);
    for (value, distance) in drawing.values.iter_mut().zip(distances) {
        // The edge lies half a pixel before the first pixel without ink, and a pixel that it halves is grey.
        *value = value.max((outwards + 1.0 - distance).clamp(0.0, 1.0));
    }
    drawing
}

/// Twice the area within the strokes over the length of their edges: for a line, its width. Of an edge at
/// any angle, the sides of pixels are 4/π times as long, in the mean over all angles.
fn mean_width(drawing: &Drawing) -> f32 {
    let is_ink = |x: usize, y: usize| {
        let within = x < drawing.width && y < drawing.height;
        within && drawing.values[y * drawing.width + x] >= LEAST_INK
    };
    let (mut area, mut sides) = (0, 0);
    // From the paper before the first pixel to that after the last.
    for y in 0..=drawing.height {
        for x in 0..=drawing.width {
            let here = is_ink(x, y);
            area += usize::from(here);
            sides += usize::from(here != is_ink(x.wrapping_sub(1), y));
            sides += usize::from(here != is_ink(x, y.wrapping_sub(1)));
        }
    }
    2.0 * area as f32 / (sides as f32 * FRAC_PI_4)
}

/// With so many more pixels of paper on every side.
fn padded(drawing: Drawing, margin: usize) -> Drawing {
    let (width, height) = (drawing.width + 2 * margin, drawing.height + 2 * margin);
    let mut values = vec![0.0; width * height];
    let lines = values.chunks_exact_mut(width).skip(margin);
    for (line, old) in lines.zip(drawing.values.chunks_exact(drawing.width)) {
        line[margin..][..drawing.width].copy_from_slice(old);
    }
    Drawing {
        width,
        height,
        values,
    }
}

/// How far each pixel's middle is from that of the nearest pixel within a stroke, to within a twelfth.
fn distances_from_ink(drawing: &Drawing) -> Vec<f32> {
    let (width, height) = (drawing.width as isize, drawing.height as isize);
    let begin = |value: &f32| match *value >= LEAST_INK {
        true => 0.0,
        false => f32::INFINITY,
    };
    let mut distances: Vec<f32> = drawing.values.iter().map(begin).collect();
    // What is known of the neighbours that a pass has seen, it hands on.
    let mut hand_on = |x: isize, y: isize, back: isize| {
        for (across, down, step) in [(1, 0, 1.0), (1, 1, SQRT_2), (0, 1, 1.0), (-1, 1, SQRT_2)] {
            let (from_x, from_y) = (x - back * across, y - back * down);
            if (0..width).contains(&from_x) && (0..height).contains(&from_y) {
                let there = distances[(from_y * width + from_x) as usize] + step;
                let here = &mut distances[(y * width + x) as usize];
                *here = here.min(there);
            }
        }
    };
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        hand_on(x, y, 1);
    }
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        hand_on(width - 1 - x, height - 1 - y, -1);
    }
    distances
}
