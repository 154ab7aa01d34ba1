//! `evaluate`: loss and accuracy on MNIST's test images, on training images held out, on images of one's own, on drawn
//! strokes, or on pictures; the accuracy on drawn numbers.

use std::path::{Path, PathBuf};

use clap::Args;
use neuroglyph::dataset::Part;
use neuroglyph::metrics::{CONFIDENCE_THRESHOLD, Evaluation};
use neuroglyph::{Dataset, Network, Recipe};

use crate::Result;
use crate::drawing::{Sample, read_sample};
use crate::image_files::{ImageFiles, check_fits};
use crate::mnist::Mnist;
use crate::npy::npy;
use crate::numbers::evaluate_numbers;
use crate::pending_file::PendingFile;
use crate::pictures;
use crate::report::Report;
use crate::strokes::read_lines;

#[derive(Args)]
pub struct Arguments {
    /// Drawn strokes in place of the test images: a JSON object a line, with "label"
    /// (a digit, or null for a non-digit) and "strokes" (lists of [x, y]).
    #[arg(long, conflicts_with = "images")]
    strokes: Option<PathBuf>,
    /// Drawn numbers in place of the test images: strokes as above, but "label" is a text of digits ("2026"), and
    /// "digits" lists how many of the strokes each digit has. A number is right if its whole text is.
    #[arg(long, conflicts_with_all = ["strokes", "images"])]
    numbers: Option<PathBuf>,
    /// The last training images, this many, in place of the test images: those that `train --hold-out`
    /// does not train on. With --images and --labels, the last of those.
    #[arg(long, conflicts_with_all = ["strokes", "numbers"])]
    hold_out: Option<usize>,
    /// Pictures in place of the test images: a folder of files called LABEL_name.ext, LABEL the digit.
    #[arg(long, conflicts_with_all = ["strokes", "numbers", "hold_out", "images"])]
    pictures: Option<PathBuf>,
    #[command(flatten)]
    image_files: ImageFiles,
    /// Write the outputs for each image into this file too, as a NumPy array of 32-bit floats: [images, outputs].
    #[arg(long, value_name = "FILE.npy", conflicts_with_all = ["strokes", "numbers", "pictures"])]
    outputs: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// What is asked of a network: answers that may be withheld for numbers, of images of one's own anything, otherwise
    /// digits.
    pub fn check(&self, recipe: &Recipe) -> neuroglyph::Result<()> {
        match self.numbers {
            Some(_) => recipe.check_reads_digits(),
            None if self.image_files.are_given() => Ok(()),
            None => recipe.check_digits(),
        }
    }
}

pub fn evaluate(network: &Network, arguments: &Arguments, mnist: &Mnist) -> Result<()> {
    let classes = network.recipe().classes();
    let report = match (&arguments.strokes, &arguments.pictures, &arguments.numbers) {
        (Some(strokes), ..) => {
            let samples = read_lines(strokes, |line| read_sample(line, classes))?;
            evaluate_samples(network, &samples)?
        }
        (None, Some(folder), _) => {
            evaluate_samples(network, &pictures::read_samples(folder, classes)?)?
        }
        (None, None, Some(numbers)) => evaluate_numbers(network, numbers)?,
        (None, None, None) => {
            let own = arguments.image_files.read()?;
            let dataset = match (own, arguments.hold_out) {
                (Some(images), Some(examples)) => images.hold_out(examples)?.1,
                (Some(images), None) => images,
                (None, Some(examples)) => mnist.read(Part::Training)?.hold_out(examples)?.1,
                (None, None) => mnist.read(Part::Test)?,
            };
            check_fits(network.recipe(), &dataset)?;
            Report::from(&evaluate_images(
                network,
                &dataset,
                arguments.outputs.as_deref(),
            )?)
        }
    };
    report.print(arguments.json)
}

/// Evaluates the network, and writes the outputs where that is asked for.
fn evaluate_images(
    network: &Network,
    dataset: &Dataset,
    outputs: Option<&Path>,
) -> Result<Evaluation> {
    let Some(file) = outputs else {
        return Ok(network.evaluate(dataset.images(), dataset.labels())?);
    };
    let file = PendingFile::create(file)?;
    let (evaluation, outputs) =
        network.evaluate_with_outputs(dataset.images(), dataset.labels())?;
    file.commit(&npy(&outputs, network.recipe().outputs()))?;
    Ok(evaluation)
}

fn evaluate_samples(network: &Network, all: &[Sample]) -> Result<Report> {
    let classes = network.recipe().classes();
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    // A non-digit, without a label, has to be refused. A drawing without ink counts as refused.
    let (mut refused, mut labelled) = (0, 0);
    for Sample { image, label } in all {
        labelled += usize::from(label.is_some());
        match (image, label) {
            (Some(image), Some(label)) => {
                images.extend_from_slice(image);
                labels.push(*label);
            }
            (Some(image), None) => {
                let outputs = network.query(image)?;
                refused += usize::from(outputs.iter().all(|output| *output < CONFIDENCE_THRESHOLD));
            }
            (None, _) => refused += 1,
        }
    }
    let share = |correct: usize| correct as f64 / labelled as f64;
    if labels.is_empty() {
        return Ok(Report {
            accuracy: (labelled > 0).then_some(share(0)),
            ..Report::unlabelled(all.len(), refused, classes)
        });
    }
    let evaluation = network.evaluate(&images, &labels)?;
    Ok(Report {
        accuracy: Some(share(evaluation.correct)),
        samples: all.len(),
        refused: refused + evaluation.refused,
        ..Report::from(&evaluation)
    })
}
