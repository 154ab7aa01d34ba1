//! A line of a file of drawings as strokes: a JSON object.

use std::error::Error;

use neuroglyph::preprocess::preprocess_strokes;
use serde::Deserialize;

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

pub fn read_sample(line: &str, classes: usize) -> Result<Sample, Box<dyn Error>> {
    let drawing: Drawing = serde_json::from_str(line)?;
    let image = draw(&drawing)?;
    if let Some(label) = drawing.label.filter(|label| usize::from(*label) >= classes) {
        let highest = classes - 1;
        return Err(format!("label {label} is no digit from 0 to {highest}").into());
    }
    Ok(Sample {
        image,
        label: drawing.label,
    })
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
