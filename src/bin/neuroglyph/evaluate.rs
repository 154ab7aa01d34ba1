//! `evaluate`: how a network does on MNIST's test images, or on drawn strokes.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use neuroglyph::Network;
use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::metrics::{Confusion, LEAST_CONFIDENCE};
use neuroglyph::preprocess::preprocess_strokes;
use serde::{Deserialize, Serialize};

use crate::Result;

/// Prints the measure of a network: on the strokes of a file, or without one on the test images.
pub fn evaluate(
    network: &mut Network,
    strokes: Option<&Path>,
    mnist: &Path,
    json: bool,
) -> Result<()> {
    let report = match strokes {
        Some(strokes) => evaluate_strokes(network, strokes)?,
        None => evaluate_mnist(network, mnist)?,
    };
    report.print(json)
}

/// What `evaluate` prints.
#[derive(Serialize)]
struct Report {
    /// Of the samples with a label; null if there is none.
    accuracy: Option<f64>,
    loss: Option<f64>,
    samples: usize,
    /// Samples to which the network gave no answer.
    refused: usize,
    /// A row a written digit, a column a read one.
    confusion: Vec<Vec<u32>>,
}

impl Report {
    fn print(&self, json: bool) -> Result<()> {
        if json {
            println!("{}", serde_json::to_string(self)?);
            return Ok(());
        }
        if let Some(accuracy) = self.accuracy {
            println!("accuracy {:.2} %", 100.0 * accuracy);
        }
        if let Some(loss) = self.loss {
            println!("loss {loss:.4}");
        }
        println!("{} samples, {} refused", self.samples, self.refused);
        println!("down: written, across: read");
        for (digit, row) in self.confusion.iter().enumerate() {
            let counts: Vec<String> = row.iter().map(|count| format!("{count:5}")).collect();
            println!("{digit:2} {}", counts.join(""));
        }
        Ok(())
    }
}

fn evaluate_mnist(network: &mut Network, mnist: &Path) -> Result<Report> {
    let test_images = read_mnist(mnist, Part::Test)?;
    let evaluation = network.evaluate(test_images.images(), test_images.labels())?;
    Ok(Report {
        accuracy: Some(evaluation.accuracy),
        loss: Some(evaluation.loss),
        samples: evaluation.samples,
        refused: evaluation.refused,
        confusion: table(&evaluation.confusion),
    })
}

/// A line of a strokes file; what else a line says is not needed here.
#[derive(Deserialize)]
struct Drawing {
    label: Option<u8>,
    strokes: Vec<Vec<[f32; 2]>>,
}

fn evaluate_strokes(network: &mut Network, path: &Path) -> Result<Report> {
    let classes = network.recipe().outputs();
    let all = read_samples(path, classes)?;
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    // Without a label there is no right answer, only a refusal; without ink, no answer.
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
                refused += usize::from(outputs.iter().all(|output| *output < LEAST_CONFIDENCE));
            }
            (None, _) => refused += 1,
        }
    }
    let mut report = Report {
        accuracy: None,
        loss: None,
        samples: all.len(),
        refused,
        confusion: table(&Confusion::new(classes)),
    };
    let share = |correct: usize| correct as f64 / labelled as f64;
    report.accuracy = (labelled > 0).then_some(share(0));
    if !labels.is_empty() {
        let evaluation = network.evaluate(&images, &labels)?;
        report.accuracy = Some(share(evaluation.correct));
        report.loss = Some(evaluation.loss);
        report.refused += evaluation.refused;
        report.confusion = table(&evaluation.confusion);
    }
    Ok(report)
}

/// A line's drawing as the network sees it: without ink there is no image.
struct Sample {
    image: Option<Vec<f32>>,
    label: Option<u8>,
}

fn read_samples(path: &Path, classes: usize) -> Result<Vec<Sample>> {
    let file = fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut samples = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let place = |error: &dyn Error| format!("{}:{}: {error}", path.display(), number + 1);
        let line = line.map_err(|error| place(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        let drawing: Drawing = serde_json::from_str(&line).map_err(|error| place(&error))?;
        let image = draw(&drawing).map_err(|error| place(&error))?;
        if let Some(label) = drawing.label.filter(|label| usize::from(*label) >= classes) {
            let highest = classes - 1;
            let place = format!("{}:{}", path.display(), number + 1);
            return Err(format!("{place}: label {label} is no digit from 0 to {highest}").into());
        }
        samples.push(Sample {
            image,
            label: drawing.label,
        });
    }
    Ok(samples)
}

fn draw(drawing: &Drawing) -> neuroglyph::Result<Option<Vec<f32>>> {
    let xy: Vec<f32> = drawing
        .strokes
        .iter()
        .flatten()
        .flatten()
        .copied()
        .collect();
    let ends = drawing.strokes.iter().scan(0, |end, stroke| {
        *end += stroke.len() as u32;
        Some(*end)
    });
    preprocess_strokes(&xy, &ends.collect::<Vec<u32>>())
}

fn table(confusion: &Confusion) -> Vec<Vec<u32>> {
    confusion.rows().map(<[u32]>::to_vec).collect()
}
