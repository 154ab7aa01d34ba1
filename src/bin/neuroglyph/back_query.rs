//! `back-query`: what a network takes each digit for.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use neuroglyph::Network;
use neuroglyph::back_query::{Climb, Dream, Method, Options, Prior, Start};
use neuroglyph::metrics::ClassificationReport;
use neuroglyph::preprocess::preprocess_pixels;

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
    /// Which images the gradient may lead to: any, or those that vary as handwriting does. Left out: "free" where
    /// the network has convolutions or --stay-near is given, else "handwriting".
    #[arg(long)]
    prior: Option<PriorName>,
    /// Where the way up the gradient begins: "grey", "inversion", a picture of a digit, or a file that `means`
    /// wrote.
    #[arg(long, default_value = "grey")]
    start: PathBuf,
    /// The penalty for every pixel that differs from the start, 0 to 1: with it only what has to change for the
    /// network to read the digit is changed. 0.03 is a good first try.
    #[arg(long, default_value_t = 0.0)]
    stay_near: f32,
    /// Steps up the gradient, at most 10,000.
    #[arg(long, default_value_t = Options::default().steps)]
    steps: usize,
    /// Fixes by how much the network is shown the images shifted.
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
    /// A picture to write of the way up the gradient, a row a digit.
    #[arg(long)]
    film: Option<PathBuf>,
    /// Print the images, one array of 784 values in 0..1 a digit.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum MethodName {
    Inversion,
    Gradient,
}

#[derive(Clone, Copy, ValueEnum)]
enum PriorName {
    Free,
    Handwriting,
}

pub fn back_query(network: &Network, asked: &Asked) -> Result<()> {
    let options = read_options(asked, network.recipe().outputs())?;
    // A file that cannot be written is told before the work, not after.
    let begin = |path: &Option<PathBuf>| path.as_deref().map(Draft::begin).transpose();
    let (out, film) = (begin(&asked.out)?, begin(&asked.film)?);
    let dreams = network.dreams(&options)?;
    if let Some(file) = out {
        let images = dreams.iter().map(|dream| dream.image.as_slice());
        file.finish(&picture(images, dreams.len(), 4)?)?;
    }
    if let Some(file) = film {
        file.finish(&draw_film(network, dreams.len(), &options)?)?;
    }
    if asked.json {
        let images: Vec<&[f32]> = dreams.iter().map(|dream| dream.image.as_slice()).collect();
        println!("{}", serde_json::to_string(&images)?);
        return Ok(());
    }
    print(network, &dreams)
}

fn print(network: &Network, dreams: &[Dream]) -> Result<()> {
    let images: Vec<f32> = dreams
        .iter()
        .flat_map(|dream| &dream.image)
        .copied()
        .collect();
    let digits: Vec<u8> = (0..dreams.len() as u8).collect();
    let report = ClassificationReport::of(&network.query(&images)?, &digits, digits.len())?;
    for ((dream, digit), read) in dreams.iter().zip(digits).zip(report.predicted) {
        let confidence = 100.0 * dream.confidence;
        println!("{digit} {confidence:6.2} % read as {read}");
    }
    let way = dreams.first().map(|dream| (dream.prior, dream.steps));
    match way {
        Some((Some(Prior::Free), steps)) => println!("{steps} steps up the gradient, freely"),
        Some((Some(Prior::Handwriting), steps)) => {
            println!("{steps} steps up the gradient, as handwriting varies");
        }
        _ => println!("by inversion"),
    }
    Ok(())
}

/// Images of the way up the gradient after the first.
const FILM: usize = 10;

/// The way up the gradient from its start to its end, a row a digit.
fn draw_film(network: &Network, digits: usize, options: &Options) -> Result<Vec<u8>> {
    let digits: Vec<usize> = (0..digits).collect();
    let mut climb = Climb::new(network, &digits, options)?;
    let mut stages = vec![climb.images().to_vec()];
    for stage in 1..=FILM {
        let taken = climb.steps() * stage / FILM;
        climb.advance(network, taken - climb.taken())?;
        stages.push(climb.images().to_vec());
    }
    let inputs = network.recipe().inputs;
    let cells = 0..digits.len() * stages.len();
    let cells = cells.map(|cell| {
        let (digit, stage) = (cell / stages.len(), cell % stages.len());
        &stages[stage][digit * inputs..][..inputs]
    });
    picture(cells, stages.len(), 2)
}

fn read_options(asked: &Asked, digits: usize) -> Result<Options> {
    let method = asked.method.map(|name| match name {
        MethodName::Inversion => Method::Inversion,
        MethodName::Gradient => Method::Gradient,
    });
    let has_film = asked.film.is_some();
    if has_film && method == Some(Method::Inversion) {
        return Err("--film is about --method gradient: the inversion takes no steps".into());
    }
    Ok(Options {
        method: method.or(has_film.then_some(Method::Gradient)),
        prior: asked.prior.map(|name| match name {
            PriorName::Free => Prior::Free,
            PriorName::Handwriting => Prior::Handwriting,
        }),
        start: read_start(&asked.start, digits)?,
        stay_near: asked.stay_near,
        steps: asked.steps,
        seed: asked.seed,
    })
}

/// The first bytes of an IDX file of images.
const IDX: [u8; 4] = [0, 0, 8, 3];

fn read_start(start: &Path, digits: usize) -> Result<Start> {
    match start.to_str() {
        Some("grey") => return Ok(Start::Grey),
        Some("inversion") => return Ok(Start::Inversion),
        _ => {}
    }
    let place = |error: &dyn std::fmt::Display| format!("{}: {error}", start.display());
    let bytes = fs::read(start).map_err(|error| place(&error))?;
    if bytes.starts_with(&IDX) && bytes.len() >= 16 {
        let pixels = bytes[16..].iter().map(|pixel| f32::from(*pixel) / 255.0);
        return Ok(Start::Images(pixels.collect()));
    }
    let picture = image::load_from_memory(&bytes).map_err(|error| place(&error))?;
    let picture = picture.to_rgba8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let drawing = preprocess_pixels(picture.as_raw(), width, height)?;
    let drawing = drawing.ok_or_else(|| place(&"there is no ink in this picture"))?;
    Ok(Start::Images(drawing.image.repeat(digits)))
}
