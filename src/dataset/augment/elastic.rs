//! Elastic distortion: a smooth random displacement of every pixel (P. Y. Simard, D. Steinkraus
//! and J. C. Platt, 2003).
//!
//! They draw a number from −1 to 1 for every pixel, smooth the field with a Gaussian of 4 pixels, and
//! scale it. Here the numbers are drawn every 7 pixels, and interpolated by a cubic
//! B-spline with these knots: nearly a Gaussian (M. Unser, "Splines: a perfect fit for signal and
//! image processing", 1999), of 7 / √3 = 4.04 pixels, for a twentieth of the work.

use wide::f32x4;

use super::bounds::Bounds;
use crate::preprocess::SIDE;
use crate::random::Random;

/// Pixels from knot to knot.
const PITCH: usize = 7;
/// A cubic B-spline is a weighted sum of four knots.
const REACH: usize = 4;
/// Knots along each side; two of them lie beyond the image.
const KNOTS: usize = SIDE / PITCH + REACH - 1;

/// The weight of each knot of a side for each pixel of the side; four are not 0.
const WEIGHTS: [[f32; SIDE]; KNOTS] = {
    let mut weights = [[0.0; SIDE]; KNOTS];
    let mut pixel = 0;
    while pixel < SIDE {
        let t = ((pixel % PITCH) as f32 + 0.5) / PITCH as f32;
        let (t2, t3) = (t * t, t * t * t);
        let near = [
            (1.0 - 3.0 * t + 3.0 * t2 - t3) / 6.0,
            (4.0 - 6.0 * t2 + 3.0 * t3) / 6.0,
            (1.0 + 3.0 * t + 3.0 * t2 - 3.0 * t3) / 6.0,
            t3 / 6.0,
        ];
        let mut knot = 0;
        while knot < REACH {
            weights[pixel / PITCH + knot][pixel] = near[knot];
            knot += 1;
        }
        pixel += 1;
    }
    weights
};

/// The numbers of a row of pixels.
type Line = [f32x4; SIDE / 4];

/// From how far away each pixel takes its ink: across, and down.
pub struct Displacement {
    /// The fields before scaling.
    fields: [[Line; SIDE]; 2],
    /// The factors that scale them to pixels.
    factors: [f32; 2],
    /// The minimum and the maximum of each, in pixels.
    pub spread: [(f32, f32); 2],
}

impl Displacement {
    /// No displacement.
    pub const NONE: Self = Self {
        fields: [[[f32x4::ZERO; SIDE / 4]; SIDE]; 2],
        factors: [0.0; 2],
        spread: [(0.0, 0.0); 2],
    };

    /// Draws a random displacement. `pixels`: its root mean square in each of the two directions.
    pub fn draw(&mut self, pixels: f32, random: &mut Random) {
        for (axis, field) in self.fields.iter_mut().enumerate() {
            let (mean_square, (least, greatest)) = smooth(random, field);
            let factor = pixels / mean_square.sqrt();
            self.factors[axis] = factor;
            self.spread[axis] = (factor * least, factor * greatest);
        }
    }

    /// The displacement of pixels 4 · `four` to 4 · `four` + 3 of row `y`, in pixels.
    pub fn at(&self, four: usize, y: usize) -> [f32x4; 2] {
        [0, 1].map(|axis| self.fields[axis][y][four] * self.factors[axis])
    }
}

/// Fills a field with random numbers at the knots, interpolated along the rows and then along the columns. Returns its
/// mean square, and its minimum and maximum.
fn smooth(random: &mut Random, field: &mut [Line; SIDE]) -> (f32, (f32, f32)) {
    let rows: [Line; KNOTS] = std::array::from_fn(|_| {
        let mut row = [f32x4::ZERO; SIDE / 4];
        for weights in &WEIGHTS {
            let knot = f32x4::splat(random.uniform(-1.0, 1.0));
            for (values, weights) in row.iter_mut().zip(weights.as_chunks().0) {
                *values += knot * f32x4::new(*weights);
            }
        }
        row
    });
    let mut squares = [f32x4::ZERO; SIDE / 4];
    let mut bounds = Bounds::new();
    for (y, line) in field.iter_mut().enumerate() {
        let first = y / PITCH;
        let [a, b, c, d] = std::array::from_fn(|knot| f32x4::splat(WEIGHTS[first + knot][y]));
        let near: &[_; REACH] = rows[first..].first_chunk().expect("knots beyond the image");
        for (x, values) in line.iter_mut().enumerate() {
            *values = a * near[0][x] + b * near[1][x] + c * near[2][x] + d * near[3][x];
            squares[x] += *values * *values;
            bounds.add(*values);
        }
    }
    let mean_square = squares.iter().flat_map(f32x4::as_array).sum::<f32>() / (SIDE * SIDE) as f32;
    (mean_square, bounds.get())
}
