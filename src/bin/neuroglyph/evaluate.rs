//! `evaluate`: loss and accuracy on MNIST's test images, on training images held out, or on drawn
//! strokes.

use std::path::{Path, PathBuf};

use clap::Args;
use neuroglyph::Network;
use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;

use crate::Result;
use crate::drawing::Sample;
use crate::report::Report;
use crate::strokes::read_samples;

#[derive(Args)]
pub struct Arguments {
    /// Drawn strokes in place of the test images: a JSON object a line, with "label"
    /// (a digit, or null for a non-digit) and "strokes" (lists of [x, y]).
    #[arg(long)]
    strokes: Option<PathBuf>,
    /// The last training images, this many, in place of the test images: those that `train --hold-out`
    /// does not train on.
    #[arg(long, conflicts_with = "strokes")]
    hold_out: Option<usize>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub fn evaluate(network: &Network, arguments: &Arguments, mnist: &Path) -> Result<()> {
    let report = match (&arguments.strokes, arguments.hold_out) {
        (Some(strokes), _) => evaluate_strokes(network, strokes)?,
        (None, hold_out) => {
            let dataset = match hold_out {
                Some(examples) => read_mnist(mnist, Part::Training)?.hold_out(examples)?.1,
                None => read_mnist(mnist, Part::Test)?,
            };
            Report::from(&network.evaluate(dataset.images(), dataset.labels())?)
        }
    };
    report.print(arguments.json)
}

fn evaluate_strokes(network: &Network, path: &Path) -> Result<Report> {
    let classes = network.recipe().classes();
    let all = read_samples(path, classes)?;
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    // A non-digit, without a label, has to be refused. A drawing without ink counts as refused.
    let (mut refused, mut labelled) = (0, 0);
    for Sample { image, label } in &all {
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
