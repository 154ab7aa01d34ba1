//! A number as a line of a file: a JSON object.

use serde::Serialize;

use super::compose::Number;
use super::writer::Writer;

#[derive(Serialize)]
struct Line<'a> {
    label: &'a str,
    source: &'a str,
    writer: &'a str,
    strokes: Vec<Vec<[f32; 2]>>,
    digits: &'a [usize],
}

/// The line, its points to four decimals.
pub fn line(number: &Number, writer: &Writer) -> serde_json::Result<String> {
    let round = |value: f32| (value * 1e4).round() / 1e4;
    let rounded = |stroke: &Vec<[f32; 2]>| stroke.iter().map(|point| point.map(round)).collect();
    serde_json::to_string(&Line {
        label: &number.label,
        source: &writer.source,
        writer: &writer.name,
        strokes: number.strokes.iter().map(rounded).collect(),
        digits: &number.digits,
    })
}
