//! The ink of a picture as pieces.

use std::ops::Range;

use super::Preprocessed;
use super::bounds::Bounds;
use super::components::Parts;
use super::grid::Grid;
use super::pieces::{Grouping, Groups, MOST_PIECES, Piece, Pieces};
use super::pixels::{image_of, ink_of};
use crate::error::{Error, Result};
use crate::order;

/// The longer side, in pixels, of the reduced picture that is taken to pieces: 106 for each of 12 digits.
const LONGEST: usize = 1_280;

/// The pieces of a picture.
pub(crate) struct PicturePieces {
    /// The image of all ink.
    whole: Option<Preprocessed>,
    /// The ink, reduced.
    ink: Grid,
    parts: Parts,
    pieces: Vec<Piece>,
    /// The parts of each piece: several in a group that the user has made.
    parts_of: Vec<Vec<u16>>,
}

impl PicturePieces {
    /// None if the picture shows no ink.
    ///
    /// # Errors
    ///
    /// [`Error::Picture`] as [`super::preprocess_pixels`], and for groups that name no parts of the picture.
    pub fn new(rgba: &[u8], width: usize, height: usize, groups: &Groups) -> Result<Option<Self>> {
        let Some(ink) = ink_of(rgba, width, height)? else {
            return Ok(None);
        };
        let small = ink.cropped(LONGEST);
        let parts = Parts::of(&small, MOST_PIECES);
        let grouped = groups.of_parts(parts.parts.len())?;
        let piece = |(grouping, numbers): (Grouping, Vec<u16>)| {
            let all = numbers
                .iter()
                .map(|number| &parts.parts[usize::from(*number)]);
            let bounds = all.clone().map(|part| {
                let x = |column: usize| small.left + column as f32 * small.step;
                let y = |row: usize| small.top + row as f32 * small.step;
                Bounds {
                    left: x(part.columns.start),
                    right: x(part.columns.end),
                    top: y(part.rows.start),
                    bottom: y(part.rows.end),
                }
            });
            let origin = all.map(|part| part.origin).next()?;
            let bounds = bounds.reduce(Bounds::with)?;
            let piece = Piece {
                bounds,
                grouping,
                origin,
            };
            Some((piece, numbers))
        };
        let pieces: Vec<(Piece, Vec<u16>)> = grouped.into_iter().filter_map(piece).collect();
        let pieces = order::by_key(pieces, |(piece, _)| piece.bounds.middle().into());
        let (pieces, parts_of) = pieces.into_iter().unzip();
        Ok(Some(Self {
            whole: image_of(ink),
            ink: small,
            parts,
            pieces,
            parts_of,
        }))
    }
}

impl Pieces for PicturePieces {
    fn all(&self) -> &[Piece] {
        &self.pieces
    }

    fn are_drawn(&self) -> bool {
        false
    }

    fn end_distance(&self, _one: usize, _other: usize) -> f32 {
        f32::INFINITY
    }

    fn straightness(&self, _pieces: Range<usize>) -> f32 {
        0.0
    }

    fn image(&self, pieces: Range<usize>) -> Option<Preprocessed> {
        if pieces.len() == self.pieces.len() {
            return self.whole.clone();
        }
        let parts: Vec<u16> = self.parts_of[pieces].iter().flatten().copied().collect();
        image_of(self.parts.ink(&self.ink, &parts).cropped(LONGEST))
    }

    fn ink(&self, pieces: Range<usize>) -> Vec<u32> {
        let parts = self.parts_of[pieces].iter().flatten();
        let parts = parts.copied().map(u32::from).collect();
        order::by_key(parts, |part| f64::from(*part))
    }
}

impl Groups<'_> {
    /// The parts of a picture that has this many, group by group.
    fn of_parts(&self, count: usize) -> Result<Vec<(Grouping, Vec<u16>)>> {
        let mut open = vec![true; count];
        let mut groups = Vec::new();
        let mut take = |group: &[u32]| -> Result<Vec<u16>> {
            let mut parts = Vec::new();
            for number in group {
                let is_open = open.get_mut(*number as usize).filter(|is_open| **is_open);
                let refuse =
                    || Error::Picture(format!("{number} is none of its {count} pieces of ink"));
                *is_open.ok_or_else(refuse)? = false;
                parts.push(*number as u16);
            }
            Ok(parts)
        };
        for group in self.fixed {
            groups.push((Grouping::Fixed, take(group)?));
        }
        for part in take(self.split.unwrap_or_default())? {
            groups.push((Grouping::Split, vec![part]));
        }
        let rest = (0..count as u16).filter(|part| open[usize::from(*part)]);
        groups.extend(rest.map(|part| (Grouping::Open, vec![part])));
        Ok(groups)
    }
}
