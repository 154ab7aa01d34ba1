//! Connected ink of a picture, cut at thin places where it may be two digits.

use std::ops::Range;

use super::connected::ConnectedInk;
use super::grid::Grid;
use crate::order;

/// The least ink of a pixel that connects others: less is the blurred edge of a stroke.
const LEAST_INK: f32 = 0.35;
/// Connected ink is cut if it is at least this wide, as a share of its height.
const LEAST_WIDTH: f32 = 0.7;
/// At a cut, a column has at most this share of the ink of the fullest column on either side.
const THIN: f32 = 0.6;
/// Cuts are apart from each other, and from both ends, by this share of the height.
const LEAST_DISTANCE: f32 = 0.15;
/// Cuts of connected ink, the thinnest.
const MOST_CUTS: usize = 4;
/// The number of a pixel that belongs to no part.
const NO_PART: u16 = u16::MAX;

/// Connected ink, or a part of it that was cut off.
pub(super) struct Part {
    /// Parts with the same number were cut from the same connected ink.
    pub origin: usize,
    pub columns: Range<usize>,
    pub rows: Range<usize>,
}

/// The parts of a picture's ink.
pub(super) struct Parts {
    pub parts: Vec<Part>,
    /// The number of the part that a pixel belongs to: [height, width].
    numbers: Vec<u16>,
}

impl Parts {
    /// One part for all ink where there would be more than `most`.
    pub fn of(ink: &Grid, most: usize) -> Self {
        let mut numbers = vec![NO_PART; ink.values.len()];
        let mut parts = connected(ink, &mut numbers, most);
        if parts.len() > most {
            return Self::one(ink);
        }
        for index in 0..parts.len() {
            for column in cuts(index, &parts[index], ink, &numbers).into_iter().rev() {
                let new = cut(&mut parts, index, column, ink.width, &mut numbers);
                parts.push(new);
            }
        }
        if parts.len() > most {
            return Self::one(ink);
        }
        spread(ink, &mut numbers);
        Self { parts, numbers }
    }

    fn one(ink: &Grid) -> Self {
        let (columns, rows) = ink.ink_box();
        Self {
            parts: vec![Part {
                origin: 0,
                columns,
                rows,
            }],
            numbers: vec![0; ink.values.len()],
        }
    }

    /// The ink of some of the parts alone.
    pub fn ink(&self, ink: &Grid, parts: &[u16]) -> Grid {
        let pixels = ink.values.iter().zip(&self.numbers);
        let values = pixels.map(|(value, number)| match parts.contains(number) {
            true => *value,
            false => 0.0,
        });
        Grid {
            values: values.collect(),
            ..*ink
        }
    }
}

/// Numbers the connected ink, and stops at more than `most`.
fn connected(ink: &Grid, numbers: &mut [u16], most: usize) -> Vec<Part> {
    let pieces = ConnectedInk::of(ink, LEAST_INK).take(most + 1);
    let part = |(origin, pixels): (usize, Vec<u32>)| {
        let mut part = Part {
            origin,
            columns: ink.width..0,
            rows: ink.height..0,
        };
        for index in pixels.into_iter().map(|index| index as usize) {
            numbers[index] = origin as u16;
            part.take_in(index % ink.width, index / ink.width);
        }
        part
    };
    pieces.enumerate().map(part).collect()
}

impl Part {
    fn take_in(&mut self, x: usize, y: usize) {
        self.columns = self.columns.start.min(x)..self.columns.end.max(x + 1);
        self.rows = self.rows.start.min(y)..self.rows.end.max(y + 1);
    }
}

/// The columns at which a part may be cut, in order: the thinnest between two that are fuller.
fn cuts(number: usize, part: &Part, ink: &Grid, numbers: &[u16]) -> Vec<usize> {
    let (width, height) = (part.columns.len(), part.rows.len());
    if (width as f32) < LEAST_WIDTH * height as f32 {
        return Vec::new();
    }
    let mut fullness = vec![0.0; width];
    for y in part.rows.clone() {
        let row = y * ink.width + part.columns.start;
        for (x, sum) in fullness.iter_mut().enumerate() {
            if usize::from(numbers[row + x]) == number {
                *sum += ink.values[row + x];
            }
        }
    }
    let distance = ((LEAST_DISTANCE * height as f32) as usize).max(1);
    let fullest = |columns: &[f32]| columns.iter().copied().fold(0.0, f32::max);
    let thinness = |x: usize| {
        let (left, right) = fullness.split_at(x);
        fullness[x] / fullest(left).min(fullest(right)).max(f32::MIN_POSITIVE)
    };
    let inner = distance..width.saturating_sub(distance);
    let mut columns: Vec<(usize, f32)> = inner.map(|x| (x, thinness(x))).collect();
    columns.retain(|(_, thinness)| *thinness <= THIN);
    let mut cuts: Vec<usize> = Vec::new();
    for (x, _) in order::by_key(columns, |(_, thinness)| (*thinness).into()) {
        let x = part.columns.start + x;
        if cuts.len() < MOST_CUTS && cuts.iter().all(|cut| cut.abs_diff(x) >= distance) {
            cuts.push(x);
        }
    }
    order::by_key(cuts, |cut| *cut as f64)
}

/// Cuts off the columns of a part from `column` on: they become a new part.
fn cut(parts: &mut [Part], index: usize, column: usize, width: usize, numbers: &mut [u16]) -> Part {
    let next = parts.len() as u16;
    let whole = &mut parts[index];
    let (old, rows) = (whole.columns.clone(), whole.rows.clone());
    let origin = whole.origin;
    let empty = || Part {
        origin,
        columns: old.end..old.start,
        rows: rows.end..rows.start,
    };
    let (mut left, mut right) = (empty(), empty());
    for y in rows.clone() {
        for x in old.clone() {
            let number = &mut numbers[y * width + x];
            if usize::from(*number) != index {
                continue;
            }
            if x < column {
                left.take_in(x, y);
            } else {
                *number = next;
                right.take_in(x, y);
            }
        }
    }
    *whole = left;
    right
}

/// Numbers the blurred edges of strokes as the nearest ink that has a number.
fn spread(ink: &Grid, numbers: &mut [u16]) {
    let numbered = |index: &usize| numbers[*index] != NO_PART;
    let mut edge: Vec<usize> = (0..numbers.len()).filter(numbered).collect();
    while !edge.is_empty() {
        let mut next = Vec::new();
        for index in edge {
            for neighbour in ink.neighbours(index) {
                if ink.values[neighbour] > 0.0 && numbers[neighbour] == NO_PART {
                    numbers[neighbour] = numbers[index];
                    next.push(neighbour);
                }
            }
        }
        edge = next;
    }
}
