//! Where a stroke that writes two digits may be cut: where the pen goes over from one to the next, a vertical line
//! crosses the stroke once only.

use std::ops::Range;

use super::bounds::{Bounds, Point};
use crate::order;

/// Vertical lines at which the crossings of a stroke are counted.
const LINES: usize = 64;
/// On either side of a cut the stroke has at least this share of its height: a bar or a tail is no digit.
const LEAST_HEIGHT: f32 = 0.4;
/// A thin place that is wider than this share of the stroke's height is a line from one digit to the next, which may
/// belong to either: it is cut at both ends.
const LINE_WIDTH: f32 = 0.25;
/// Cuts of one stroke, those in the widest thin places.
const MOST_CUTS: usize = 4;

/// The points, by index and in order, at which a stroke may be cut.
pub(super) fn cuts(stroke: &[Point]) -> Vec<usize> {
    let Some(bounds) = Bounds::of(stroke) else {
        return Vec::new();
    };
    let places = order::by_key(thin_places(stroke, &bounds), |place| (-width(place)).into());
    let is_wide = |place: &Range<f32>| width(place) > LINE_WIDTH * bounds.height();
    let points = |place: Range<f32>| match is_wide(&place) {
        true => ends_within(stroke, &place),
        false => vec![nearest_to(stroke, 0.5 * (place.start + place.end))],
    };
    let mut cuts = Vec::new();
    for index in places.into_iter().flat_map(points) {
        if cuts.len() < MOST_CUTS
            && !cuts.contains(&index)
            && parts_are_high(stroke, index, &bounds)
        {
            cuts.push(index);
        }
    }
    order::by_key(cuts, |cut| *cut as f64)
}

/// The points at which a stroke is cut that has to be: [`cuts`], or else the one in the middle.
pub(super) fn forced_cuts(stroke: &[Point]) -> Vec<usize> {
    let cuts = cuts(stroke);
    let Some(bounds) = Bounds::of(stroke).filter(|_| cuts.is_empty() && stroke.len() > 2) else {
        return cuts;
    };
    vec![nearest_to(stroke, bounds.middle()).clamp(1, stroke.len() - 2)]
}

/// The ranges of x in which every vertical line crosses the stroke once.
fn thin_places(stroke: &[Point], bounds: &Bounds) -> Vec<Range<f32>> {
    let step = bounds.width() / LINES as f32;
    let x = |line: usize| bounds.left + step * line as f32;
    // Line i lies in the middle between x(i) and x(i + 1).
    let first_behind = |point: &Point| ((point.x - bounds.left) / step + 0.5) as usize;
    let mut crossings = [0u32; LINES];
    for segment in stroke.windows(2) {
        let [a, b] = [&segment[0], &segment[1]].map(|point| first_behind(point).min(LINES));
        for count in &mut crossings[a.min(b)..a.max(b)] {
            *count += 1;
        }
    }
    let runs = crossings.chunk_by(|a, b| (*a == 1) == (*b == 1));
    let starts = runs.scan(0, |next, run| {
        let start = *next;
        *next += run.len();
        Some((start, run))
    });
    let thin = starts.filter(|(_, run)| run[0] == 1);
    thin.map(|(start, run)| x(start)..x(start + run.len()))
        .collect()
}

fn width(place: &Range<f32>) -> f32 {
    place.end - place.start
}

/// The first and the last point of a stroke within a range of x, whose ends may be where it goes up or down.
fn ends_within(stroke: &[Point], place: &Range<f32>) -> Vec<usize> {
    let is_within = |point: &Point| place.start < point.x && point.x < place.end;
    let first = stroke.iter().position(is_within);
    let last = stroke.iter().rposition(is_within);
    first.into_iter().chain(last).collect()
}

/// The point of a stroke whose x is nearest.
fn nearest_to(stroke: &[Point], x: f32) -> usize {
    let distance = |index: &usize| (stroke[*index].x - x).abs();
    let nearest = (0..stroke.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.unwrap_or(0)
}

fn parts_are_high(stroke: &[Point], cut: usize, bounds: &Bounds) -> bool {
    let height = |part: &[Point]| Bounds::of(part).map_or(0.0, |part| part.height());
    let parts = [&stroke[..=cut], &stroke[cut..]];
    (1..stroke.len().saturating_sub(1)).contains(&cut)
        && parts
            .into_iter()
            .all(|part| height(part) >= LEAST_HEIGHT * bounds.height())
}
