//! Dots: taps of a pen.

use crate::dataset::pen::Drawing;
use crate::random::Random;

/// One to nine dots of one to three points that lie close together; a single dot has one point.
pub fn dots(random: &mut Random) -> Drawing {
    let mut drawing = Drawing::default();
    let count = 1 + random.below(9);
    for _ in 0..count {
        let points = if count == 1 { 1 } else { 1 + random.below(3) };
        let (x, y) = (random.uniform(0.0, 1.0), random.uniform(0.0, 1.0));
        let mut near = |value: f32| value + random.uniform(-0.02, 0.02);
        drawing.add((0..points).map(|_| [near(x), near(y)]));
    }
    drawing
}
