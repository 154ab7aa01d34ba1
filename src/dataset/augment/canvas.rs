//! An image with a margin of paper, so that no one who looks beyond its edges has to ask.

use std::ops::Range;

use super::elastic::Displacement;
use super::map::Map;
use crate::preprocess::SIDE;

/// Pixels of paper on every side.
const MARGIN: usize = 2;
/// The side of the canvas.
pub const ROW: usize = SIDE + 2 * MARGIN;

pub struct Canvas(pub [f32; ROW * ROW]);

impl Canvas {
    pub fn of(image: &[f32]) -> Self {
        let mut canvas = Self([0.0; ROW * ROW]);
        for (line, values) in canvas.lines_mut().zip(image.chunks_exact(SIDE)) {
            line.copy_from_slice(values);
        }
        canvas
    }

    /// The rows of the image, without the margin.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let rows = self.0.chunks_exact_mut(ROW).skip(MARGIN).take(SIDE);
        rows.map(|row| &mut row[MARGIN..][..SIDE])
    }

    /// Row `y` of the image, from `x` on; −1 is in the margin.
    pub fn line(&self, x: isize, y: isize) -> &[f32] {
        let place = |index: isize| (index + MARGIN as isize) as usize;
        &self.0[place(y) * ROW + place(x)..][..SIDE]
    }

    /// Writes the image that the map, and then the displacement, make of this one, at the pixels that ink
    /// comes to; all others are paper. Each pixel asks where it comes from, and interpolates linearly
    /// between the four there.
    pub fn resample(
        &self,
        map: &Map,
        displacement: Option<&Displacement>,
        [columns, rows]: [Range<usize>; 2],
        image: &mut [f32],
    ) {
        let still = [0.0; SIDE];
        let inverse = map.inverse();
        image.fill(0.0);
        for y in rows {
            let line = |axis: usize| displacement.map_or(&still, |moved| &moved.pixels[axis][y]);
            let (across, down) = (line(0), line(1));
            let values = &mut image[y * SIDE..][..SIDE];
            for x in columns.clone() {
                let [from_x, from_y] = inverse.apply([x as f32 + across[x], y as f32 + down[x]]);
                values[x] = self.at(from_x, from_y);
            }
        }
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        let place = |value: f32| (value + MARGIN as f32).clamp(0.0, (ROW - 2) as f32);
        let (x, y) = (place(x), place(y));
        // Neither is below 0, so this rounds down.
        let (left, top) = (x as u32, y as u32);
        let (right_share, bottom_share) = (x - left as f32, y - top as f32);
        let pixels = &self.0[top as usize * ROW + left as usize..][..ROW + 2];
        let between = |a: f32, b: f32, share: f32| a * (1.0 - share) + b * share;
        let above = between(pixels[0], pixels[1], right_share);
        let below = between(pixels[ROW], pixels[ROW + 1], right_share);
        // Rounding must not lift full ink above 1.
        between(above, below, bottom_share).min(1.0)
    }
}
