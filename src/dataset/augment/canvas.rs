//! An image with a margin of paper, so that reading beyond its edges needs no bounds checks.

use std::array;

use wide::f32x4;

use crate::preprocess::SIDE;

/// Pixels of paper on every side.
const MARGIN: usize = 2;
/// The side of the canvas.
const ROW: usize = SIDE + 2 * MARGIN;

pub struct Canvas(pub [f32; ROW * ROW]);

impl Canvas {
    pub fn of(image: &[f32]) -> Self {
        let mut canvas = Self([0.0; ROW * ROW]);
        for (line, values) in canvas.lines_mut().zip(image.chunks_exact(SIDE)) {
            // As vectors: to copy so little as memory costs WebAssembly a call.
            let fours: [_; SIDE / 4] =
                array::from_fn(|four| f32x4::new(values.as_chunks().0[four]));
            for (to, four) in line.as_chunks_mut().0.iter_mut().zip(fours) {
                *to = four.to_array();
            }
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

    /// The ink at four points, each interpolated between four pixels.
    #[inline(always)]
    pub fn at(&self, place: [f32x4; 2]) -> f32x4 {
        /// 1.5 · 2^23: near it a float has no fraction, and its lowest bits are the integer.
        const WHOLE: f32 = 12_582_912.0;
        let all = f32x4::splat;
        let inside = |value: f32x4| {
            let value = value + all(MARGIN as f32);
            value.fast_max(all(0.0)).fast_min(all((ROW - 2) as f32))
        };
        // The integer below; of an integer it may be one less, whose weight then is 0.
        let whole = |value: f32x4| (value - all(0.5) + all(WHOLE)) - all(WHOLE);
        let [across, down] = place.map(inside);
        let [left, top] = [across, down].map(whole);
        let first = top * all(ROW as f32) + left + all(WHOLE);
        let corners = first.to_array().map(|first| {
            let pixels = &self.0[(first.to_bits() - WHOLE.to_bits()) as usize..][..ROW + 2];
            f32x4::new([pixels[0], pixels[1], pixels[ROW], pixels[ROW + 1]])
        });
        let [a, b, c, d] = f32x4::transpose(corners);
        let between = |a: f32x4, b: f32x4, share: f32x4| a * (all(1.0) - share) + b * share;
        let right = across - left;
        // Rounding must not lift full ink above 1.
        between(between(a, b, right), between(c, d, right), down - top).fast_min(all(1.0))
    }
}
