//! Synthetic handwriting: digits in the ways in which people write them, also those that MNIST
//! hardly has, each drawing varied by a hand of its own.

mod curve;
mod hand;
mod styles;

pub use styles::{Style, styles};

use crate::preprocess::{Image, preprocess_strokes};
use crate::random::{Random, Stream};
use hand::Hand;

/// The strokes of a digit, as a pad gives them.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// x0, y0, x1, y1 …, y down; about one unit wide and high.
    pub xy: Vec<f32>,
    /// Each stroke's exclusive end, in points.
    pub stroke_ends: Vec<u32>,
}

impl Drawing {
    /// What a network sees of it: 784 values in 0..1.
    pub fn image(&self) -> Image {
        let image = preprocess_strokes(&self.xy, &self.stroke_ends);
        let image = image.expect("what a hand writes are finite numbers, in strokes that fit");
        image.expect("every style has a stroke")
    }
}

/// Writes digits. What it writes depends on the seed, the epoch and the example's number alone,
/// so that a resumed run goes on as if it had never stopped.
#[derive(Debug, Clone)]
pub struct Writer(Random);

impl Writer {
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed, Stream::Handwriting))
    }

    /// A drawing in a style.
    pub fn write(&self, style: &Style, epoch: usize, example: u32) -> Drawing {
        write(style, &mut self.0.item(epoch, example))
    }

    /// Decides whether an example is to be synthetic, this share of them being so, and in which
    /// style: every digit is as likely as the others, and so is every style of a digit.
    pub fn choose(
        &self,
        share: f32,
        epoch: usize,
        example: u32,
    ) -> Option<(&'static Style, Drawing)> {
        let random = &mut self.0.item(epoch, example);
        if random.uniform(0.0, 1.0) >= share {
            return None;
        }
        let digit = random.below(10) as u8;
        let of_digit = || styles().iter().filter(|style| style.digit == digit);
        let chosen = random.below(of_digit().count() as u32) as usize;
        let style = of_digit().nth(chosen)?;
        Some((style, write(style, random)))
    }
}

fn write(style: &Style, random: &mut Random) -> Drawing {
    let hand = Hand::random(random);
    let mut drawing = Drawing {
        xy: Vec::new(),
        stroke_ends: Vec::new(),
    };
    for stroke in hand.strokes(style, random) {
        for point in curve::draw(&stroke, &hand.pen, random) {
            drawing.xy.extend(hand.place(point));
        }
        drawing.stroke_ends.push(drawing.xy.len() as u32 / 2);
    }
    drawing
}
