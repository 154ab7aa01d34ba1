//! Drawn strokes, as points: scaled first and then drawn, so that the pen has the same width
//! in a small digit and in a large one.

use std::ops::Range;

use super::bounds::{Bounds, Point};
use super::{INK_SIDE, Ink, PEN_WIDTH, Preprocessed};
use crate::error::{Error, Result};

/// A stroke smaller than this share of the largest is a tap: a finger that slipped, a pen that bounced.
/// Of the 1,000 digits of UCI's pen-based set that `pretrained/README.md` describes, 260 have more than
/// one stroke; in three of them the smallest is a speck, up to 0.03 of the largest, in the others a part
/// of the digit, from 0.15.
const TAP_SHARE: f32 = 0.08;
/// A drawing whose largest stroke is smaller than this share of the whole is made of dots, none of which is left out.
const LEAST_DIGIT: f32 = 0.1;
/// The tremor of a finger that taps, as a share of the pen's width: a drawing whose points all lie within it of the
/// first one is a tap.
const TREMOR: f32 = 1.0 / 3.0;

/// The most points of a drawing, and the most strokes: what a pen that gives 240 a second draws in an hour. With so many
/// lines across the whole drawing the plain build of WebAssembly takes 0.6 s of a core.
const MOST_POINTS: usize = 1_000_000;

/// Draws strokes as MNIST's digits are drawn. Taps beside a digit, outside its box, are left out.
///
/// `xy` is x0, y0, x1, y1 …, in any unit, x to the right and y down; `stroke_ends` is the number
/// of points up to the end of each stroke, so [3, 5] is a stroke of three points and one of two.
/// The placement is in the same unit. Returns `None` if there is no point.
///
/// # Errors
///
/// [`Error::Strokes`] if `xy` is no list of pairs of finite numbers, or `stroke_ends` does not divide it; and for more
/// than 1,000,000 points or strokes.
///
/// ```
/// use neuroglyph::preprocess::preprocess_strokes;
///
/// // A 4 in two strokes, of three points and of two.
/// let xy = [40.0, 10.0, 20.0, 60.0, 80.0, 60.0, 60.0, 20.0, 60.0, 90.0];
/// let four = preprocess_strokes(&xy, &[3, 5])?.expect("there is ink");
/// assert_eq!(four.image.len(), 784);
/// assert!(four.image.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
/// # Ok::<(), neuroglyph::Error>(())
/// ```
pub fn preprocess_strokes(xy: &[f32], stroke_ends: &[u32]) -> Result<Option<Preprocessed>> {
    let points = read_points(xy)?;
    let strokes = without_taps(read_strokes(&points, stroke_ends)?);
    Ok(draw(&strokes))
}

/// A stroke, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke<'a> {
    pub points: &'a [Point],
    /// The index of the first among all points of the drawing.
    pub start: usize,
}

impl Stroke<'_> {
    /// The part with these of its points.
    pub fn part(&self, points: Range<usize>) -> Self {
        Self {
            start: self.start + points.start,
            points: &self.points[points],
        }
    }

    pub fn length(&self) -> f32 {
        let lines = self.points.windows(2);
        lines.map(|line| line[0].distance(&line[1])).sum()
    }

    /// The distance of a point from the lines of the stroke, or from its only point.
    pub fn distance(&self, point: &Point) -> f32 {
        if let [only] = self.points {
            return point.distance(only);
        }
        let lines = self.points.windows(2);
        let distances = lines.map(|line| point.line_distance([&line[0], &line[1]]));
        distances.fold(f32::INFINITY, f32::min)
    }
}

/// The box around strokes. None without points.
pub(super) fn bounds<'a>(strokes: impl IntoIterator<Item = &'a Stroke<'a>>) -> Option<Bounds> {
    Bounds::of(strokes.into_iter().flat_map(|stroke| stroke.points))
}

/// The image of strokes. None without points.
pub(super) fn draw(strokes: &[Stroke]) -> Option<Preprocessed> {
    let frame = Frame::around(bounds(strokes)?);
    let mut ink = Ink::new(frame.width, frame.height, frame.corner(), frame.pixel());
    for Stroke { points, .. } in strokes {
        if let [dot] = points {
            draw_line(frame.place(dot), frame.place(dot), &mut ink);
        }
        for line in points.windows(2) {
            draw_line(frame.place(&line[0]), frame.place(&line[1]), &mut ink);
        }
    }
    ink.centred()
}

/// Whether a whole drawing, x0, y0, x1, y1 …, is a single tap with a pen of this width, in the same unit, which is to
/// be drawn as a dot at its first point. [`preprocess_strokes`] has no unit, and would enlarge the finger's tremor.
pub fn is_tap(xy: &[f32], pen_width: f32) -> bool {
    let points = xy.as_chunks::<2>().0;
    let near = |value: f32, first: f32| (value - first).abs() <= TREMOR * pen_width;
    points
        .first()
        .is_some_and(|[x0, y0]| points.iter().all(|[x, y]| near(*x, *x0) && near(*y, *y0)))
}

/// Refuses a drawing with so many numbers and strokes that it would take seconds.
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub(crate) fn check_size(numbers: usize, strokes: usize) -> Result<()> {
    check_count(numbers.div_ceil(2), "points")?;
    check_count(strokes, "strokes")
}

fn check_count(count: usize, what: &str) -> Result<()> {
    match count <= MOST_POINTS {
        true => Ok(()),
        false => Err(Error::Strokes(format!(
            "there are {count} {what}: use at most {MOST_POINTS}"
        ))),
    }
}

pub(super) fn read_points(xy: &[f32]) -> Result<Vec<Point>> {
    check_count(xy.len().div_ceil(2), "points")?;
    if !xy.len().is_multiple_of(2) {
        let reason = format!("{} numbers are no list of x and y", xy.len());
        return Err(Error::Strokes(reason));
    }
    // Differences of larger ones would overflow.
    let is_usable = |value: &f32| value.abs() < f32::MAX / 4.0;
    if let Some(index) = xy.iter().position(|value| !is_usable(value)) {
        let (axis, point, value) = (["x", "y"][index % 2], index / 2, xy[index]);
        return Err(Error::Strokes(format!(
            "{axis} of point {point} is {value}"
        )));
    }
    let points = xy.as_chunks::<2>().0.iter();
    Ok(points.map(|[x, y]| Point { x: *x, y: *y }).collect())
}

/// The strokes that have points.
pub(super) fn read_strokes<'a>(
    points: &'a [Point],
    stroke_ends: &[u32],
) -> Result<Vec<Stroke<'a>>> {
    check_count(stroke_ends.len(), "strokes")?;
    let (mut strokes, mut start) = (Vec::new(), 0);
    for (stroke, end) in stroke_ends.iter().enumerate() {
        let end = *end as usize;
        if end < start || end > points.len() {
            let last = points.len();
            let reason = format!("stroke {stroke} ends at {end}, outside {start} to {last}");
            return Err(Error::Strokes(reason));
        }
        if end > start {
            let points = &points[start..end];
            strokes.push(Stroke { points, start });
        }
        start = end;
    }
    if start != points.len() {
        let points = points.len();
        let reason = format!("the last stroke ends at {start}, but there are {points} points");
        return Err(Error::Strokes(reason));
    }
    Ok(strokes)
}

/// The strokes without the taps that would widen the drawing's box.
pub(super) fn without_taps(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    let extent = |stroke: &Stroke| Bounds::of(stroke.points).map_or(0.0, |bounds| bounds.extent());
    let largest = strokes.iter().map(extent).fold(0.0, f32::max);
    let is_tap = |stroke: &Stroke| extent(stroke) < TAP_SHARE * largest;
    let digit = bounds(strokes.iter().filter(|stroke| !is_tap(stroke)));
    let whole = bounds(&strokes);
    if let (Some(digit), Some(whole)) = (digit, whole)
        && largest >= LEAST_DIGIT * whole.extent()
    {
        let is_within = |stroke: &Stroke| stroke.points.iter().all(|point| digit.has(point));
        strokes.retain(|stroke| !is_tap(stroke) || is_within(stroke));
    }
    strokes
}

/// Moves and scales points so that the longest side of the ink, pen included, is 20 pixels. Ink of no
/// extent stays a dot.
struct Frame {
    left: f32,
    top: f32,
    extent: f32,
    /// Of the ink, in pixels.
    width: usize,
    height: usize,
}

impl Frame {
    fn around(bounds: Bounds) -> Self {
        let extent = bounds.extent();
        let size = |length: f32| {
            let size = (scaled(length, extent) + PEN_WIDTH / 2.0).ceil() as usize;
            size.clamp(1, INK_SIDE)
        };
        Self {
            width: size(bounds.width()),
            height: size(bounds.height()),
            left: bounds.left,
            top: bounds.top,
            extent,
        }
    }

    /// How long a pixel of the ink is among the points.
    fn pixel(&self) -> f32 {
        self.extent / (INK_SIDE as f32 - PEN_WIDTH)
    }

    /// The upper left corner of the ink, which is half a pen away from the points.
    fn corner(&self) -> [f32; 2] {
        let edge = PEN_WIDTH / 2.0 * self.pixel();
        [self.left - edge, self.top - edge]
    }

    fn place(&self, point: &Point) -> Point {
        Point {
            x: scaled(point.x - self.left, self.extent),
            y: scaled(point.y - self.top, self.extent),
        }
    }
}

/// A distance from the edge of a box of this extent in pixels from the edge of the ink.
fn scaled(distance: f32, extent: f32) -> f32 {
    let room = INK_SIDE as f32 - PEN_WIDTH;
    match extent > 0.0 {
        true => distance / extent * room + PEN_WIDTH / 2.0,
        false => PEN_WIDTH / 2.0,
    }
}

/// Draws a line with a round pen. A pixel's grey level is the share of it that the pen covers,
/// taken from the distance between its middle and the line.
fn draw_line(from: Point, to: Point, ink: &mut Ink) {
    let reach = PEN_WIDTH / 2.0 + 0.5;
    let height = ink.values.len() / ink.width;
    let pixels = |a: f32, b: f32, size: usize| {
        let first = (a.min(b) - reach).max(0.0) as usize;
        let last = (a.max(b) + reach).max(0.0) as usize;
        first..size.min(last + 1)
    };
    for row in pixels(from.y, to.y, height) {
        for column in pixels(from.x, to.x, ink.width) {
            let middle = Point {
                x: column as f32 + 0.5,
                y: row as f32 + 0.5,
            };
            let coverage = (reach - middle.line_distance([&from, &to])).clamp(0.0, 1.0);
            let value = &mut ink.values[row * ink.width + column];
            *value = value.max(coverage);
        }
    }
}
