//! Strokes of a picture that are thinner than any of MNIST's are widened before they would shrink to grey threads, by a
//! distance transform (G. Borgefors, "Distance transformations in digital images",
//! 1986).

use std::f32::consts::{FRAC_PI_4, SQRT_2};

use super::grid::Grid;
use super::{INK_SIDE, PEN_WIDTH};

/// The thinnest pen that is not widened, in pixels of the image: of MNIST's 60,000 training images
/// [`mean_width`] finds the thinnest strokes 1.09 wide, and those of one in a hundred less than 1.53.
const THINNEST: f32 = 0.95;

/// A pixel within a stroke has at least this much ink: a line between two pixels leaves half of its ink in each.
const LEAST_INK: f32 = 0.4;

/// Longer ink is reduced to at most this length before it is widened, 32 pixels for one of the image, so that the
/// work and memory for a large picture stay bounded.
const LONGEST: usize = 32 * INK_SIDE;

/// Widens strokes that are too thin.
pub fn widen_thin_pen(grid: Grid) -> Grid {
    if mean_width(&grid) >= THINNEST * grid.pixel_size() {
        return grid;
    }
    let grid = grid.cropped(LONGEST);
    // Each edge of a stroke moves by half of the missing width.
    let missing = PEN_WIDTH * grid.pixel_size() - mean_width(&grid);
    let outwards = (missing / 2.0).max(0.0);
    let mut grid = padded(grid, outwards.ceil() as usize + 1);
    let distances = distances_from_ink(&grid);
    for (value, distance) in grid.values.iter_mut().zip(distances) {
        // The edge lies half a pixel before the first pixel without ink, and a pixel that it halves is grey.
        *value = value.max((outwards + 1.0 - distance).clamp(0.0, 1.0));
    }
    grid
}

/// Twice the area of the strokes over the length of their edges: for a line, its width. The sides of pixels along an
/// edge are 4/π times as long as the edge, in the mean over all angles.
pub fn mean_width(grid: &Grid) -> f32 {
    let is_ink = |x: usize, y: usize| {
        let within = x < grid.width && y < grid.height;
        within && grid.values[y * grid.width + x] >= LEAST_INK
    };
    let (mut area, mut sides) = (0, 0);
    // From the paper before the first pixel to that after the last.
    for y in 0..=grid.height {
        for x in 0..=grid.width {
            let here = is_ink(x, y);
            area += usize::from(here);
            sides += usize::from(here != is_ink(x.wrapping_sub(1), y));
            sides += usize::from(here != is_ink(x, y.wrapping_sub(1)));
        }
    }
    2.0 * area as f32 / (sides as f32 * FRAC_PI_4)
}

/// The grid with `margin` more pixels of paper on every side.
fn padded(grid: Grid, margin: usize) -> Grid {
    let (width, height) = (grid.width + 2 * margin, grid.height + 2 * margin);
    let mut values = vec![0.0; width * height];
    let lines = values.chunks_exact_mut(width).skip(margin);
    for (line, old) in lines.zip(grid.values.chunks_exact(grid.width)) {
        line[margin..][..grid.width].copy_from_slice(old);
    }
    Grid {
        width,
        height,
        values,
        left: grid.left - margin as f32 * grid.step,
        top: grid.top - margin as f32 * grid.step,
        step: grid.step,
    }
}

/// The distance of each pixel from the nearest pixel within a stroke, between their middles, to within a twelfth.
fn distances_from_ink(grid: &Grid) -> Vec<f32> {
    let (width, height) = (grid.width as isize, grid.height as isize);
    let begin = |value: &f32| match *value >= LEAST_INK {
        true => 0.0,
        false => f32::INFINITY,
    };
    let mut distances: Vec<f32> = grid.values.iter().map(begin).collect();
    // Updates a pixel from the four neighbours that the pass has visited before it.
    let mut update = |x: isize, y: isize, back: isize| {
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
        update(x, y, 1);
    }
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        update(width - 1 - x, height - 1 - y, -1);
    }
    distances
}
