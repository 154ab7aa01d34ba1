//! A picture as a grid of values.

use std::ops::Range;

use super::INK_SIDE;

/// A picture's pixels, or a part of it at another size: [height, width], brightness at first and then ink, from 0,
/// paper, to 1.
pub struct Grid {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
    /// x and y of the grid's upper left corner in the picture, in the picture's pixels.
    pub left: f32,
    pub top: f32,
    /// The length of one of the grid's pixels, in the picture's pixels.
    pub step: f32,
}

impl Grid {
    /// The length of a pixel of the 28 × 28 image, in the grid's pixels.
    pub fn pixel_size(&self) -> f32 {
        let (columns, rows) = self.ink_box();
        columns.len().max(rows.len()) as f32 / INK_SIDE as f32
    }

    /// The columns and rows that hold ink.
    pub fn ink_box(&self) -> (Range<usize>, Range<usize>) {
        let (mut left, mut right) = (self.width, 0);
        let (mut top, mut bottom) = (self.height, 0);
        for (y, line) in self.values.chunks_exact(self.width).enumerate() {
            for (x, value) in line.iter().enumerate() {
                if *value > 0.0 {
                    (left, right) = (left.min(x), right.max(x + 1));
                    (top, bottom) = (top.min(y), bottom.max(y + 1));
                }
            }
        }
        (left..right, top..bottom)
    }

    /// The pixels around one.
    pub fn neighbours(&self, index: usize) -> impl Iterator<Item = usize> + use<> {
        let (x, y) = (index % self.width, index / self.width);
        let (width, height) = (self.width, self.height);
        let rows = y.saturating_sub(1)..(y + 2).min(height);
        let columns = x.saturating_sub(1)..(x + 2).min(width);
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
            .filter(move |neighbour| *neighbour != index)
    }

    /// The ink's box, reduced by a whole factor until neither side is longer than `longest`: each pixel is the maximum
    /// of those that it replaces, so that no stroke is lost.
    pub fn cropped(&self, longest: usize) -> Self {
        let (columns, rows) = self.ink_box();
        let step = columns.len().max(rows.len()).div_ceil(longest);
        let (width, height) = (columns.len().div_ceil(step), rows.len().div_ceil(step));
        let (left, top) = (columns.start as f32, rows.start as f32);
        let mut values = vec![0f32; width * height];
        for (y, row) in rows.enumerate() {
            let line = &self.values[row * self.width..][columns.clone()];
            let smaller = &mut values[y / step * width..][..width];
            for (old, value) in line.chunks(step).zip(smaller) {
                *value = old.iter().copied().fold(*value, f32::max);
            }
        }
        Self {
            width,
            height,
            values,
            left: self.left + left * self.step,
            top: self.top + top * self.step,
            step: self.step * step as f32,
        }
    }
}
