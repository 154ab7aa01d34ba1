//! Puts single digits side by side as numbers of 2 to 5 digits, and prints them as `neuroglyph evaluate --numbers` takes
//! them.

mod compose;
mod line;
mod synthetic;
mod writer;

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser};
use neuroglyph::dataset::handwriting::HandwritingGenerator;

use compose::{Chance, Gap};
use line::line;
use synthetic::synthetic_writer;
use writer::read_writers;

/// Put single digits side by side as numbers of 2 to 5 digits, each by one writer: a JSON object a line, for `neuroglyph
/// evaluate --numbers`.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    source: Source,
    /// How far apart the digits stand.
    #[arg(long)]
    gap: Gap,
    /// How many numbers.
    #[arg(long, default_value_t = 600)]
    count: usize,
    /// The seed of all choices.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Source {
    /// Digits as drawn strokes: a JSON object a line, with "label", "writer" and "strokes" (lists of [x, y]).
    #[arg(long)]
    strokes: Option<PathBuf>,
    /// Synthetic handwriting, each number by a hand of its own, which writes a digit in one style.
    #[arg(long)]
    synthetic: bool,
}

fn main() -> ExitCode {
    match print_numbers(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "numbers: {error}");
            ExitCode::FAILURE
        }
    }
}

fn print_numbers(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let people = match &arguments.source.strokes {
        Some(path) => read_writers(path)?,
        None => Vec::new(),
    };
    let generator = HandwritingGenerator::new(arguments.seed);
    let chance = &mut Chance::new(arguments.seed);
    let mut output = BufWriter::new(io::stdout().lock());
    for number in 0..arguments.count {
        let hand;
        let writer = match people.as_slice() {
            [] => {
                hand = synthetic_writer(&generator, number, chance);
                &hand
            }
            people => &people[chance.below(people.len())],
        };
        let number = writer.write_number(arguments.gap, chance);
        writeln!(output, "{}", line(&number, writer)?)?;
    }
    output.flush()?;
    Ok(())
}
