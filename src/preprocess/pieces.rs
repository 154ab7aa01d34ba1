//! The ink of a whole number as pieces, of which one or several neighbours make a digit.

use std::ops::Range;

use super::{Bounds, Preprocessed};

/// What the user has said of the ink that a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// Nothing.
    Open,
    /// The piece is a digit by itself.
    Fixed,
    /// All pieces of this kind together are more than one digit.
    Split,
}

/// Groups of ink that the user has made, named as [`Pieces::ink`] does.
pub(crate) struct Groups<'a> {
    pub fixed: &'a [Vec<u32>],
    pub split: Option<&'a [u32]>,
}

/// Ink that belongs to one digit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub bounds: Bounds,
    pub grouping: Grouping,
    /// Pieces with the same number were cut from one stroke, or from connected ink.
    pub origin: usize,
}

/// Pieces of ink from left to right, by the middles of their boxes.
pub(crate) trait Pieces {
    fn all(&self) -> &[Piece];

    /// Whether they are of drawn strokes, and not of a picture.
    fn are_drawn(&self) -> bool;

    /// How near an end of a stroke of one piece comes to the strokes of the other, in the drawing's unit: 0 at a cut.
    /// Infinite where there are no strokes.
    fn end_distance(&self, one: usize, other: usize) -> f32;

    /// How straight the strokes of neighbouring pieces are: the diagonal of their box as a share of their length, 1 for one
    /// straight line. 0 where there are no strokes.
    fn straightness(&self, pieces: Range<usize>) -> f32;

    /// The 28 × 28 image of neighbouring pieces. None without ink.
    fn image(&self, pieces: Range<usize>) -> Option<Preprocessed>;

    /// Names the ink of neighbouring pieces, as [`crate::reading::FoundDigit::strokes`] does.
    fn ink(&self, pieces: Range<usize>) -> Vec<u32>;
}

/// More pieces than this are taken as one: a number of 12 digits has fewer.
pub(super) const MOST_PIECES: usize = 40;
