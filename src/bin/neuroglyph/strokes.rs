//! A file of drawings as strokes: a JSON object a line.

use std::fmt::Display;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::Result;
use crate::drawing::{Sample, read_sample};

pub fn read_samples(path: &Path, classes: usize) -> Result<Vec<Sample>> {
    let file = fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut samples = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let place = |error: &dyn Display| format!("{}:{}: {error}", path.display(), number + 1);
        let line = line.map_err(|error| place(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        samples.push(read_sample(&line, classes).map_err(|error| place(&error))?);
    }
    Ok(samples)
}
