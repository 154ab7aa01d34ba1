//! A file of drawings as strokes: a JSON object a line.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use neuroglyph::preprocess::preprocess_strokes;
use serde::Deserialize;

use crate::Result;

/// A drawing and its label; a drawing without ink has no image.
pub struct Sample {
    pub image: Option<Vec<f32>>,
    pub label: Option<u8>,
}

/// A line of the file. Other fields are ignored.
#[derive(Deserialize)]
struct Drawing {
    label: Option<u8>,
    strokes: Vec<Vec<[f32; 2]>>,
}

pub fn read_samples(path: &Path, classes: usize) -> Result<Vec<Sample>> {
    let file = fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut samples = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let place = |error: &dyn Error| format!("{}:{}: {error}", path.display(), number + 1);
        let line = line.map_err(|error| place(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        let drawing: Drawing = serde_json::from_str(&line).map_err(|error| place(&error))?;
        let image = draw(&drawing).map_err(|error| place(&error))?;
        if let Some(label) = drawing.label.filter(|label| usize::from(*label) >= classes) {
            let highest = classes - 1;
            let place = format!("{}:{}", path.display(), number + 1);
            return Err(format!("{place}: label {label} is no digit from 0 to {highest}").into());
        }
        samples.push(Sample {
            image,
            label: drawing.label,
        });
    }
    Ok(samples)
}

fn draw(drawing: &Drawing) -> neuroglyph::Result<Option<Vec<f32>>> {
    let xy: Vec<f32> = drawing
        .strokes
        .iter()
        .flatten()
        .flatten()
        .copied()
        .collect();
    let ends = drawing.strokes.iter().scan(0, |end, stroke| {
        *end += stroke.len() as u32;
        Some(*end)
    });
    let drawing = preprocess_strokes(&xy, &ends.collect::<Vec<u32>>())?;
    Ok(drawing.map(|drawing| drawing.image))
}
