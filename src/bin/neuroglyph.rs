//! The command line: train a network on MNIST, measure it, and ask it.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::metrics::{Confusion, LEAST_CONFIDENCE};
use neuroglyph::preprocess::{preprocess_pixels, preprocess_strokes};
use neuroglyph::recipe::{self, Recipe};
use neuroglyph::{Network, Progress, Training};
use serde::{Deserialize, Serialize};

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
        } => {
            recipe.epochs = epochs.unwrap_or(recipe.epochs);
            train(recipe, seed, &out, mnist)
        }
        Command::Evaluate {
            model,
            strokes,
            json,
        } => {
            let mut network = load(&model)?;
            let report = match strokes {
                Some(strokes) => evaluate_strokes(&mut network, &strokes)?,
                None => evaluate_mnist(&mut network, mnist)?,
            };
            report.print(json)
        }
        Command::Query { model, image } => query(&model, &image),
    }
}

fn train(recipe: Recipe, seed: Option<u64>, out: &Path, mnist: &Path) -> Result<()> {
    let images = read_mnist(mnist, Part::Training)?;
    let test_images = read_mnist(mnist, Part::Test)?;
    let (name, epochs) = (recipe.name.clone(), recipe.epochs);
    let mut training = Training::new(recipe, &images, seed)?;
    // A file that cannot be written is told before the training, not after.
    let file = Draft::begin(out)?;
    println!("{name}, seed {}", training.network().seed());
    let begin = Instant::now();
    loop {
        let (progress, time) = train_epoch(&mut training, &images, epochs, begin)?;
        let test = training.evaluate(&test_images)?;
        println!(
            "Epoch {}/{epochs} - {:.0}s - loss: {:.4} - acc: {:.4} - val_loss: {:.4} - val_acc: {:.4}",
            progress.epoch,
            time.as_secs_f64(),
            progress.running.loss(),
            progress.running.accuracy(),
            test.loss,
            test.accuracy,
        );
        if progress.finished {
            break;
        }
    }
    file.finish(&training.into_network().to_safetensors()?)?;
    let minutes = begin.elapsed().as_secs_f64() / 60.0;
    println!("{} written after {minutes:.1} minutes", out.display());
    Ok(())
}

/// A file on its way: nobody sees it before it is whole, and nothing is left if it never is.
struct Draft {
    out: PathBuf,
    part: PathBuf,
}

impl Draft {
    fn begin(out: &Path) -> Result<Self> {
        if out.is_dir() {
            return Err(format!("{}: this is a folder", out.display()).into());
        }
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let draft = Self {
            out: out.to_owned(),
            part: part.into(),
        };
        draft.write(&[])?;
        Ok(draft)
    }

    fn write(&self, bytes: &[u8]) -> Result<()> {
        let written = fs::write(&self.part, bytes);
        Ok(written.map_err(|error| format!("{}: {error}", self.part.display()))?)
    }

    fn finish(self, bytes: &[u8]) -> Result<()> {
        self.write(bytes)?;
        let renamed = fs::rename(&self.part, &self.out);
        Ok(renamed.map_err(|error| format!("{}: {error}", self.out.display()))?)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a finished file there is nothing to remove.
        let _ = fs::remove_file(&self.part);
    }
}

/// Runs to the end of an epoch, and tells how long the epoch took.
fn train_epoch(
    training: &mut Training,
    images: &Dataset,
    epochs: usize,
    begin: Instant,
) -> Result<(Progress, Duration)> {
    let style = "{prefix} {wide_bar} {percent:>3} % {msg}";
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(style)?);
    let epoch_begin = Instant::now();
    loop {
        let progress = training.run(images, 20)?;
        let (examples, in_epoch) = (progress.examples, progress.examples_in_epoch);
        let rate = examples as f64 / epoch_begin.elapsed().as_secs_f64();
        let done = (progress.epoch - 1) * in_epoch + examples;
        let left = begin.elapsed().as_secs_f64() / done as f64 * (epochs * in_epoch - done) as f64;
        bar.set_length(in_epoch as u64);
        bar.set_position(examples as u64);
        bar.set_prefix(format!("Epoch {}/{epochs}", progress.epoch));
        bar.set_message(format!(
            "loss {:.4}, acc {:.4}, {rate:.0} samples/s, {} left",
            progress.running.loss(),
            progress.running.accuracy(),
            indicatif::HumanDuration(Duration::from_secs_f64(left)),
        ));
        if progress.epoch_over {
            bar.finish_and_clear();
            return Ok((progress, epoch_begin.elapsed()));
        }
    }
}

fn load(model: &Path) -> Result<Network> {
    let bytes = fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let network = Network::from_safetensors(&bytes);
    Ok(network.map_err(|error| format!("{}: {error}", model.display()))?)
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

fn query(model: &Path, image: &Path) -> Result<()> {
    let mut network = load(model)?;
    let picture = image::open(image).map_err(|error| format!("{}: {error}", image.display()))?;
    let picture = picture.to_rgba8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let Some(image) = preprocess_pixels(picture.as_raw(), width, height)? else {
        return Err(format!("{}: there is no ink in this picture", image.display()).into());
    };
    let outputs = network.query(&image)?;
    let best = outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for (digit, output) in outputs.iter().enumerate() {
        let mark = if *output == best && best >= LEAST_CONFIDENCE {
            " ←"
        } else {
            ""
        };
        println!("{digit}  {:6.2} %{mark}", 100.0 * output);
    }
    if best < LEAST_CONFIDENCE {
        println!("not sure");
    }
    Ok(())
}
