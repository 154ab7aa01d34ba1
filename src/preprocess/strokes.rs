//! Drawn strokes, as points: scaled first and drawn with a pen then, so that the pen is as wide
//! in a tiny digit as in a huge one.

use super::{INK_SIDE, Image, Ink};
use crate::error::{Error, Result};

/// The pen's width in pixels of the image.
const PEN_WIDTH: f32 = 2.25;

#[derive(Clone, Copy)]
struct Point {
    x: f32,
    y: f32,
}

/// Draws strokes as MNIST shows digits.
///
/// `xy` is x0, y0, x1, y1 …, in any unit, x to the right and y down; `stroke_ends` is the number
/// of points up to the end of each stroke, so [3, 5] is a stroke of three points and one of two.
/// Returns 784 values in 0..1, or `None` if there is no point.
pub fn preprocess_strokes(xy: &[f32], stroke_ends: &[u32]) -> Result<Option<Image>> {
    let points = read_points(xy)?;
    check_ends(stroke_ends, points.len())?;
    if points.is_empty() {
        return Ok(None);
    }
    let (points, width, height) = scale(points);
    let mut ink = Ink::new(width, height);
    let mut start = 0;
    for end in stroke_ends {
        let stroke = &points[start..*end as usize];
        if let [dot] = stroke {
            draw_line(*dot, *dot, &mut ink);
        }
        for line in stroke.windows(2) {
            draw_line(line[0], line[1], &mut ink);
        }
        start = *end as usize;
    }
    Ok(ink.into_image())
}

fn read_points(xy: &[f32]) -> Result<Vec<Point>> {
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

fn check_ends(stroke_ends: &[u32], points: usize) -> Result<()> {
    let mut start = 0;
    for (stroke, end) in stroke_ends.iter().enumerate() {
        let end = *end as usize;
        if end < start || end > points {
            let reason = format!("stroke {stroke} ends at {end}, outside {start} to {points}");
            return Err(Error::Strokes(reason));
        }
        start = end;
    }
    if start != points {
        let reason = format!("the last stroke ends at {start}, but there are {points} points");
        return Err(Error::Strokes(reason));
    }
    Ok(())
}

/// Moves and scales the points so that the longest side, pen included, is 20 pixels, and tells
/// how many pixels wide and high the ink is then. Ink of no extent stays a dot.
fn scale(mut points: Vec<Point>) -> (Vec<Point>, usize, usize) {
    let bounds = |axis: fn(&Point) -> f32| {
        let values = points.iter().map(axis);
        values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let ((left, right), (top, bottom)) = (bounds(|p| p.x), bounds(|p| p.y));
    let extent = (right - left).max(bottom - top);
    let room = INK_SIDE as f32 - PEN_WIDTH;
    let scaled = |value: f32, low: f32| match extent > 0.0 {
        true => (value - low) / extent * room + PEN_WIDTH / 2.0,
        false => PEN_WIDTH / 2.0,
    };
    for point in &mut points {
        *point = Point {
            x: scaled(point.x, left),
            y: scaled(point.y, top),
        };
    }
    let size = |high: f32, low: f32| {
        let size = (scaled(high, low) + PEN_WIDTH / 2.0).ceil() as usize;
        size.clamp(1, INK_SIDE)
    };
    (points, size(right, left), size(bottom, top))
}

/// Draws a line with a round pen. A pixel's grey level is the share of it that the pen covers,
/// taken from the distance between its middle and the line.
fn draw_line(from: Point, to: Point, ink: &mut Ink) {
    let reach = PEN_WIDTH / 2.0 + 0.5;
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let squared_length = dx * dx + dy * dy;
    let height = ink.values.len() / ink.width;
    let pixels = |a: f32, b: f32, size: usize| {
        let first = (a.min(b) - reach).max(0.0) as usize;
        let last = (a.max(b) + reach).max(0.0) as usize;
        first..size.min(last + 1)
    };
    for row in pixels(from.y, to.y, height) {
        for column in pixels(from.x, to.x, ink.width) {
            let (x, y) = (column as f32 + 0.5 - from.x, row as f32 + 0.5 - from.y);
            let along = match squared_length > 0.0 {
                true => ((x * dx + y * dy) / squared_length).clamp(0.0, 1.0),
                false => 0.0,
            };
            let (x, y) = (x - along * dx, y - along * dy);
            let coverage = (reach - (x * x + y * y).sqrt()).clamp(0.0, 1.0);
            let value = &mut ink.values[row * ink.width + column];
            *value = value.max(coverage);
        }
    }
}
