//! Finds the ink of a picture: what stands out against its surroundings.
//!
//! A picture is first reduced, and seen along the direction in colour in which its neighbouring pixels differ most
//! (`colours`). Ink is darker there, or lighter, than the paper around it (`paper`). Lines of a frame or a ruling are no
//! ink (`lines`), nor is what is small or faint beside it (`specks`).

mod colours;
mod lines;
mod morphology;
mod paper;
mod specks;

use super::grid::Grid;
use super::pixels::Picture;
use super::thin_pen::mean_width;
use colours::Colours;
use lines::remove_lines;
use morphology::dilate;
use paper::{Paper, against_even, against_local, widest_radius};
use specks::{remove_border_marks, remove_specks, remove_stray_ink};

/// What is fainter than this share of the ink is ink only as the edge of a stroke.
const FAINT: f32 = 0.2;
/// A picture whose shorter side has fewer pixels shows a digit alone: a thumbnail, or one of MNIST's images. What cannot be
/// seen is no ink there either.
const LEAST_SIDE: usize = 48;
const UNSEEN: f32 = 0.04;
/// Uneven paper is estimated within this many widths of the pen, as soon as that is known.
const PENS: f32 = 1.3;
/// It is estimated anew as long as that makes the radius less than this share of what it was, at most so many times.
const NARROWER: f32 = 0.8;
const MOST_ESTIMATES: usize = 4;

/// The ink of a picture: 0 for paper, up to 1. None if there is none.
pub(super) fn find_ink(picture: &Picture) -> Option<Grid> {
    // Transparent pixels are white, or black where white hides the ink.
    [1.0, 0.0]
        .into_iter()
        .find_map(|backdrop| ink_in(&Colours::of(picture, backdrop)))
}

fn ink_in(colours: &Colours) -> Option<Grid> {
    let brightness = colours.projected();
    let grid = |values: Vec<f32>| Grid {
        width: colours.width,
        height: colours.height,
        values,
        left: 0.0,
        top: 0.0,
        step: colours.step as f32,
    };
    if let Some(even) = against_even(&brightness, colours.width) {
        return even.ink().map(|values| clean(grid(values), Paper::Even));
    }
    let mut radius = widest_radius(&brightness, colours.width);
    let mut found = None;
    for _ in 0..MOST_ESTIMATES {
        let local = against_local(&brightness, colours.width, radius);
        let ink = local
            .ink()
            .map(|values| clean(grid(values), Paper::Uneven))?;
        let narrower = (PENS * mean_width(&ink)).ceil() as usize;
        found = Some(ink);
        if narrower == 0 || narrower as f32 > NARROWER * radius as f32 {
            break;
        }
        radius = narrower;
    }
    found
}

/// Removes what is no stroke of a digit.
fn clean(mut grid: Grid, paper: Paper) -> Grid {
    if grid.width.min(grid.height) < LEAST_SIDE {
        remove_residue(&mut grid, UNSEEN);
    } else {
        remove_lines(&mut grid);
        remove_residue(&mut grid, FAINT);
        remove_border_marks(&mut grid, paper);
        remove_stray_ink(&mut grid);
    }
    remove_specks(&mut grid);
    grid
}

/// Removes what is faint, but for the edges of strokes, which reach half a pen's width.
fn remove_residue(grid: &mut Grid, faint: f32) {
    let reach = (0.5 * mean_width(grid)).ceil().max(1.0) as usize;
    let is_clear = |value: &f32| f32::from(u8::from(*value >= faint));
    let mut near: Vec<f32> = grid.values.iter().map(is_clear).collect();
    dilate(&mut near, grid.width, reach);
    for (value, near) in grid.values.iter_mut().zip(near) {
        *value *= near;
    }
}
