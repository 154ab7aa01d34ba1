//! Rotation, shear, scale and shift in one affine map that keeps the ink inside the image.

use std::ops::Range;

use wide::f32x4;

use super::bounds::Bounds;
use super::canvas::Canvas;
use crate::preprocess::SIDE;

/// The middle of the image, as a pixel's index.
const MIDDLE: f32 = (SIDE as f32 - 1.0) / 2.0;
/// Ink stays off the outermost pixels, unless it was there before.
const FIRST: f32 = 1.0;
const LAST: f32 = SIDE as f32 - 2.0;

/// More than the rounding error of a coordinate, in pixels.
const SLACK: f32 = 0.01;

/// The map s → matrix · (s − before) + after.
#[derive(Debug, Clone, Copy)]
pub struct Map {
    matrix: [[f32; 2]; 2],
    before: [f32; 2],
    after: [f32; 2],
}

/// The first and the last inked pixel of each row: enough to bound the ink after any affine map.
pub struct Hull {
    /// [first, last, y] of each row with ink.
    rows: [[f32; 3]; SIDE],
    count: usize,
}

impl Hull {
    /// None without ink.
    pub fn of(canvas: &Canvas) -> Option<Self> {
        let (mut rows, mut count) = ([[0.0; 3]; SIDE], 0);
        for y in 0..SIDE {
            let line = canvas.line(0, y as isize).as_chunks::<4>().0;
            // One bit for each pixel.
            let ink = line.iter().rev().fold(0, |ink, four| {
                ink << 4 | f32x4::new(*four).simd_gt(f32x4::ZERO).to_bitmask()
            });
            if ink != 0 {
                rows[count] = [ink.trailing_zeros(), ink.ilog2(), y as u32].map(|n| n as f32);
                count += 1;
            }
        }
        (count > 0).then_some(Self { rows, count })
    }

    /// The minimum and the maximum of the mapped ink's x, and of its y.
    fn bounds(&self, map: impl Fn([f32x4; 2]) -> [f32x4; 2]) -> [(f32, f32); 2] {
        let mut bounds = [Bounds::new(); 2];
        for [first, last, y] in &self.rows[..self.count] {
            // Twice, to fill a vector.
            let across = f32x4::new([*first, *last, *first, *last]);
            let points = map([across, f32x4::splat(*y)]);
            for (bounds, values) in bounds.iter_mut().zip(points) {
                bounds.add(values);
            }
        }
        bounds.map(Bounds::get)
    }
}

impl Map {
    /// Scales by 1 + `scale`, then shears, then rotates, each about the middle of the image.
    pub fn new(rotation_degrees: f32, shear_degrees: f32, scale: [f32; 2]) -> Self {
        let angle = rotation_degrees.to_radians();
        let (sin, cos) = (libm::sinf(angle), libm::cosf(angle));
        let slant = libm::tanf(shear_degrees.to_radians());
        let (width, height) = (1.0 + scale[0], 1.0 + scale[1]);
        Self {
            matrix: [
                [cos * width, (cos * slant - sin) * height],
                [sin * width, (sin * slant + cos) * height],
            ],
            before: [MIDDLE; 2],
            after: [MIDDLE; 2],
        }
    }

    /// Maps four points.
    pub fn apply(&self, [x, y]: [f32x4; 2]) -> [f32x4; 2] {
        let [[a, b], [c, d]] = self.matrix.map(|row| row.map(f32x4::splat));
        let [before, after] = [self.before, self.after].map(|place| place.map(f32x4::splat));
        let (x, y) = (x - before[0], y - before[1]);
        [a * x + b * y + after[0], c * x + d * y + after[1]]
    }

    /// The inverse map.
    pub fn inverse(&self) -> Self {
        let ([a, b], [c, d]) = (self.matrix[0], self.matrix[1]);
        let determinant = a * d - b * c;
        Self {
            matrix: [
                [d / determinant, -b / determinant],
                [-c / determinant, a / determinant],
            ],
            before: self.after,
            after: self.before,
        }
    }

    /// The columns and rows that ink comes to by this map and then a displacement with this spread.
    pub fn reach(&self, hull: &Hull, spread: [(f32, f32); 2]) -> [Range<usize>; 2] {
        let bounds = hull.bounds(|point| self.apply(point));
        [0, 1].map(|axis| {
            let ((low, high), (least, greatest)) = (bounds[axis], spread[axis]);
            // Interpolating, a pixel takes ink from less than one pixel farther on, either way.
            let [a, b] = self.matrix[axis];
            let border = a.abs() + b.abs() + SLACK;
            let first = (low - border - greatest).ceil().max(0.0) as usize;
            let end = (high + border - least + 1.0).max(0.0) as usize;
            first.min(SIDE)..end.min(SIDE)
        })
    }

    /// This map with a shift, clamped so that the ink stays inside; ink that does not fit is shrunk.
    /// `spread`: the minimum and maximum of the displacement after the map, across and down.
    pub fn kept_inside(self, hull: &Hull, shift: [f32; 2], spread: [(f32, f32); 2]) -> Self {
        let bounds = hull.bounds(|point| self.apply(point));
        let room = hull
            .bounds(|point| point)
            .map(|(low, high)| (low.min(FIRST), high.max(LAST)));
        let mut fit = 1f32;
        for axis in [0, 1] {
            let ((low, high), (least, greatest)) = (bounds[axis], spread[axis]);
            let free = room[axis].1 - room[axis].0 - (greatest - least);
            // A single pixel of ink has no extent, and fits.
            fit = fit.min(free / (high - low).max(1.0));
        }
        let after = [0, 1].map(|axis| {
            // A pixel that takes its ink from a distance of d shows it moved by −d.
            let bound = |value: f32, moved: f32| (value - MIDDLE) * fit + MIDDLE - moved;
            let (low, high) = bounds[axis];
            let first = room[axis].0 - bound(low, spread[axis].1);
            let last = room[axis].1 - bound(high, spread[axis].0);
            // Where the ink just fits, rounding may leave `last` before `first`.
            self.after[axis] + shift[axis].min(last).max(first)
        });
        Self {
            matrix: self.matrix.map(|row| row.map(|value| value * fit)),
            after,
            ..self
        }
    }
}
