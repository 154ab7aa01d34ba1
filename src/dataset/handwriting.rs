//! Synthetic handwriting: digits in the styles in which people write them, also styles that are rare in MNIST,
//! each drawing varied at random.
//!
//! ```
//! use neuroglyph::dataset::handwriting::{HandwritingGenerator, styles};
//!
//! let generator = HandwritingGenerator::new(1);
//! let drawing = generator.write(&styles()[0], 0, 7);
//! assert_eq!(drawing.image().len(), 784);
//! ```

mod styles;

pub use styles::{Style, styles};

use super::Dataset;
use super::pen::{Drawing, HandwritingVariation, write};
use crate::error::Result;
use crate::preprocess::SIDE;
use crate::random::{Random, Stream};

/// So many digits as a dataset: all digits are equally likely, and so are all styles of a digit.
///
/// # Errors
///
/// [`Error::Idx`](crate::Error::Idx) for more examples than a dataset may have, or none.
///
/// ```
/// use neuroglyph::dataset::handwriting;
///
/// let digits = handwriting::dataset(100, 1)?;
/// assert_eq!((digits.len(), digits.image_size()), (100, Some([28, 28])));
/// # Ok::<(), neuroglyph::Error>(())
/// ```
pub fn dataset(examples: u32, seed: u64) -> Result<Dataset> {
    let generator = HandwritingGenerator::new(seed);
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    for (style, drawing) in (0..examples).filter_map(|example| generator.choose(1.0, 0, example)) {
        images.extend(
            drawing
                .image()
                .iter()
                .map(|value| (value * 255.0).round() as u8),
        );
        labels.push(style.digit);
    }
    Dataset::from_examples([SIDE, SIDE], &images, &labels)
}

/// A digit in this style, varied at random.
pub(super) fn write_digit(style: &Style, random: &mut Random) -> Drawing {
    let variation = HandwritingVariation::random(random);
    write(style.strokes, &variation, random)
}

/// Generates handwritten digits. A drawing depends on the seed, the epoch and the example's number alone,
/// so that a resumed run goes on as if it had never stopped.
#[derive(Debug, Clone)]
pub struct HandwritingGenerator(Random);

impl HandwritingGenerator {
    /// The generator of a run with this seed.
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed, Stream::Handwriting))
    }

    /// A digit in a style, the same for the same epoch and example.
    pub fn write(&self, style: &Style, epoch: usize, example: u32) -> Drawing {
        write_digit(style, &mut self.0.item(epoch, example))
    }

    /// Makes this share of the examples synthetic, 0 to 1; `None` for the others. All digits are equally likely, and
    /// so are all styles of a digit.
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
