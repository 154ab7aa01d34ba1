//! `back-query`: an image of each digit for which a network predicts that digit.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use neuroglyph::Network;
use neuroglyph::back_query::{Dream, GradientAscent, Method, Options, Prior, Start};
use neuroglyph::metrics::ClassificationReport;

use crate::Result;
use crate::output::print_line;
use crate::pending_file::PendingFile;
use crate::picture::picture;
use crate::picture_file::{decode, find_digit};

#[derive(Args)]
pub struct Arguments {
    /// The PNG to write, with the images side by side.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The method; left out: the inversion where it exists, else the gradient.
    #[arg(long)]
    method: Option<MethodName>,
    /// The images among which gradient ascent searches: all, or those that vary as handwriting does. Left out: "free"
    /// where the network has convolutions or --stay-near is given, else "handwriting".
    #[arg(long)]
    prior: Option<PriorName>,
    /// The start of gradient ascent: "grey", "inversion", a picture of a digit, or a file that `means`
    /// wrote.
    #[arg(long, default_value = "grey")]
    start: PathBuf,
    /// The weight of a penalty on the distance from the start, 0 to 1: with it only pixels change that the prediction
    /// needs. 0.03 is a good first try.
    #[arg(long, default_value_t = 0.0)]
    stay_near: f32,
    /// Steps of gradient ascent, at most 1,000.
    #[arg(long, default_value_t = Options::default().steps)]
    steps: usize,
    /// The seed of the shifts at which gradients are taken.
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
    /// A PNG to write of the images on the way, a row a digit.
    #[arg(long)]
    film: Option<PathBuf>,
    /// Print the images as JSON, one array of 784 values in 0..1 a digit.
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

pub fn back_query(network: &Network, arguments: &Arguments) -> Result<()> {
    let options = read_options(arguments, network.recipe().classes())?;
    // A file that cannot be written is an error before the work, not after it.
    let create = |path: &Option<PathBuf>| path.as_deref().map(PendingFile::create).transpose();
    let (out, film) = (create(&arguments.out)?, create(&arguments.film)?);
    let dreams = network.dreams(&options)?;
    if let Some(file) = out {
        let images = dreams.iter().map(|dream| dream.image.as_slice());
        file.commit(&picture(images, dreams.len(), 4)?)?;
    }
    if let Some(file) = film {
        file.commit(&draw_film(network, dreams.len(), &options)?)?;
    }
    if arguments.json {
        let images: Vec<&[f32]> = dreams.iter().map(|dream| dream.image.as_slice()).collect();
        print_line!("{}", serde_json::to_string(&images)?)?;
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
        print_line!("{digit} {confidence:6.2} % read as {read}")?;
    }
    let search = dreams.first().map(|dream| (dream.prior, dream.steps));
    match search {
        Some((Some(Prior::Free), steps)) => {
            print_line!("{steps} steps of gradient ascent, without a prior")?
        }
        Some((Some(Prior::Handwriting), steps)) => {
            print_line!("{steps} steps of gradient ascent, with the handwriting prior")?;
        }
        _ => print_line!("inversion")?,
    }
    Ok(())
}

/// Images of a digit after the first.
const FILM: usize = 10;

/// The images of gradient ascent from its start to its end, a row a digit.
fn draw_film(network: &Network, digits: usize, options: &Options) -> Result<Vec<u8>> {
    let digits: Vec<usize> = (0..digits).collect();
    let mut ascent = GradientAscent::new(network, &digits, options)?;
    let mut stages = vec![ascent.images().to_vec()];
    for stage in 1..=FILM {
        let taken = ascent.steps() * stage / FILM;
        ascent.advance(network, taken - ascent.taken())?;
        stages.push(ascent.images().to_vec());
    }
    let inputs = network.recipe().inputs;
    let cells = 0..digits.len() * stages.len();
    let cells = cells.map(|cell| {
        let (digit, stage) = (cell / stages.len(), cell % stages.len());
        &stages[stage][digit * inputs..][..inputs]
    });
    picture(cells, stages.len(), 2)
}

fn read_options(arguments: &Arguments, digits: usize) -> Result<Options> {
    let method = arguments.method.map(|name| match name {
        MethodName::Inversion => Method::Inversion,
        MethodName::Gradient => Method::Gradient,
    });
    let has_film = arguments.film.is_some();
    if has_film && method == Some(Method::Inversion) {
        return Err("--film is about --method gradient: the inversion takes no steps".into());
    }
    Ok(Options {
        method: method.or(has_film.then_some(Method::Gradient)),
        prior: arguments.prior.map(|name| match name {
            PriorName::Free => Prior::Free,
            PriorName::Handwriting => Prior::Handwriting,
        }),
        start: read_start(&arguments.start, digits)?,
        stay_near: arguments.stay_near,
        steps: arguments.steps,
        seed: arguments.seed,
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
    let picture = decode(&bytes).map_err(|error| place(&error))?;
    let drawing = find_digit(&picture).map_err(|error| place(&error))?;
    let drawing = drawing.ok_or_else(|| place(&"there is no ink in this picture"))?;
    Ok(Start::Images(drawing.image.repeat(digits)))
}
