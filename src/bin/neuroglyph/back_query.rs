//! `back-query`: what a network thinks each digit looks like.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use neuroglyph::Network;
use neuroglyph::back_query::{Method, Options, Start};
use neuroglyph::metrics::Examination;

use crate::Result;
use crate::draft::Draft;
use crate::picture::picture;

#[derive(Args)]
pub struct Asked {
    /// A picture to write of all of them, side by side.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Left out: the inversion where it exists, else the gradient.
    #[arg(long)]
    method: Option<MethodName>,
    /// Where the way up the gradient begins: "grey", "inversion", or a file that `means` wrote.
    #[arg(long, default_value = "grey")]
    start: PathBuf,
    /// Steps up the gradient, at most 10,000.
    #[arg(long, default_value_t = Options::default().steps)]
    steps: usize,
    /// Fixes the noise that the gradient is found with.
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
    /// Print the images, one array of 784 values in 0..1 a digit.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum MethodName {
    Inversion,
    Gradient,
}

pub fn back_query(network: &mut Network, asked: &Asked) -> Result<()> {
    let options = Options {
        method: asked.method.map(|name| match name {
            MethodName::Inversion => Method::Inversion,
            MethodName::Gradient => Method::Gradient,
        }),
        start: read_start(&asked.start)?,
        steps: asked.steps,
        seed: asked.seed,
    };
    // A file that cannot be written is told before the work, not after.
    let file = asked.out.as_deref().map(Draft::begin).transpose()?;
    let dreams = network.dreams(&options)?;
    if let Some(file) = file {
        let images = dreams.iter().map(|dream| dream.image.as_slice());
        file.finish(&picture(images, dreams.len(), 4)?)?;
    }
    if asked.json {
        let images: Vec<&[f32]> = dreams.iter().map(|dream| dream.image.as_slice()).collect();
        println!("{}", serde_json::to_string(&images)?);
        return Ok(());
    }
    let images: Vec<f32> = dreams
        .iter()
        .flat_map(|dream| &dream.image)
        .copied()
        .collect();
    let digits: Vec<u8> = (0..dreams.len() as u8).collect();
    let examination = Examination::of(network.query(&images)?, &digits, digits.len())?;
    for ((dream, digit), read) in dreams.iter().zip(digits).zip(examination.read) {
        let confidence = 100.0 * dream.confidence;
        println!("{digit}  {confidence:6.2} %  read as {read}");
    }
    match dreams.first().map(|dream| (dream.method, dream.steps)) {
        Some((Method::Gradient, steps)) => println!("{steps} steps up the gradient"),
        _ => println!("by inversion"),
    }
    Ok(())
}

fn read_start(start: &Path) -> Result<Start> {
    match start.to_str() {
        Some("grey") => Ok(Start::Grey),
        Some("inversion") => Ok(Start::Inversion),
        _ => {
            let place = |error: &dyn std::fmt::Display| format!("{}: {error}", start.display());
            let bytes = fs::read(start).map_err(|error| place(&error))?;
            let pixels = bytes
                .get(16..)
                .ok_or_else(|| place(&"this is no IDX file"))?;
            let pixels = pixels.iter().map(|pixel| f32::from(*pixel) / 255.0);
            Ok(Start::Images(pixels.collect()))
        }
    }
}
