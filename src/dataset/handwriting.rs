//! Synthetic handwriting: digits in the ways in which people write them, also those that MNIST
//! hardly has, each drawing varied by a hand of its own.

mod styles;

pub use styles::{Style, styles};

use super::pen::{Drawing, Hand, write};
use crate::random::{Random, Stream};

/// A digit in this style, in a random hand.
pub(super) fn write_digit(style: &Style, random: &mut Random) -> Drawing {
    write(style.strokes, &Hand::random(random), random)
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
        write_digit(style, &mut self.0.item(epoch, example))
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
        Some((style, write_digit(style, random)))
    }
}
