//! `evaluate`: loss and accuracy on MNIST's test images, on training images held out, on drawn strokes, or
//! on pictures; the accuracy on drawn numbers.

use std::path::{Path, PathBuf};

use clap::Args;
use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;
use neuroglyph::{Network, Recipe};

use crate::Result;
use crate::drawing::{Sample, read_sample};
use crate::numbers::evaluate_numbers;
use crate::pictures;
use crate::report::Report;
use crate::strokes::read_lines;

#[derive(Args)]
pub struct Arguments {
    /// Drawn strokes in place of the test images: a JSON object a line, with "label"
    /// (a digit, or null for a non-digit) and "strokes" (lists of [x, y]).
    #[arg(long)]
    strokes: Option<PathBuf>,
    /// Drawn numbers in place of the test images: strokes as above, but "label" is a text of digits ("2026"), and
    /// "digits" lists how many of the strokes each digit has. A number is right if its whole text is.
    #[arg(long, conflicts_with = "strokes")]
    numbers: Option<PathBuf>,
    /// The last training images, this many, in place of the test images: those that `train --hold-out`
    /// does not train on.
    #[arg(long, conflicts_with_all = ["strokes", "numbers"])]
    hold_out: Option<usize>,
    /// Pictures in place of the test images: a folder of files called LABEL_name.ext, LABEL the digit.
    #[arg(long, conflicts_with_all = ["strokes", "numbers", "hold_out"])]
    pictures: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// What is asked of a network: answers that may be withheld for numbers, otherwise digits.
    pub fn check(&self, recipe: &Recipe) -> neuroglyph::Result<()> {
        match self.numbers {
            Some(_) => recipe.check_reads_digits(),
            None => recipe.check_digits(),
        }
    }
}

pub fn evaluate(network: &Network, arguments: &Arguments, mnist: &Path) -> Result<()> {
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
            let dataset = match arguments.hold_out {
                Some(examples) => read_mnist(mnist, Part::Training)?.hold_out(examples)?.1,
                None => read_mnist(mnist, Part::Test)?,
            };
            Report::from(&network.evaluate(dataset.images(), dataset.labels())?)
        }
    };
    report.print(arguments.json)
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
