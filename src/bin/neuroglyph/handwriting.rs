//! `handwriting`: a sheet of the styles in which the training set may be written.

use std::path::Path;

use neuroglyph::dataset::handwriting::{Writer, styles};

use crate::Result;
use crate::draft::Draft;
use crate::picture::picture;

/// Drawings of each style.
const COLUMNS: u32 = 16;

pub fn handwriting(out: &Path, seed: u64) -> Result<()> {
    let file = Draft::begin(out)?;
    let writer = Writer::new(seed);
    let mut images = Vec::new();
    for (row, style) in styles().iter().enumerate() {
        images.extend((0..COLUMNS).map(|column| writer.write(style, row, column).image()));
        println!("row {row:2}: {}, {}", style.digit, style.name);
    }
    let images = images.iter().map(Vec::as_slice);
    file.finish(&picture(images, COLUMNS as usize, 2)?)
}
