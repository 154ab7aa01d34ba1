//! The command line: train a network on MNIST, measure it, ask it, and ask it backwards.

mod back_query;
mod draft;
mod evaluate;
mod means;
mod picture;
mod query;
mod recipe;
mod report;
mod sheet;
mod strokes;
mod train;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use neuroglyph::Network;
use neuroglyph::recipe::Recipe;

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
        #[command(flatten)]
        asked: train::Asked,
    },
    /// Measure a network on MNIST's 10,000 test images, on training images held out, or on drawn
    /// strokes.
    Evaluate {
        model: PathBuf,
        #[command(flatten)]
        asked: evaluate::Asked,
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
        #[command(flatten)]
        asked: sheet::Asked,
    },
    /// Draw a sheet of what is no digit and a recipe may mix in to be refused: a row a kind.
    NonDigits {
        #[command(flatten)]
        asked: sheet::Asked,
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
        Command::Train { asked } => train::train(asked, mnist),
        Command::Evaluate { model, asked } => {
            evaluate::evaluate(&load(&model, Recipe::check_digits)?, &asked, mnist)
        }
        Command::BackQuery { model, asked } => {
            back_query::back_query(&load(&model, Recipe::check_digits)?, &asked)
        }
        Command::Handwriting { asked } => sheet::handwriting(&asked),
        Command::NonDigits { asked } => sheet::non_digits(&asked),
        Command::Means { out } => means::means(&out, mnist),
        Command::Query { model, image } => {
            query::query(&load(&model, Recipe::check_reads_digits)?, &image)
        }
    }
}

/// A network from a file, if its recipe is such as a command needs.
fn load(model: &Path, check: impl Fn(&Recipe) -> neuroglyph::Result<()>) -> Result<Network> {
    let network = Network::load(model)?;
    let refused = check(network.recipe());
    refused.map_err(|error| format!("{}: {error}", model.display()))?;
    Ok(network)
}
