//! Scribbles, hatching and lines: strokes without a meaning, whose knots lie about 0..1 both ways.

use std::f32::consts::TAU;

use super::lines::{grid, hatching, lines, lying_line};
use super::strokes::{StrokeGenerator, Strokes, anywhere, between, sharp, smooth, turned};
use crate::random::Random;

pub const SCRIBBLES: [(&str, StrokeGenerator); 13] = [
    ("scribble", scribble),
    ("tangle", tangle),
    ("zigzag", zigzag),
    ("spiral", spiral),
    ("ball", ball),
    ("rosette", rosette),
    ("loops", loops),
    ("wave", wave),
    ("hatching", hatching),
    ("grid", grid),
    ("lines", lines),
    ("lying line", lying_line),
    ("arch", arch),
];

/// The point at this angle of an ellipse with these half-axes.
fn on_ellipse([width, height]: [f32; 2], angle: f32) -> [f32; 2] {
    [
        0.5 + width * libm::cosf(angle),
        0.5 + height * libm::sinf(angle),
    ]
}

/// Through random points, smoothly or not.
fn scribble(random: &mut Random) -> Strokes {
    let knot = if random.below(3) == 0 { sharp } else { smooth };
    let stroke = |random: &mut Random| {
        let count = between(9, 20, random);
        (0..count).map(|_| knot(anywhere(random))).collect()
    };
    let count = between(1, 2, random);
    (0..count).map(|_| stroke(random)).collect()
}

/// A closed curve that crosses itself often: in each direction a slow wave and a fast one.
fn tangle(random: &mut Random) -> Strokes {
    // Two slow waves of one speed would make a 0, and of speeds 1 and 2 an 8.
    let slow = [[2, 3], [3, 2], [3, 4], [4, 3]][random.below(4) as usize];
    let share = random.uniform(0.2, 0.6);
    let waves = slow.map(|slow| {
        let fast = slow + between(2, 4, random);
        [(slow, 1.0 - share), (fast, share)].map(|(speed, height)| {
            let begin = random.uniform(0.0, TAU);
            (speed as f32, 0.5 * height, begin)
        })
    });
    let knots = 60;
    let knot = |index: u32| {
        let t = TAU * index as f32 / knots as f32;
        let wave = |(speed, height, begin): (f32, f32, f32)| height * libm::sinf(speed * t + begin);
        smooth(waves.map(|[slow, fast]| 0.5 + wave(slow) + wave(fast)))
    };
    vec![(0..=knots).map(knot).collect()]
}

/// Back and forth on the way across.
fn zigzag(random: &mut Random) -> Strokes {
    let turns = between(6, 12, random);
    let height = random.uniform(0.15, 0.5);
    let knot = |turn: u32| {
        let side = if turn.is_multiple_of(2) {
            -height
        } else {
            height
        };
        sharp([turn as f32 / (turns - 1) as f32, 0.5 + side])
    };
    let stroke = (0..turns).map(knot).collect();
    turned(vec![stroke], random.uniform(0.0, TAU))
}

fn spiral(random: &mut Random) -> Strokes {
    let turns = random.uniform(2.0, 4.5);
    let (begin, direction) = (
        random.uniform(0.0, TAU),
        [-1.0, 1.0][random.below(2) as usize],
    );
    let knots = (turns * 6.0) as u32;
    let knot = |index: u32| {
        let share = index as f32 / knots as f32;
        let radius = 0.03 + 0.47 * share;
        smooth(on_ellipse(
            [radius; 2],
            begin + direction * share * turns * TAU,
        ))
    };
    vec![(0..=knots).map(knot).collect()]
}

/// Round and round about one point.
fn ball(random: &mut Random) -> Strokes {
    let knots = between(22, 44, random);
    let begin = random.uniform(0.0, TAU);
    let knot = |index: u32, random: &mut Random| {
        let axes = [random.uniform(0.0, 0.5), random.uniform(0.0, 0.5)];
        smooth(on_ellipse(axes, begin + index as f32 * TAU / 5.5))
    };
    vec![(0..knots).map(|index| knot(index, random)).collect()]
}

/// Petals about a middle.
fn rosette(random: &mut Random) -> Strokes {
    let petals = between(4, 9, random);
    let (begin, heart) = (random.uniform(0.0, TAU), random.uniform(0.02, 0.2));
    let knot = |index: u32| {
        // Four knots a petal: from the heart to the tip and back.
        let radius = heart + (0.5 - heart) * [0.0, 0.6, 1.0, 0.6][index as usize % 4];
        smooth(on_ellipse(
            [radius; 2],
            begin + index as f32 * TAU / (4 * petals) as f32,
        ))
    };
    vec![(0..=4 * petals).map(knot).collect()]
}

/// A row of loops, as by a pen that is tried out.
fn loops(random: &mut Random) -> Strokes {
    let count = between(3, 6, random);
    let height = random.uniform(0.15, 0.45);
    let step = 1.0 / count as f32;
    let knot = |index: u32| {
        let angle = index as f32 * TAU / 5.0;
        let x = index as f32 / 5.0 * step + 0.7 * step * libm::sinf(angle);
        smooth([x, 0.5 + height * libm::cosf(angle)])
    };
    let stroke = (0..=5 * count).map(knot).collect();
    turned(vec![stroke], random.uniform(-0.5, 0.5))
}

fn wave(random: &mut Random) -> Strokes {
    let count = between(5, 8, random);
    let height = random.uniform(0.08, 0.3);
    let knot = |index: u32| {
        let side = if index.is_multiple_of(2) {
            -height
        } else {
            height
        };
        smooth([index as f32 / count as f32, 0.5 + side])
    };
    let stroke = (0..=count).map(knot).collect();
    turned(vec![stroke], random.uniform(0.0, TAU))
}

/// An arc that opens upwards or downwards.
fn arch(random: &mut Random) -> Strokes {
    let axes = [0.5, random.uniform(0.2, 0.6)];
    let begin = [0.0, TAU / 2.0][random.below(2) as usize];
    let sweep = random.uniform(0.35, 0.55) * TAU;
    let knot = |index: u32| smooth(on_ellipse(axes, begin + sweep * (index as f32 / 4.0)));
    turned(vec![(0..=4).map(knot).collect()], random.uniform(-0.3, 0.3))
}
