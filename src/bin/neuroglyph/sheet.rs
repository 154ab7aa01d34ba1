//! `handwriting` and `non-digits`: a sheet of what a recipe may mix into the training images, a row a
//! way of drawing.

use std::path::PathBuf;

use clap::Args;
use neuroglyph::dataset::handwriting::{Writer, styles};
use neuroglyph::dataset::non_digits::{Scribbler, kinds};

use crate::Result;
use crate::draft::Draft;
use crate::picture::picture;

#[derive(Args)]
pub struct Asked {
    /// The picture to write, a PNG.
    #[arg(long)]
    out: PathBuf,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn handwriting(asked: &Asked) -> Result<()> {
    let writer = Writer::new(asked.seed);
    let rows = styles().iter().enumerate().map(|(row, style)| {
        let name = format!("{}, {}", style.digit, style.name);
        let draw = |column| writer.write(style, row, column).image();
        (name, (0..COLUMNS).map(draw).collect())
    });
    write_sheet(asked, rows)
}

pub fn non_digits(asked: &Asked) -> Result<()> {
    let scribbler = Scribbler::new(asked.seed);
    let rows = kinds().enumerate().map(|(row, kind)| {
        let draw = |column| scribbler.draw(kind, row, column).image();
        (kind.name.to_owned(), (0..COLUMNS).map(draw).collect())
    });
    write_sheet(asked, rows)
}

/// Drawings in a row.
const COLUMNS: u32 = 16;

/// Prints the name of each row, and writes the picture.
fn write_sheet(asked: &Asked, rows: impl Iterator<Item = (String, Vec<Vec<f32>>)>) -> Result<()> {
    let file = Draft::begin(&asked.out)?;
    let mut images = Vec::new();
    for (row, (name, drawings)) in rows.enumerate() {
        println!("row {row:2}: {name}");
        images.extend(drawings);
    }
    let images = images.iter().map(Vec::as_slice);
    file.finish(&picture(images, COLUMNS as usize, 2)?)
}
