//! Whole numbers: of the ways to take ink apart into digits, the one with the largest probability, where a sign that is
//! no digit is a possibility too.

mod costs;
mod path;

use std::ops::Range;

use costs::{COSTS, Line};
use path::{Candidate, cheapest};

use crate::error::Result;
use crate::metrics::CONFIDENCE_THRESHOLD;
use crate::network::Network;
use crate::preprocess::{
    Bounds, Groups, Image, PicturePieces, Pieces, Placement, Preprocessed, StrokePieces, points,
};

/// The most digits of a number, but for those that the user has set apart. More ink than that is read as if some of them
/// were one.
pub const MOST_DIGITS: usize = 12;

/// What the user has said of the ink.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadingOptions {
    /// Groups of ink, named as [`FoundDigit::strokes`], each of which is a digit by itself.
    pub fixed: Vec<Vec<u32>>,
    /// The ink of one digit that is to be read as several. It stays one where there is no place to cut it.
    pub split: Option<Vec<u32>>,
}

/// A whole number as a network reads it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberReading {
    /// From left to right; none for a blank.
    pub digits: Vec<FoundDigit>,
}

impl NumberReading {
    /// The digits, and `?` for each sign that is none. Empty for a blank.
    pub fn text(&self) -> String {
        let digits = self.digits.iter().map(|found| found.digit);
        let chars = digits.map(|digit| digit.map_or('?', |digit| (b'0' + digit) as char));
        chars.collect()
    }
}

/// A digit of a number, or a sign that is none.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FoundDigit {
    /// None if no output reaches [`crate::metrics::CONFIDENCE_THRESHOLD`].
    pub digit: Option<u8>,
    /// The network's outputs for its image: `[10]`.
    pub probabilities: Vec<f32>,
    /// `[28 × 28]`
    pub image: Image,
    /// Where the image lies on the drawing. None for a dot.
    pub placement: Option<Placement>,
    /// The box around its ink, in the drawing's unit.
    pub bounds: Bounds,
    /// Its ink. Of drawn strokes the start and the exclusive end of each part of a stroke, in points of the drawing; where
    /// a stroke is cut, both parts have the point of the cut. Of a picture the numbers of its pieces.
    pub strokes: Vec<u32>,
}

impl Network {
    /// Reads a whole number of at most 12 digits in drawn strokes, as [`crate::preprocess::preprocess_strokes`] takes
    /// them.
    ///
    /// # Errors
    ///
    /// [`Error::NotDigits`] or [`Error::NotConfidences`] for a network that does not read digits
    /// ([`Recipe::check_reads_digits`]); [`Error::Strokes`] as [`crate::preprocess::preprocess_strokes`], and for
    /// options that name no points of the strokes.
    ///
    /// [`Error::NotDigits`]: crate::Error::NotDigits
    /// [`Error::NotConfidences`]: crate::Error::NotConfidences
    /// [`Error::Strokes`]: crate::Error::Strokes
    /// [`Recipe::check_reads_digits`]: crate::Recipe::check_reads_digits
    ///
    /// ```
    /// use neuroglyph::reading::ReadingOptions;
    /// use neuroglyph::{Network, recipe};
    ///
    /// # fn main() -> neuroglyph::Result<()> {
    /// let network = Network::new(recipe::named("keras-mlp")?, Some(1))?;
    /// // Two strokes side by side.
    /// let xy = [10.0, 0.0, 10.0, 80.0, 70.0, 0.0, 70.0, 80.0];
    /// let reading = network.read_strokes(&xy, &[2, 4], &ReadingOptions::default())?;
    /// // An untrained network is sure of no digit.
    /// assert!(reading.text().chars().all(|sign| sign == '?'));
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_strokes(
        &self,
        xy: &[f32],
        stroke_ends: &[u32],
        options: &ReadingOptions,
    ) -> Result<NumberReading> {
        self.recipe().check_reads_digits()?;
        let points = points(xy)?;
        let groups = Groups {
            fixed: &options.fixed,
            split: options.split.as_deref(),
        };
        self.read(&StrokePieces::new(&points, stroke_ends, &groups)?)
    }

    /// Reads a whole number of at most 12 digits in a picture, as [`crate::preprocess::preprocess_pixels`] takes it.
    ///
    /// # Errors
    ///
    /// As [`Network::read_strokes`], but [`Error::Picture`] in place of [`Error::Strokes`].
    ///
    /// [`Error::Picture`]: crate::Error::Picture
    /// [`Error::Strokes`]: crate::Error::Strokes
    pub fn read_pixels(
        &self,
        rgba: &[u8],
        width: usize,
        height: usize,
        options: &ReadingOptions,
    ) -> Result<NumberReading> {
        self.recipe().check_reads_digits()?;
        let groups = Groups {
            fixed: &options.fixed,
            split: options.split.as_deref(),
        };
        let pieces = PicturePieces::new(rgba, width, height, &groups)?;
        pieces.map_or_else(|| Ok(NumberReading::default()), |pieces| self.read(&pieces))
    }

    fn read(&self, pieces: &dyn Pieces) -> Result<NumberReading> {
        let line = Line::new(pieces);
        let count = pieces.all().len();
        let groups = (0..count).flat_map(|start| (start + 1..=count).map(move |end| start..end));
        let mut candidates: Vec<Candidate> = groups
            .filter(|group| line.may_be_digit(group))
            .map(|pieces| Candidate {
                cost: line.cost(&pieces),
                is_known: false,
                pieces,
            })
            .collect();
        let mut found: Vec<Option<FoundDigit>> = candidates.iter().map(|_| None).collect();
        let way = cheapest(
            count,
            MOST_DIGITS,
            &mut candidates,
            |candidates, unknown| {
                for index in unknown {
                    let candidate = &mut candidates[*index];
                    let digit = self.read_digit(pieces, candidate.pieces.clone())?;
                    candidate.cost += match digit.as_ref().and_then(improbability) {
                        Some(cost) => cost,
                        None if candidate.pieces.len() == count => COSTS.refused_alone,
                        None => COSTS.refused,
                    };
                    found[*index] = digit;
                }
                Ok(())
            },
        )?;
        let digits = way.into_iter().filter_map(|index| found[index].take());
        Ok(NumberReading {
            digits: digits.collect(),
        })
    }

    /// Reads neighbouring pieces as one digit. None without ink.
    fn read_digit(&self, pieces: &dyn Pieces, group: Range<usize>) -> Result<Option<FoundDigit>> {
        let bounds = pieces.all()[group.clone()].iter().map(|piece| piece.bounds);
        let (Some(bounds), Some(Preprocessed { image, placement })) =
            (bounds.reduce(Bounds::with), pieces.image(group.clone()))
        else {
            return Ok(None);
        };
        let probabilities = self.query_cached(&image)?;
        let digit = self.recipe().targets.predicted(&probabilities);
        let is_answered = probabilities[digit] >= CONFIDENCE_THRESHOLD;
        Ok(Some(FoundDigit {
            digit: is_answered.then_some(digit as u8),
            probabilities,
            image,
            placement,
            bounds,
            strokes: pieces.ink(group),
        }))
    }
}

/// −ln of an answered digit's output.
fn improbability(found: &FoundDigit) -> Option<f32> {
    let digit = found.digit?;
    Some(-found.probabilities[usize::from(digit)].ln())
}
