//! Drawn strokes as pieces: each stroke is one, or is cut where it may write two digits.

use std::ops::Range;

use super::bounds::Bounds;
use super::pieces::{Grouping, Groups, MOST_PIECES, Piece, Pieces};
use super::stroke_cuts::{cuts, forced_cuts};
use super::strokes::{Stroke, bounds, draw, read_points, read_strokes, without_taps};
use super::{Point, Preprocessed};
use crate::error::{Error, Result};
use crate::order;

/// The pieces of a drawing.
pub(crate) struct StrokePieces<'a> {
    pieces: Vec<Piece>,
    /// Of each piece.
    strokes: Vec<Vec<Stroke<'a>>>,
}

/// Points of x0, y0, x1, y1 …
pub(crate) fn points(xy: &[f32]) -> Result<Vec<Point>> {
    read_points(xy)
}

impl<'a> StrokePieces<'a> {
    /// Taps beside the digits are left out.
    ///
    /// # Errors
    ///
    /// As [`super::preprocess_strokes`]; [`Error::Strokes`] for groups that are no ranges of points.
    pub fn new(points: &'a [Point], stroke_ends: &[u32], groups: &Groups) -> Result<Self> {
        let strokes = read_strokes(points, stroke_ends)?;
        let mut open = vec![true; points.len()];
        let mut pieces = Vec::new();
        for group in groups.fixed {
            let ranges = ranges(group, &strokes)?;
            ranges.iter().for_each(|stroke| close(stroke, &mut open));
            pieces.extend(piece(ranges, Grouping::Fixed, pieces.len()));
        }
        let split = ranges(groups.split.unwrap_or_default(), &strokes)?;
        split.iter().for_each(|stroke| close(stroke, &mut open));
        let rest = without_taps(strokes).into_iter();
        let rest = rest.flat_map(|stroke| parts_where(&open, stroke));
        let rest: Vec<Stroke> = rest.collect();
        for stroke in &split {
            pieces.extend(cut(
                stroke,
                &forced_cuts(stroke.points),
                Grouping::Split,
                pieces.len(),
            ));
        }
        for stroke in &rest {
            pieces.extend(cut(
                stroke,
                &cuts(stroke.points),
                Grouping::Open,
                pieces.len(),
            ));
        }
        if pieces.len() > MOST_PIECES {
            let strokes = pieces.into_iter().flat_map(|(_, strokes)| strokes);
            pieces = piece(strokes.collect(), Grouping::Open, 0)
                .into_iter()
                .collect();
        }
        let pieces = order::by_key(pieces, |(piece, _)| piece.bounds.middle().into());
        let (pieces, strokes) = pieces.into_iter().unzip();
        Ok(Self { pieces, strokes })
    }
}

impl Pieces for StrokePieces<'_> {
    fn all(&self) -> &[Piece] {
        &self.pieces
    }

    fn are_drawn(&self) -> bool {
        true
    }

    fn end_distance(&self, one: usize, other: usize) -> f32 {
        let [one, other] = [&self.strokes[one], &self.strokes[other]];
        distance_of_ends(one, other).min(distance_of_ends(other, one))
    }

    fn straightness(&self, pieces: Range<usize>) -> f32 {
        let strokes = self.strokes[pieces].iter().flatten();
        let length: f32 = strokes.clone().map(Stroke::length).sum();
        let diagonal = bounds(strokes).map_or(0.0, |bounds| bounds.diagonal());
        match length > 0.0 {
            true => (diagonal / length).min(1.0),
            false => 0.0,
        }
    }

    fn image(&self, pieces: Range<usize>) -> Option<Preprocessed> {
        let strokes: Vec<Stroke> = self.strokes[pieces].iter().flatten().copied().collect();
        draw(&strokes)
    }

    fn ink(&self, pieces: Range<usize>) -> Vec<u32> {
        let strokes: Vec<&Stroke> = self.strokes[pieces].iter().flatten().collect();
        let strokes = order::by_key(strokes, |stroke| stroke.start as f64);
        let mut ranges: Vec<u32> = Vec::new();
        for stroke in strokes {
            let (start, end) = (stroke.start, stroke.start + stroke.points.len());
            match ranges.last_mut() {
                // The next part of a stroke that was cut begins with the last point of the part before it.
                Some(last) if *last as usize == start + 1 => *last = end as u32,
                _ => ranges.extend([start as u32, end as u32]),
            }
        }
        ranges
    }
}

fn piece<'a>(
    strokes: Vec<Stroke<'a>>,
    grouping: Grouping,
    origin: usize,
) -> Option<(Piece, Vec<Stroke<'a>>)> {
    let bounds: Bounds = bounds(&strokes)?;
    let piece = Piece {
        bounds,
        grouping,
        origin,
    };
    Some((piece, strokes))
}

/// The least distance of an end of these strokes from the lines of others.
fn distance_of_ends(strokes: &[Stroke], others: &[Stroke]) -> f32 {
    let ends = strokes.iter().flat_map(|stroke| {
        stroke
            .points
            .first()
            .into_iter()
            .chain(stroke.points.last())
    });
    let distances = ends.flat_map(|end| others.iter().map(|other| other.distance(end)));
    distances.fold(f32::INFINITY, f32::min)
}

/// The pieces of a stroke that is cut at these points: two have the point of the cut.
fn cut<'a>(
    stroke: &Stroke<'a>,
    cuts: &[usize],
    grouping: Grouping,
    origin: usize,
) -> Vec<(Piece, Vec<Stroke<'a>>)> {
    let starts = [0].iter().chain(cuts);
    let ends = cuts.iter().map(|cut| cut + 1).chain([stroke.points.len()]);
    let parts = starts
        .zip(ends)
        .map(|(start, end)| stroke.part(*start..end));
    let pieces = parts.map(|part| piece(vec![part], grouping, origin));
    pieces.flatten().collect()
}

/// The parts of strokes that a group names.
fn ranges<'a>(group: &[u32], strokes: &[Stroke<'a>]) -> Result<Vec<Stroke<'a>>> {
    let refuse = || Error::Strokes(format!("{group:?} are no ranges of its strokes' points"));
    let (pairs, rest) = group.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(refuse());
    }
    let part = |[start, end]: &[u32; 2]| {
        let (start, end) = (*start as usize, *end as usize);
        let holds =
            |stroke: &&Stroke| start >= stroke.start && end <= stroke.start + stroke.points.len();
        let stroke = strokes.iter().find(holds).filter(|_| start < end);
        let part = stroke.map(|stroke| stroke.part(start - stroke.start..end - stroke.start));
        part.ok_or_else(refuse)
    };
    pairs.iter().map(part).collect()
}

/// The lines of a part of a stroke belong to a group: of a cut stroke both parts have the point of the cut.
fn close(part: &Stroke, open: &mut [bool]) {
    open[part.start..][..part.points.len()].fill(false);
}

/// The parts of a stroke that no group has.
fn parts_where<'a>(open: &[bool], stroke: Stroke<'a>) -> Vec<Stroke<'a>> {
    let open = &open[stroke.start..][..stroke.points.len()];
    let mut start = 0;
    let mut parts = Vec::new();
    for run in open.chunk_by(|a, b| a == b) {
        let end = start + run.len();
        if run[0] {
            // From the last point that a group has, and to the first.
            let range = start.saturating_sub(1)..(end + 1).min(open.len());
            parts.push(stroke.part(range));
        }
        start = end;
    }
    parts
}
