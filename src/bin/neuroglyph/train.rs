//! `train`: a network from MNIST's training images, epoch by epoch.

use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use neuroglyph::dataset::{Dataset, Part, read_mnist};
use neuroglyph::recipe::Recipe;
use neuroglyph::{Progress, Training};

use crate::Result;
use crate::draft::Draft;

pub fn train(
    recipe: Recipe,
    seed: Option<u64>,
    out: &Path,
    half: bool,
    mnist: &Path,
) -> Result<()> {
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
    let network = training.into_network();
    let bytes = match half {
        true => network.to_half_safetensors(),
        false => network.to_safetensors(),
    };
    file.finish(&bytes?)?;
    let minutes = begin.elapsed().as_secs_f64() / 60.0;
    println!("{} written after {minutes:.1} minutes", out.display());
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
