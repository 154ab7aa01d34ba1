//! A line of a file of numbers as strokes: a text of digits, and which strokes write which digit.

use std::error::Error;

use serde::Deserialize;
use serde_json::Value;

use super::drawing::Stroke;

/// A number in strokes.
#[derive(Debug)]
pub struct Number {
    /// Its digits, `0` to `9`, at least one.
    pub text: String,
    pub strokes: Vec<Stroke>,
    /// How many strokes each digit has, in the order of both.
    stroke_counts: Vec<usize>,
}

/// A line of the file. Other fields are ignored.
#[derive(Deserialize)]
struct Line {
    label: Value,
    strokes: Vec<Stroke>,
    digits: Option<Vec<usize>>,
}

impl Number {
    pub fn read(line: &str) -> Result<Self, Box<dyn Error>> {
        let line: Line = serde_json::from_str(line)?;
        let number = Self {
            text: text(&line.label)?,
            strokes: line.strokes,
            stroke_counts: line.digits.ok_or(
                "missing field `digits`, a list of how many strokes each digit of the label has",
            )?,
        };
        match number.objection() {
            Some(reason) => Err(reason.into()),
            None => Ok(number),
        }
    }

    /// Why the counts do not divide the strokes among the digits, if they do not.
    fn objection(&self) -> Option<String> {
        let (text, counts) = (&self.text, &self.stroke_counts);
        let counted = counts
            .iter()
            .fold(0, |sum: usize, count| sum.saturating_add(*count));
        if counts.len() != text.len() {
            let (digits, listed) = (text.len(), counts.len());
            Some(format!(
                "`digits` lists {listed}, but the label {text} has {digits}"
            ))
        } else if let Some(digit) = counts.iter().position(|count| *count == 0) {
            Some(format!("`digits` gives digit {} no stroke", digit + 1))
        } else if counted != self.strokes.len() {
            let strokes = self.strokes.len();
            Some(format!(
                "`digits` adds up to {counted} strokes, but there are {strokes}"
            ))
        } else {
            None
        }
    }

    /// Each digit, 0 to 9, and its strokes.
    pub fn digits(&self) -> impl Iterator<Item = (usize, &[Stroke])> {
        let ends = self.stroke_counts.iter().scan(0, |end, count| {
            *end += count;
            Some(*end)
        });
        let of_digits = ends
            .zip(&self.stroke_counts)
            .map(|(end, count)| &self.strokes[end - count..end]);
        let digits = self.text.bytes().map(|digit| usize::from(digit - b'0'));
        digits.zip(of_digits)
    }
}

/// A label as its digits: a text keeps its leading zeros.
fn text(label: &Value) -> Result<String, String> {
    let text = match label {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(text),
        false => Err(format!("label {label} is no number of digits from 0 to 9")),
    }
}
