//! Spoiled digits: half drawn, crossed out, several at once.

use super::DrawingGenerator;
use crate::dataset::handwriting::{styles, write_digit};
use crate::dataset::pen::Drawing;
use crate::random::Random;

pub const SPOILED: [(&str, DrawingGenerator); 8] = [
    ("the beginning of a digit", |random| {
        part(&BEGINNINGS, random)
    }),
    ("the end of a digit", |random| part(&ENDS, random)),
    ("crossed out", crossed_out),
    ("struck through", struck_through),
    ("scribbled over", scribbled_over),
    ("two side by side", |random| side_by_side(2, random)),
    ("three side by side", |random| side_by_side(3, random)),
    ("one above another", one_above_another),
];

/// A style, and the ranges of the first and of the last point that is drawn, as shares of its points.
type Part = (u8, &'static str, [f32; 2], [f32; 2]);

/// Beginnings that are not also the beginning of another digit, or one themselves.
#[rustfmt::skip]
const BEGINNINGS: [Part; 12] = [
    (0, "oval", [0.0, 0.0], [0.6, 0.72]),
    (0, "clockwise", [0.0, 0.0], [0.56, 0.68]),
    (2, "plain", [0.0, 0.0], [0.2, 0.4]),
    (2, "looped", [0.0, 0.0], [0.2, 0.36]),
    (3, "round", [0.0, 0.0], [0.22, 0.42]),
    (3, "looped", [0.0, 0.0], [0.2, 0.36]),
    (4, "closed", [0.0, 0.0], [0.48, 0.62]),
    (4, "open", [0.0, 0.0], [0.44, 0.58]),
    (4, "in one", [0.0, 0.0], [0.3, 0.56]),
    (5, "in one", [0.0, 0.0], [0.3, 0.44]),
    (7, "plain", [0.0, 0.0], [0.3, 0.5]),
    (8, "like an S", [0.0, 0.0], [0.16, 0.3]),
];
#[rustfmt::skip]
const ENDS: [Part; 5] = [
    (2, "plain", [0.5, 0.64], [1.0, 1.0]),
    (2, "angular", [0.44, 0.6], [1.0, 1.0]),
    (3, "round", [0.48, 0.6], [1.0, 1.0]),
    (5, "in one", [0.46, 0.6], [1.0, 1.0]),
    (5, "angular", [0.44, 0.6], [1.0, 1.0]),
];

fn part(parts: &[Part], random: &mut Random) -> Drawing {
    let (digit, name, from, to) = parts[random.below(parts.len() as u32) as usize];
    let mut styles = styles().iter();
    let style = styles.find(|style| (style.digit, style.name) == (digit, name));
    let style = style.expect("it is one of the styles");
    let drawing = write_digit(style, random);
    let points = (drawing.xy.len() / 2) as f32;
    let [from, to] = [from, to].map(|[least, most]| points * random.uniform(least, most));
    drawing.part(from as usize, (to as usize).max(from as usize + 2))
}

fn any_digit(random: &mut Random) -> Drawing {
    any_digit_but(&[], random)
}

fn any_digit_but(others: &[u8], random: &mut Random) -> Drawing {
    let style = loop {
        let style = &styles()[random.below(styles().len() as u32) as usize];
        if !others.contains(&style.digit) {
            break style;
        }
    };
    write_digit(style, random)
}

/// A random point near these shares of the width and the height of a box.
fn about(bounds: [(f32, f32); 2], [x, y]: [f32; 2], random: &mut Random) -> [f32; 2] {
    let [across, down] = bounds.map(|(low, high)| (low, (high - low).max(0.4)));
    [(across, x), (down, y)]
        .map(|((low, length), share)| low + length * (share + random.uniform(-0.15, 0.15)))
}

/// With a cross over it. A 0 with a cross may be an 8.
fn crossed_out(random: &mut Random) -> Drawing {
    let mut drawing = any_digit_but(&[0, 8], random);
    let bounds = drawing.bounds();
    for [from, to] in [[[0.0, 0.0], [1.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]]] {
        drawing.add([from, to].map(|place| about(bounds, place, random)));
    }
    drawing
}

/// With lines across it.
fn struck_through(random: &mut Random) -> Drawing {
    let mut drawing = any_digit(random);
    let bounds = drawing.bounds();
    let lines = 2 + random.below(4);
    let rise = random.uniform(-0.4, 0.4);
    for line in 0..lines {
        let y = (line as f32 + 1.0) / (lines as f32 + 1.0);
        let ends = [[-0.1, y + rise], [1.1, y - rise]];
        drawing.add(ends.map(|place| about(bounds, place, random)));
    }
    drawing
}

/// With a zigzag over it.
fn scribbled_over(random: &mut Random) -> Drawing {
    let mut drawing = any_digit(random);
    let bounds = drawing.bounds();
    let turns = 6 + random.below(10);
    let is_across = random.below(2) == 0;
    let mut corners = Vec::new();
    for turn in 0..turns {
        let (along, side) = (turn as f32 / (turns - 1) as f32, (turn % 2) as f32);
        let place = if is_across {
            [along, side]
        } else {
            [side, along]
        };
        corners.push(about(bounds, place, random));
    }
    drawing.add(corners);
    drawing
}

fn side_by_side(count: usize, random: &mut Random) -> Drawing {
    let mut drawing = any_digit(random);
    for _ in 1..count {
        let other = any_digit(random);
        let gap = random.uniform(0.0, 0.35);
        let (_, end) = drawing.bounds()[0];
        let (begin, _) = other.bounds()[0];
        let right = end + gap - begin;
        drawing.add_drawing(&other, [right, random.uniform(-0.12, 0.12)]);
    }
    drawing
}

/// Two digits, the second below the first or partly over it. Two 1s would be a long 1.
fn one_above_another(random: &mut Random) -> Drawing {
    let mut drawing = any_digit_but(&[1], random);
    let other = any_digit_but(&[1], random);
    let down = random.uniform(0.5, 1.2);
    drawing.add_drawing(&other, [random.uniform(-0.3, 0.3), down]);
    drawing
}
