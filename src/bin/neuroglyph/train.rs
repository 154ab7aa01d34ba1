//! `train`: trains a network on MNIST's training images, epoch by epoch.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::recipe::Recipe;
use neuroglyph::{Network, Progress, Training};

use crate::Result;
use crate::output::print_line;
use crate::pending_file::PendingFile;
use crate::recipe::read_recipe;

#[derive(Args)]
pub struct Arguments {
    /// The recipe's name, or a JSON file with a recipe.
    #[arg(long, value_parser = read_recipe)]
    recipe: Box<Recipe>,
    /// The model file to write.
    #[arg(long)]
    out: PathBuf,
    /// The seed of initial weights, order, dropout and augmentation; random if left out.
    #[arg(long)]
    seed: Option<u64>,
    /// Another number of epochs than the recipe's.
    #[arg(long)]
    epochs: Option<usize>,
    /// Hold out the last training images, this many: each epoch is evaluated on these, and the test images
    /// are not used.
    #[arg(long)]
    hold_out: Option<usize>,
    /// After the last epoch, calibrate the probabilities on the held-out images (temperature scaling).
    #[arg(long, requires = "hold_out")]
    calibrate: bool,
    /// Write weights of 16 bits: a file of half the size. If a weight is too large for 16 bits, all weights are
    /// written in 32 bits, and the command fails.
    #[arg(long)]
    half: bool,
}

pub fn train(arguments: Arguments, mnist: &Path) -> Result<()> {
    let training_images = read_mnist(mnist, Part::Training)?;
    let (images, others) = match arguments.hold_out {
        Some(examples) => training_images.hold_out(examples)?,
        None => (training_images, read_mnist(mnist, Part::Test)?),
    };
    let mut recipe = *arguments.recipe;
    recipe.epochs = arguments.epochs.unwrap_or(recipe.epochs);
    if arguments.calibrate {
        recipe.check_calibratable()?;
    }
    let (name, epochs, out) = (recipe.name.clone(), recipe.epochs, &arguments.out);
    let mut training = Training::new(recipe, &images, arguments.seed)?;
    // A file that cannot be written is an error before the training, not after it.
    let file = PendingFile::create(out)?;
    let kind = arguments.hold_out.map_or("test", |_| "held-out training");
    print_line!(
        "{name}, seed {}: {} training images, val on {} {kind} images",
        training.network().seed(),
        images.len(),
        others.len(),
    )?;
    let begin = Instant::now();
    loop {
        let (progress, time) = train_epoch(&mut training, &images, epochs, begin)?;
        let validation = training.evaluate(&others)?;
        print_line!(
            "Epoch {}/{epochs} - {:.0}s - loss: {:.4} - acc: {:.4} - val_loss: {:.4} - val_acc: {:.4}",
            progress.epoch,
            time.as_secs_f64(),
            progress.running.loss(),
            progress.running.accuracy(),
            validation.loss,
            validation.accuracy,
        )?;
        if progress.finished {
            break;
        }
    }
    let mut network = training.into_network();
    // Where calibration or rounding fails, the trained weights are written all the same.
    let calibrated = match arguments.calibrate {
        true => calibrate(&mut network, &others).map(Some),
        false => Ok(None),
    };
    let half = match arguments.half {
        true => network.to_half_safetensors().map(Some),
        false => Ok(None),
    };
    match &half {
        Ok(Some(bytes)) => file.commit(bytes)?,
        _ => file.commit(&network.to_safetensors()?)?,
    }
    if let Ok(Some(effect)) = &calibrated {
        print_line!("{effect}")?;
    }
    let minutes = begin.elapsed().as_secs_f64() / 60.0;
    print_line!("{} written after {minutes:.1} minutes", out.display())?;
    calibrated.map_err(|error| format!("{} is not calibrated: {error}", out.display()))?;
    half.map_err(|error| format!("{} has weights of 32 bits: {error}", out.display()))?;
    Ok(())
}

/// Temperature scaling on the held-out images; its effect in words.
fn calibrate(network: &mut Network, held_out: &Dataset) -> Result<String> {
    let (images, labels) = (held_out.images(), held_out.labels());
    let before = network.evaluate(images, labels)?;
    let temperature = network.calibrate(images, labels)?;
    let after = network.evaluate(images, labels)?;
    Ok(format!(
        "Temperature {temperature:.4} - val_loss: {:.4} to {:.4} - expected calibration error: {:.4} to {:.4}",
        before.loss,
        after.loss,
        before.calibration.error(),
        after.calibration.error(),
    ))
}

/// Runs to the end of an epoch. Returns the progress and the time of the epoch.
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
