//! The command line: train a network on MNIST or other images, evaluate it, query it, query it backwards, and export it.

mod back_query;
mod drawing;
mod drawn_images;
mod evaluate;
mod export;
mod idx;
mod image_files;
mod means;
mod mnist;
mod npy;
mod number;
mod numbers;
mod output;
mod pending_file;
mod picture;
mod picture_file;
mod pictures;
mod query;
mod recipe;
mod report;
mod sheet;
mod strokes;
mod train;

use std::error::Error;
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mnist::Mnist;
use neuroglyph::Network;
use neuroglyph::recipe::Recipe;
use pending_file::PendingFile;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Handwritten digits: train a neural network, evaluate it, query it.
#[derive(Parser)]
#[command(version)]
struct CommandLine {
    #[command(flatten)]
    mnist: Mnist,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train a network on MNIST's 60,000 training images or on images of your own.
    Train {
        #[command(flatten)]
        arguments: train::Arguments,
    },
    /// Evaluate a network on MNIST's 10,000 test images, on training images held out, on images of your own, on drawn
    /// strokes, on drawn numbers, or on pictures.
    Evaluate {
        /// The model file.
        model: PathBuf,
        #[command(flatten)]
        arguments: evaluate::Arguments,
    },
    /// Query a network with a picture of a digit or a number: each digit of the number with its probability, or where
    /// there is but one the probability of each that it may be.
    Query {
        /// The model file.
        model: PathBuf,
        /// A PNG, JPEG, WebP, GIF, BMP or TIFF file with a digit or a number, dark on light or light on dark.
        image: PathBuf,
    },
    /// Query a network backwards: an image of each digit for which it predicts that digit.
    BackQuery {
        /// The model file.
        model: PathBuf,
        #[command(flatten)]
        arguments: back_query::Arguments,
    },
    /// Draw a sheet of synthetic handwriting, which a recipe may mix into the training images: a row a
    /// style.
    Handwriting {
        #[command(flatten)]
        arguments: sheet::Arguments,
    },
    /// Draw a sheet of non-digits, which a recipe may mix into the training images: a row a kind.
    NonDigits {
        #[command(flatten)]
        arguments: sheet::Arguments,
    },
    /// Write a network with weights of 8 bits: a file of about a quarter of the size.
    Quantise {
        /// The model file.
        model: PathBuf,
        /// The file to write, which may be the same.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write a network as a file for other programs.
    Export {
        /// The model file.
        model: PathBuf,
        #[command(flatten)]
        arguments: export::Arguments,
    },
    /// Write drawn strokes as images of 28 × 28 pixels, as the networks that read digits take them: an IDX file of images
    /// and one of labels.
    Strokes {
        /// A JSON object a line, with "label" (a digit or another class) and "strokes" (lists of [x, y]).
        file: PathBuf,
        /// What the names of the two files begin with: OUT-images-idx3-ubyte and OUT-labels-idx1-ubyte.
        #[arg(long, value_name = "OUT")]
        idx: PathBuf,
    },
    /// Write the mean training image of each digit as an IDX file of ten images.
    Means {
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_closed(&*error) => ExitCode::from(output::CLOSED),
        Err(error) => {
            // Where that is closed too, there is nobody to tell.
            let _ = writeln!(stderr(), "neuroglyph: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command_line: CommandLine) -> Result<()> {
    let mnist = &command_line.mnist;
    match command_line.command {
        Command::Train { arguments } => train::train(arguments, mnist),
        Command::Evaluate { model, arguments } => {
            let network = load(&model, |recipe| arguments.check(recipe))?;
            evaluate::evaluate(&network, &arguments, mnist)
        }
        Command::BackQuery { model, arguments } => {
            back_query::back_query(&load(&model, Recipe::check_digits)?, &arguments)
        }
        Command::Handwriting { arguments } => sheet::handwriting(&arguments),
        Command::NonDigits { arguments } => sheet::non_digits(&arguments),
        Command::Quantise { model, out } => {
            let bytes = Network::load(model)?.to_int8_safetensors()?;
            PendingFile::create(&out)?.commit(&bytes)
        }
        Command::Export { model, arguments } => export::export(&Network::load(model)?, &arguments),
        Command::Strokes { file, idx } => drawn_images::write(&file, &idx),
        Command::Means { out } => means::means(&out, mnist),
        Command::Query { model, image } => {
            query::query(&load(&model, Recipe::check_reads_digits)?, &image)
        }
    }
}

/// Reads a network from a model file; a recipe that the check refuses is an error.
fn load(model: &Path, check: impl Fn(&Recipe) -> neuroglyph::Result<()>) -> Result<Network> {
    let network = Network::load(model)?;
    let refused = check(network.recipe());
    refused.map_err(|error| format!("{}: {error}", model.display()))?;
    Ok(network)
}
