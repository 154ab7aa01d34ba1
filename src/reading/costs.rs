//! What speaks against a group of pieces being one digit, before a network is asked: its shape, and its neighbours'.

use std::ops::Range;

use crate::preprocess::{Bounds, Grouping, Piece, Pieces};

/// What is added to −ln of a digit's output, in nats. Lengths are in heights of the line.
pub(super) struct Costs {
    /// The width up to which a digit has no cost.
    pub widest: f32,
    /// Of the square of the width above that.
    pub width: f32,
    /// Of a unit of height that is missing below `LOWEST`.
    pub height: f32,
    /// Of a unit of a gap within a digit.
    pub gap: f32,
    /// Of each digit after the first.
    pub digit: f32,
    /// Of a unit by which the ink before a boundary reaches over that behind it.
    pub overlap: f32,
    /// Of a straight line for a digit that touches its neighbour by the end of a stroke, for each side: a letter's lines meet
    /// so, and what touches in a number is seldom the end of a stroke at a 1.
    pub stick: f32,
    /// Of a cut through a drawn stroke.
    pub cut_stroke: f32,
    /// Of a cut through connected ink of a picture.
    pub cut_ink: f32,
    /// Of a sign among others for which no digit is answered.
    pub refused: f32,
    /// Of such a sign that is all there is: who draws a letter draws one.
    pub refused_alone: f32,
}

/// Found by random search with numbers of the synthetic hand, its single digits and its non-digits, of other seeds than
/// those of the tests; `cut_stroke`, which weighs digits in one stroke against letters, was first chosen with the strokes that
/// `pretrained/README.md` describes.
pub(super) const COSTS: Costs = Costs {
    widest: 0.75,
    width: 7.0,
    height: 15.5,
    gap: 3.0,
    digit: 0.05,
    overlap: 4.5,
    stick: 1.6,
    cut_stroke: 0.45,
    cut_ink: 4.0,
    refused: 2.5,
    refused_alone: 0.55,
};

/// The end of a stroke that is nearer to another than this, in heights of the line, nearly touches it.
const TOUCH: f32 = 0.12;
/// Ink that is less straight than this is no straight line, not even nearly.
const STRAIGHT: f32 = 0.9;
/// A digit is at least this high, in heights of the line, without a cost.
const LOWEST: f32 = 0.6;
/// The height of the line is at least this share of the height of all ink.
const LEAST_LINE: f32 = 0.6;
/// Pieces of one digit, at most, unless it is the only one.
const MOST_PIECES: usize = 8;
/// A digit is at most this wide, in heights of the line, unless it is one piece or the only one.
const WIDEST_GROUP: f32 = 2.2;

/// The pieces of a number, and their common unit of length.
pub(super) struct Line<'a> {
    ink: &'a dyn Pieces,
    pieces: &'a [Piece],
    /// How nearly the end of a stroke touches another across the boundary before each piece, 0 to 1.
    touches: Vec<f32>,
    /// What a cut costs.
    cut: f32,
    /// The height of a digit.
    unit: f32,
}

impl<'a> Line<'a> {
    pub fn new(ink: &'a dyn Pieces) -> Self {
        let pieces = ink.all();
        let highest = pieces.iter().map(|piece| piece.bounds.height());
        let highest = highest.fold(0.0, f32::max);
        let all = around(pieces).map_or(0.0, |bounds| bounds.height());
        let widest = pieces.iter().map(|piece| piece.bounds.width());
        // A line that lies has no height.
        let unit = highest
            .max(LEAST_LINE * all)
            .max(0.3 * widest.fold(0.0, f32::max))
            .max(f32::MIN_POSITIVE);
        Self {
            touches: touches(ink, TOUCH * unit),
            ink,
            cut: match ink.are_drawn() {
                true => COSTS.cut_stroke,
                false => COSTS.cut_ink,
            },
            pieces,
            unit,
        }
    }

    /// Whether these pieces may be one digit.
    pub fn may_be_digit(&self, group: &Range<usize>) -> bool {
        let pieces = &self.pieces[group.clone()];
        let is_all = pieces.len() == self.pieces.len();
        match pieces {
            [_] => true,
            _ if pieces.iter().any(|piece| piece.grouping == Grouping::Fixed) => false,
            _ if pieces[0].grouping == Grouping::Split => {
                let is_split = |piece: &Piece| piece.grouping == Grouping::Split;
                pieces.iter().all(is_split) && pieces.len() < self.split_pieces()
            }
            _ if pieces.iter().any(|piece| piece.grouping == Grouping::Split) => false,
            _ if is_all => true,
            _ => {
                let width = around(pieces).map_or(0.0, |bounds| bounds.width());
                pieces.len() <= MOST_PIECES && width <= WIDEST_GROUP * self.unit
            }
        }
    }

    fn split_pieces(&self) -> usize {
        let is_split = |piece: &&Piece| piece.grouping == Grouping::Split;
        self.pieces.iter().filter(is_split).count()
    }

    /// What speaks against a digit of these pieces, and against its end where another begins.
    pub fn cost(&self, group: &Range<usize>) -> f32 {
        let Some(bounds) = around(&self.pieces[group.clone()]) else {
            return 0.0;
        };
        let above = (bounds.width() / self.unit - COSTS.widest).max(0.0);
        let below = (LOWEST - bounds.height() / self.unit).max(0.0);
        let end = match group.end < self.pieces.len() {
            true => self.boundary(group.end),
            false => 0.0,
        };
        COSTS.width * above * above
            + COSTS.height * below
            + COSTS.gap * self.gaps(group)
            + COSTS.stick * self.stick(group)
            + end
    }

    /// On how many sides a group touches its neighbours, as far as it is a straight line.
    fn stick(&self, group: &Range<usize>) -> f32 {
        let touch = |index: usize| self.touches.get(index).copied().unwrap_or(0.0);
        let sides = touch(group.start) + touch(group.end);
        if sides == 0.0 {
            return 0.0;
        }
        let straightness = self.ink.straightness(group.clone());
        sides * ((straightness - STRAIGHT) / (1.0 - STRAIGHT)).max(0.0)
    }

    /// The gaps between neighbours in a group.
    fn gaps(&self, group: &Range<usize>) -> f32 {
        let pieces = &self.pieces[group.clone()];
        let mut right = pieces[0].bounds.right;
        let gaps = pieces.iter().map(|piece| {
            let gap = (piece.bounds.left - right).max(0.0);
            right = right.max(piece.bounds.right);
            gap
        });
        gaps.sum::<f32>() / self.unit
    }

    /// What speaks against a digit that ends before this piece.
    fn boundary(&self, index: usize) -> f32 {
        let (before, behind) = self.pieces.split_at(index);
        let right = before.iter().map(|piece| piece.bounds.right);
        let left = behind.iter().map(|piece| piece.bounds.left);
        let overlap = right.fold(f32::NEG_INFINITY, f32::max) - left.fold(f32::INFINITY, f32::min);
        let is_cut = |piece: &Piece| behind.iter().any(|other| other.origin == piece.origin);
        let cut = match before.iter().any(is_cut) {
            true => self.cut,
            false => 0.0,
        };
        COSTS.digit + COSTS.overlap * (overlap / self.unit).max(0.0) + cut
    }
}

/// How nearly the end of a stroke touches another across the boundary before each piece: 1 where they meet, 0 from this
/// distance on.
fn touches(ink: &dyn Pieces, most: f32) -> Vec<f32> {
    let count = ink.all().len();
    let mut nearest = vec![f32::INFINITY; count];
    for (a, b) in (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))) {
        let distance = ink.end_distance(a, b);
        for boundary in &mut nearest[a + 1..=b] {
            *boundary = boundary.min(distance);
        }
    }
    let touch = |distance: f32| (1.0 - distance / most).max(0.0);
    nearest.into_iter().map(touch).collect()
}

fn around(pieces: &[Piece]) -> Option<Bounds> {
    pieces.iter().map(|piece| piece.bounds).reduce(Bounds::with)
}
