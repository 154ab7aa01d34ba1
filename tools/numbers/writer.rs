//! Writers, and the digits that there are by each of them.

use std::error::Error;
use std::fmt::Display;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::compose::{Chance, Digit, Gap, Number, compose};

/// A person or a synthetic hand, and digits by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Writer {
    pub name: String,
    /// Where the digits come from.
    pub source: String,
    /// At least `FEWEST`.
    pub digits: Vec<Digit>,
}

/// The digits of a number.
const FEWEST: usize = 2;
const MOST: usize = 5;

impl Writer {
    /// A number of 2 to 5 of the writer's digits, as far as there are so many, no drawing twice.
    pub fn write_number(&self, gap: Gap, chance: &mut Chance) -> Number {
        let mut left: Vec<&Digit> = self.digits.iter().collect();
        let most = left.len().min(MOST);
        let count = FEWEST + chance.below(most - FEWEST + 1);
        let mut choose = || left.swap_remove(chance.below(left.len()));
        let chosen: Vec<&Digit> = (0..count).map(|_| choose()).collect();
        compose(&chosen, gap, chance)
    }
}

/// A line of a file of strokes. Other fields are ignored.
#[derive(Deserialize)]
struct Line {
    label: Option<u8>,
    writer: Option<String>,
    source: Option<String>,
    strokes: Vec<Vec<[f32; 2]>>,
}

/// The writers of at least two digits in a file of strokes, in the order of their first ones.
pub fn read_writers(path: &Path) -> Result<Vec<Writer>, Box<dyn Error>> {
    let file = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
    let mut writers: Vec<Writer> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let place = |error: &dyn Display| format!("{file}:{}: {error}", number + 1);
        let line: Line = serde_json::from_str(line).map_err(|error| place(&error))?;
        add(line, &mut writers).map_err(|error| place(&error))?;
    }
    writers.retain(|writer| writer.digits.len() >= FEWEST);
    match writers.is_empty() {
        true => Err(format!("{file}: there is no writer of {FEWEST} digits").into()),
        false => Ok(writers),
    }
}

/// Adds a digit to those of its writer. A non-digit is passed over.
fn add(line: Line, writers: &mut Vec<Writer>) -> Result<(), String> {
    let Some(label) = line.label else {
        return Ok(());
    };
    if label > 9 {
        return Err(format!("label {label} is no digit from 0 to 9"));
    }
    if line.strokes.iter().all(Vec::is_empty) {
        return Err("there is no point in its strokes".into());
    }
    let name = line.writer.ok_or("missing field `writer`")?;
    let source = line.source.unwrap_or_default();
    let digit = Digit {
        label,
        strokes: line.strokes,
    };
    let known = |writer: &&mut Writer| writer.name == name && writer.source == source;
    match writers.iter_mut().find(known) {
        Some(writer) => writer.digits.push(digit),
        None => writers.push(Writer {
            name,
            source,
            digits: vec![digit],
        }),
    }
    Ok(())
}
