//! Strokes that are drawn at random: their knots, and where these lie.

use crate::dataset::pen::Knot;
use crate::random::Random;

/// The knots of each stroke, about 0..1 both ways.
pub type Strokes = Vec<Vec<Knot>>;

pub type StrokeGenerator = fn(&mut Random) -> Strokes;

pub fn smooth([x, y]: [f32; 2]) -> Knot {
    Knot {
        x,
        y,
        corner: false,
    }
}

pub fn sharp([x, y]: [f32; 2]) -> Knot {
    Knot { x, y, corner: true }
}

pub fn anywhere(random: &mut Random) -> [f32; 2] {
    [random.uniform(0.0, 1.0), random.uniform(0.0, 1.0)]
}

/// A random number of low … high.
pub fn between(low: u32, high: u32, random: &mut Random) -> u32 {
    low + random.below(high - low + 1)
}

/// The strokes rotated by this angle about the middle.
pub fn turned(strokes: Strokes, angle: f32) -> Strokes {
    let (sin, cos) = (libm::sinf(angle), libm::cosf(angle));
    let turn = |knot: Knot| {
        let (x, y) = (knot.x - 0.5, knot.y - 0.5);
        Knot {
            x: cos * x - sin * y + 0.5,
            y: sin * x + cos * y + 0.5,
            ..knot
        }
    };
    let stroke = |stroke: Vec<Knot>| stroke.into_iter().map(turn).collect();
    strokes.into_iter().map(stroke).collect()
}
