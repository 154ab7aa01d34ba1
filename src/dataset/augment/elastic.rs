//! Elastic distortion: a smooth random displacement of every pixel (P. Y. Simard, D. Steinkraus
//! and J. C. Platt, 2003).
//!
//! They draw a number from −1 to 1 for every pixel, smooth these with a Gaussian of 4 pixels, and
//! scale what is left. Here the numbers are drawn every 7 pixels, and smoothed by a cubic
//! B-spline with these knots: nearly a Gaussian (M. Unser, "Splines: a perfect fit for signal and
//! image processing", 1999), of 7 / √3 = 4.04 pixels, for a twentieth of the work.

use crate::preprocess::SIDE;
use crate::random::Random;

/// Pixels from knot to knot.
const PITCH: usize = 7;
/// A cubic reaches over four knots.
const REACH: usize = 4;
/// Along each side, two of them beyond the image.
const KNOTS: usize = SIDE / PITCH + REACH - 1;

/// How much each knot of a side counts for each pixel of it: four of them do for one.
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

type Field = [[f32; SIDE]; SIDE];

/// How far away each pixel takes its ink from, in pixels: across, and down.
pub struct Displacement {
    pub pixels: [Field; 2],
    /// The least and the greatest of each.
    pub spread: [(f32, f32); 2],
}

impl Displacement {
    /// A random one: `pixels` is the root of its mean square, in each of the two directions.
    pub fn random(pixels: f32, random: &mut Random) -> Self {
        let mut fields = [smooth(random), smooth(random)];
        let spread = [0, 1].map(|axis| normalise(&mut fields[axis], pixels));
        Self {
            pixels: fields,
            spread,
        }
    }
}

/// Random numbers at the knots, smoothed along the rows and then along the columns.
fn smooth(random: &mut Random) -> Field {
    let mut rows = [[0.0; SIDE]; KNOTS];
    for row in &mut rows {
        for weights in &WEIGHTS {
            let knot = random.uniform(-1.0, 1.0);
            for (value, weight) in row.iter_mut().zip(weights) {
                *value += knot * weight;
            }
        }
    }
    let mut field = [[0.0; SIDE]; SIDE];
    for (y, line) in field.iter_mut().enumerate() {
        let first = y / PITCH;
        let [a, b, c, d] = std::array::from_fn(|knot| WEIGHTS[first + knot][y]);
        let near: &[_; REACH] = rows[first..].first_chunk().expect("knots beyond the image");
        for (x, value) in line.iter_mut().enumerate() {
            *value = a * near[0][x] + b * near[1][x] + c * near[2][x] + d * near[3][x];
        }
    }
    field
}

/// Scales a field to this root of its mean square, and tells its least and greatest value.
fn normalise(field: &mut Field, pixels: f32) -> (f32, f32) {
    // Column by column at once: in whatever order a compiler would like, the sum stays the same.
    let (mut squares, mut least, mut greatest) = ([0.0; SIDE], field[0], field[0]);
    for line in field.iter() {
        for (x, value) in line.iter().enumerate() {
            squares[x] += value * value;
            least[x] = if *value < least[x] { *value } else { least[x] };
            greatest[x] = if *value > greatest[x] {
                *value
            } else {
                greatest[x]
            };
        }
    }
    let mean_square = squares.iter().sum::<f32>() / (SIDE * SIDE) as f32;
    let factor = pixels / mean_square.sqrt();
    for value in field.iter_mut().flatten() {
        *value *= factor;
    }
    let least = least.into_iter().fold(f32::INFINITY, f32::min);
    let greatest = greatest.into_iter().fold(f32::NEG_INFINITY, f32::max);
    (factor * least, factor * greatest)
}
