//! A file of drawings as strokes: a JSON object a line.

use std::fmt::Display;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::Result;

/// What `read` makes of each line that is not blank; an error names the file and the line.
pub fn read_lines<T>(path: &Path, read: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    let file = fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut all = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let place = |error: &dyn Display| format!("{}:{}: {error}", path.display(), number + 1);
        let line = line.map_err(|error| place(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        all.push(read(&line).map_err(|error| place(&error))?);
    }
    Ok(all)
}
