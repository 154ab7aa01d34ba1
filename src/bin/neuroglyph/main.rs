//! The command line: train a network on MNIST, measure it, ask it, and ask it backwards.

mod back_query;
mod draft;
mod evaluate;
mod handwriting;
mod means;
mod picture;
mod query;
mod train;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use neuroglyph::Network;
use neuroglyph::recipe::{self, Recipe};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Handwritten digits: train a neural network, measure it, ask it.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The folder with MNIST's four gzipped files.
    #[arg(long, global = true, default_value = "target/mnist")]
    mnist: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train a network on MNIST's 60,000 training images.
    Train {
        /// The recipe's name.
        #[arg(long, value_parser = recipe::named)]
        recipe: Recipe,
        /// The model file to write.
        #[arg(long)]
        out: PathBuf,
        /// Fixes weights, order and dropout; random if left out.
        #[arg(long)]
        seed: Option<u64>,
        /// Another number of epochs than the recipe's.
        #[arg(long)]
        epochs: Option<usize>,
        /// Write weights of 16 bits: a file of half the size.
        #[arg(long)]
        half: bool,
    },
    /// Measure a network on MNIST's 10,000 test images, or on drawn strokes.
    Evaluate {
        model: PathBuf,
        /// Strokes to read in place of the test images: a JSON object a line, with "label"
        /// (a digit, or null) and "strokes" (lists of [x, y]).
        #[arg(long)]
        strokes: Option<PathBuf>,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Read the digit in a picture.
    Query { model: PathBuf, image: PathBuf },
    /// Ask a network what it thinks each digit looks like.
    BackQuery {
        model: PathBuf,
        #[command(flatten)]
        asked: back_query::Asked,
    },
    /// Draw a sheet of the handwriting that a recipe may mix into the training images: a row a
    /// style.
    Handwriting {
        /// The picture to write, a PNG.
        #[arg(long)]
        out: PathBuf,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Write the mean training image of each digit as an IDX file of ten images.
    Means {
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("neuroglyph: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let mnist = &arguments.mnist;
    match arguments.command {
        Command::Train {
            mut recipe,
            out,
            seed,
            epochs,
            half,
        } => {
            recipe.epochs = epochs.unwrap_or(recipe.epochs);
            train::train(recipe, seed, &out, half, mnist)
        }
        Command::Evaluate {
            model,
            strokes,
            json,
        } => evaluate::evaluate(&mut load(&model)?, strokes.as_deref(), mnist, json),
        Command::BackQuery { model, asked } => back_query::back_query(&mut load(&model)?, &asked),
        Command::Handwriting { out, seed } => handwriting::handwriting(&out, seed),
        Command::Means { out } => means::means(&out, mnist),
        Command::Query { model, image } => query::query(&mut load(&model)?, &image),
    }
}

fn load(model: &Path) -> Result<Network> {
    let bytes = fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let network = Network::from_safetensors(&bytes);
    Ok(network.map_err(|error| format!("{}: {error}", model.display()))?)
}
