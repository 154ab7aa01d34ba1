//! Numbers put together from single digits, side by side on a line, each a little larger or smaller, higher or lower.

use std::ops::Range;

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro128PlusPlus;

/// x and y of a point, y down.
type Point = [f32; 2];

/// How far apart neighbours are, in heights of a digit, from box to box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Gap {
    Wide,
    Narrow,
    Touching,
}

impl Gap {
    #[allow(dead_code)] // Tests go through them.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Narrow, Self::Touching];

    fn range(self) -> Range<f32> {
        match self {
            Self::Wide => 0.15..0.5,
            Self::Narrow => 0.03..0.2,
            Self::Touching => -0.12..0.05,
        }
    }
}

/// How much larger or smaller than the others a digit may be, and how much higher or lower, in heights of a digit.
const SIZE_JITTER: f32 = 0.1;
const BASE_LINE_JITTER: f32 = 0.08;

/// A digit, in any unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Digit {
    pub label: u8,
    pub strokes: Vec<Vec<Point>>,
}

/// A number whose digits are one unit high.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    pub label: String,
    pub strokes: Vec<Vec<Point>>,
    /// How many of the strokes each digit has, in order.
    pub digits: Vec<usize>,
}

/// Chooses at random, the same for the same seed.
pub struct Chance(Xoshiro128PlusPlus);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro128PlusPlus::seed_from_u64(seed))
    }

    /// A number in this range.
    pub fn uniform(&mut self, range: Range<f32>) -> f32 {
        let share = (self.0.next_u32() >> 8) as f32 / (1 << 24) as f32;
        range.start + share * (range.end - range.start)
    }

    /// 0 to `bound` − 1.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u64::from(self.0.next_u32()) * bound as u64) >> 32) as usize
    }
}

/// Puts digits side by side.
pub fn compose(digits: &[&Digit], gap: Gap, chance: &mut Chance) -> Number {
    let mut number = Number {
        label: String::new(),
        strokes: Vec::new(),
        digits: Vec::new(),
    };
    let mut next_left = 0.0;
    for digit in digits {
        let points = || digit.strokes.iter().flatten();
        let [left, right] = ends(points().map(|point| point[0]));
        let [top, bottom] = ends(points().map(|point| point[1]));
        // A line that lies is as long as the others are high.
        let extent = (bottom - top)
            .max(0.5 * (right - left))
            .max(f32::MIN_POSITIVE);
        let scale = chance.uniform(1.0 - SIZE_JITTER..1.0 + SIZE_JITTER) / extent;
        let base_line = 1.0 + chance.uniform(-BASE_LINE_JITTER..BASE_LINE_JITTER);
        let place = |[x, y]: &Point| {
            [
                next_left + (x - left) * scale,
                base_line + (y - bottom) * scale,
            ]
        };
        let strokes = digit.strokes.iter();
        number
            .strokes
            .extend(strokes.map(|stroke| stroke.iter().map(place).collect()));
        number.digits.push(digit.strokes.len());
        number.label.push((b'0' + digit.label) as char);
        next_left += (right - left) * scale + chance.uniform(gap.range());
    }
    number
}

/// The least and the greatest value.
fn ends(values: impl Iterator<Item = f32>) -> [f32; 2] {
    values.fold([f32::INFINITY, f32::NEG_INFINITY], |[low, high], value| {
        [low.min(value), high.max(value)]
    })
}
