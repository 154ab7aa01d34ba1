//! A line of a file of drawings as strokes: a digit, or a non-digit.

use std::error::Error;

use neuroglyph::preprocess::preprocess_strokes;
use serde::Deserialize;

/// The points of a stroke, x to the right and y down.
pub type Stroke = Vec<[f32; 2]>;

/// A drawing and its label; a drawing without ink has no image.
pub struct Sample {
    pub image: Option<Vec<f32>>,
    pub label: Option<u8>,
}

/// A line of the file. Other fields are ignored.
#[derive(Deserialize)]
struct Drawing {
    label: Option<u8>,
    strokes: Vec<Stroke>,
}

pub fn read_sample(line: &str, classes: usize) -> Result<Sample, Box<dyn Error>> {
    let drawing: Drawing = serde_json::from_str(line)?;
    let image = draw(&drawing.strokes)?;
    if let Some(label) = drawing.label.filter(|label| usize::from(*label) >= classes) {
        let highest = classes - 1;
        return Err(format!("label {label} is no digit from 0 to {highest}").into());
    }
    Ok(Sample {
        image,
        label: drawing.label,
    })
}

/// The image of a drawing, if it has ink.
pub fn draw(strokes: &[Stroke]) -> neuroglyph::Result<Option<Vec<f32>>> {
    let (xy, stroke_ends) = flat(strokes);
    let drawing = preprocess_strokes(&xy, &stroke_ends)?;
    Ok(drawing.map(|drawing| drawing.image))
}

/// The strokes as the crate takes them: x0, y0, x1, y1 …, and the exclusive end of each stroke, in points.
pub fn flat(strokes: &[Stroke]) -> (Vec<f32>, Vec<u32>) {
    let xy = strokes.iter().flatten().flatten().copied().collect();
    let ends = strokes.iter().scan(0, |end, stroke| {
        *end += stroke.len() as u32;
        Some(*end)
    });
    (xy, ends.collect())
}
