//! `query`: the number that a picture shows, or the probability of each digit where it shows one.

use std::path::Path;

use neuroglyph::Network;
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;
use neuroglyph::reading::{FoundDigit, NumberReading, ReadingOptions};

use crate::Result;
use crate::output::print_line;
use crate::picture_file::read_picture;

pub fn query(network: &Network, image: &Path) -> Result<()> {
    let picture = read_picture(image)?;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let options = ReadingOptions::default();
    let reading = network.read_pixels(&picture, width, height, &options)?;
    match reading.digits.as_slice() {
        [] => Err(format!("{}: there is no ink in this picture", image.display()).into()),
        [digit] => print_outputs(digit),
        _ => print_number(&reading),
    }
}

/// The network's outputs for the only digit.
fn print_outputs(found: &FoundDigit) -> Result<()> {
    let best = largest(&found.probabilities);
    for (digit, output) in found.probabilities.iter().enumerate() {
        let suffix = if *output == best && found.digit.is_some() {
            " ←"
        } else {
            ""
        };
        print_line!("{digit}  {:6.2} %{suffix}", 100.0 * output)?;
    }
    if found.digit.is_none() {
        print_line!("refused: no output reaches the threshold of {CONFIDENCE_THRESHOLD}")?;
    }
    Ok(())
}

/// The number, and the largest output for each of its digits.
fn print_number(reading: &NumberReading) -> Result<()> {
    let text = reading.text();
    print_line!("{text}")?;
    for (sign, found) in text.chars().zip(&reading.digits) {
        print_line!("{sign}  {:6.2} %", 100.0 * largest(&found.probabilities))?;
    }
    if text.contains('?') {
        print_line!("?: no output reaches the threshold of {CONFIDENCE_THRESHOLD}")?;
    }
    Ok(())
}

fn largest(outputs: &[f32]) -> f32 {
    outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}
