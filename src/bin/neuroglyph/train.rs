//! `train`: a network from MNIST's training images, epoch by epoch.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::recipe::Recipe;
use neuroglyph::{Network, Progress, Training};

use crate::Result;
use crate::draft::Draft;
use crate::recipe::read_recipe;

#[derive(Args)]
pub struct Asked {
    /// The recipe's name, or a JSON file with a recipe.
    #[arg(long, value_parser = read_recipe)]
    recipe: Box<Recipe>,
    /// The model file to write.
    #[arg(long)]
    out: PathBuf,
    /// Fixes weights, order, dropout and augmentation; random if left out.
    #[arg(long)]
    seed: Option<u64>,
    /// Another number of epochs than the recipe's.
    #[arg(long)]
    epochs: Option<usize>,
    /// Do not train on the last so many training images: report each epoch's accuracy and loss on
    /// these, and leave the test images alone.
    #[arg(long)]
    hold_out: Option<usize>,
    /// After the last epoch, calibrate the probabilities on the images held out.
    #[arg(long, requires = "hold_out")]
    calibrate: bool,
    /// Write weights of 16 bits: a file of half the size. If one is too large for that, all are of 32 bits,
    /// and the command fails.
    #[arg(long)]
    half: bool,
}

pub fn train(asked: Asked, mnist: &Path) -> Result<()> {
    let training_images = read_mnist(mnist, Part::Training)?;
    let (images, others) = match asked.hold_out {
        Some(examples) => training_images.hold_out(examples)?,
        None => (training_images, read_mnist(mnist, Part::Test)?),
    };
    let mut recipe = *asked.recipe;
    recipe.epochs = asked.epochs.unwrap_or(recipe.epochs);
    if asked.calibrate {
        recipe.check_calibratable()?;
    }
    let (name, epochs, out) = (recipe.name.clone(), recipe.epochs, &asked.out);
    let mut training = Training::new(recipe, &images, asked.seed)?;
    // A file that cannot be written is told before the training, not after.
    let file = Draft::begin(out)?;
    let kind = asked.hold_out.map_or("test", |_| "held-out training");
    println!(
        "{name}, seed {}: {} training images, val on {} {kind} images",
        training.network().seed(),
        images.len(),
        others.len(),
    );
    let begin = Instant::now();
    loop {
        let (progress, time) = train_epoch(&mut training, &images, epochs, begin)?;
        let validation = training.evaluate(&others)?;
        println!(
            "Epoch {}/{epochs} - {:.0}s - loss: {:.4} - acc: {:.4} - val_loss: {:.4} - val_acc: {:.4}",
            progress.epoch,
            time.as_secs_f64(),
            progress.running.loss(),
            progress.running.accuracy(),
            validation.loss,
            validation.accuracy,
        );
        if progress.finished {
            break;
        }
    }
    let mut network = training.into_network();
    // What fails from here on does not cost the training: what has been learnt is written in any case.
    let calibrated = match asked.calibrate {
        true => calibrate(&mut network, &others),
        false => Ok(()),
    };
    let half = match asked.half {
        true => network.to_half_safetensors().map(Some),
        false => Ok(None),
    };
    match &half {
        Ok(Some(bytes)) => file.finish(bytes)?,
        _ => file.finish(&network.to_safetensors()?)?,
    }
    let minutes = begin.elapsed().as_secs_f64() / 60.0;
    println!("{} written after {minutes:.1} minutes", out.display());
    calibrated.map_err(|error| format!("{} is not calibrated: {error}", out.display()))?;
    half.map_err(|error| format!("{} has weights of 32 bits: {error}", out.display()))?;
    Ok(())
}

/// Divides the logits by the temperature that suits these images best, and tells what that changed.
fn calibrate(network: &mut Network, held_out: &Dataset) -> Result<()> {
    let (images, labels) = (held_out.images(), held_out.labels());
    let before = network.evaluate(images, labels)?;
    let temperature = network.calibrate(images, labels)?;
    let after = network.evaluate(images, labels)?;
    println!(
        "Temperature {temperature:.4} - val_loss: {:.4} to {:.4} - expected calibration error: {:.4} to {:.4}",
        before.loss,
        after.loss,
        before.calibration.error(),
        after.calibration.error(),
    );
    Ok(())
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
