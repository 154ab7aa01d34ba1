//! `handwriting` and `non-digits`: a sheet of the synthetic drawings that a recipe may mix into the training images, a
//! row a handwriting style or a kind of non-digit.

use std::path::PathBuf;

use clap::Args;
use neuroglyph::dataset::handwriting::{HandwritingGenerator, styles};
use neuroglyph::dataset::non_digits::{NonDigitGenerator, kinds};

use crate::Result;
use crate::output::print_line;
use crate::pending_file::PendingFile;
use crate::picture::picture;

#[derive(Args)]
pub struct Arguments {
    /// The PNG to write.
    #[arg(long)]
    out: PathBuf,
    /// The seed of the drawings.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn handwriting(arguments: &Arguments) -> Result<()> {
    let generator = HandwritingGenerator::new(arguments.seed);
    let rows = styles().iter().enumerate().map(|(row, style)| {
        let name = format!("{}, {}", style.digit, style.name);
        let draw = |column| generator.write(style, row, column).image();
        (name, (0..COLUMNS).map(draw).collect())
    });
    write_sheet(arguments, rows)
}

pub fn non_digits(arguments: &Arguments) -> Result<()> {
    let generator = NonDigitGenerator::new(arguments.seed);
    let rows = kinds().enumerate().map(|(row, kind)| {
        let draw = |column| generator.draw(kind, row, column).image();
        (kind.name.to_owned(), (0..COLUMNS).map(draw).collect())
    });
    write_sheet(arguments, rows)
}

/// Drawings in a row.
const COLUMNS: u32 = 16;

/// Prints the name of each row, and writes the picture.
fn write_sheet(
    arguments: &Arguments,
    rows: impl Iterator<Item = (String, Vec<Vec<f32>>)>,
) -> Result<()> {
    let file = PendingFile::create(&arguments.out)?;
    let mut images = Vec::new();
    for (row, (name, drawings)) in rows.enumerate() {
        print_line!("row {row:2}: {name}")?;
        images.extend(drawings);
    }
    let images = images.iter().map(Vec::as_slice);
    file.commit(&picture(images, COLUMNS as usize, 2)?)
}
