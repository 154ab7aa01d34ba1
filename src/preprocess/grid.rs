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
}
