//! Lines that make no digit.

use std::f32::consts::TAU;

use super::strokes::{Strokes, anywhere, between, sharp, smooth, turned};
use crate::random::Random;

/// Parallel lines.
fn parallel(count: u32, angle: f32, random: &mut Random) -> Strokes {
    let line = |index: u32, random: &mut Random| {
        let x = (index as f32 + random.uniform(-0.2, 0.2)) / (count - 1) as f32;
        let (top, bottom) = (random.uniform(0.0, 0.2), random.uniform(0.8, 1.0));
        vec![sharp([x, top]), sharp([x, bottom])]
    };
    let strokes = (0..count).map(|index| line(index, random)).collect();
    turned(strokes, angle)
}

pub fn hatching(random: &mut Random) -> Strokes {
    let count = between(3, 7, random);
    parallel(count, random.uniform(0.0, TAU), random)
}

pub fn grid(random: &mut Random) -> Strokes {
    let angle = random.uniform(0.0, TAU);
    let counts = [between(2, 6, random), between(2, 6, random)];
    let mut strokes = parallel(counts[0], angle, random);
    strokes.extend(parallel(counts[1], angle + TAU / 4.0, random));
    strokes
}

/// Random lines, at least four: fewer could make a digit.
pub fn lines(random: &mut Random) -> Strokes {
    let count = between(4, 8, random);
    let line = |random: &mut Random| vec![sharp(anywhere(random)), sharp(anywhere(random))];
    (0..count).map(|_| line(random)).collect()
}

/// One line, more horizontal than vertical, as a 1 would be.
pub fn lying_line(random: &mut Random) -> Strokes {
    let stroke = vec![sharp([0.0, 0.5]), smooth([0.5, 0.5]), sharp([1.0, 0.5])];
    turned(vec![stroke], random.uniform(-0.4, 0.4))
}
