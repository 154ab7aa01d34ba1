//! `train`: trains a network on MNIST's training images, on images of one's own and on drawn strokes, epoch by epoch.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use neuroglyph::dataset::{Dataset, Part};
use neuroglyph::recipe::Recipe;
use neuroglyph::{Network, Progress, Training};

use crate::Result;
use crate::drawn_images;
use crate::image_files::ImageFiles;
use crate::mnist::Mnist;
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
    #[command(flatten)]
    image_files: ImageFiles,
    /// Drawn strokes beside the training images: a JSON object a line, with "label" (a digit) and "strokes" (lists of
    /// [x, y]). Each is an example, and drawings without a label are left out.
    #[arg(long)]
    strokes: Option<PathBuf>,
    /// The share of the drawn strokes among the examples, 0 to 1: they are repeated until they are so many; with 1 there is
    /// nothing else.
    #[arg(long, requires = "strokes", value_parser = read_share)]
    strokes_share: Option<f64>,
    /// Hold out the last training images, this many: each epoch is evaluated on these, and the test images
    /// are not used. Images of your own are evaluated only so.
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

fn read_share(share: &str) -> std::result::Result<f64, String> {
    let number = share.parse().ok();
    let share = number.filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "use a number from 0 to 1".to_owned())
}

/// What a network is trained on.
struct Images {
    training: Dataset,
    /// What the training images are, in words.
    words: String,
    /// What each epoch is evaluated on, and what it is in a word.
    validation: Option<(Dataset, &'static str)>,
}

impl Arguments {
    fn read_images(&self, mnist: &Mnist) -> Result<Images> {
        let own = self.image_files.read()?;
        let has_test_images = own.is_none();
        let training = own.map_or_else(|| mnist.read(Part::Training), Ok)?;
        let (training, validation) = match self.hold_out {
            Some(examples) => {
                let (training, held_out) = training.hold_out(examples)?;
                (training, Some((held_out, "held-out training")))
            }
            None if has_test_images => (training, Some((mnist.read(Part::Test)?, "test"))),
            None => (training, None),
        };
        let (training, words) = match &self.strokes {
            Some(file) => {
                let classes = self.recipe.classes();
                drawn_images::mixed(training, file, self.strokes_share, classes)?
            }
            None => {
                let words = format!("{} training images", training.len());
                (training, words)
            }
        };
        Ok(Images {
            training,
            words,
            validation,
        })
    }
}

pub fn train(arguments: Arguments, mnist: &Mnist) -> Result<()> {
    let Images {
        training: images,
        words,
        validation,
    } = arguments.read_images(mnist)?;
    let mut recipe = *arguments.recipe;
    recipe.epochs = arguments.epochs.unwrap_or(recipe.epochs);
    if arguments.calibrate {
        recipe.check_calibratable()?;
    }
    let (name, epochs, out) = (recipe.name.clone(), recipe.epochs, &arguments.out);
    let mut training = Training::new(recipe, &images, arguments.seed)?;
    // A file that cannot be written is an error before the training, not after it.
    let file = PendingFile::create(out)?;
    let evaluated_on = validation.as_ref().map(|(others, kind)| {
        let count = others.len();
        format!(", val on {count} {kind} images")
    });
    print_line!(
        "{name}, seed {}: {words}{}",
        training.network().seed(),
        evaluated_on.unwrap_or_default(),
    )?;
    let begin = Instant::now();
    loop {
        let (progress, time) = train_epoch(&mut training, &images, epochs, begin)?;
        let validation = match &validation {
            Some((others, _)) => {
                let evaluation = training.evaluate(others)?;
                let (loss, accuracy) = (evaluation.loss, evaluation.accuracy);
                format!(" - val_loss: {loss:.4} - val_acc: {accuracy:.4}")
            }
            None => String::new(),
        };
        print_line!(
            "Epoch {}/{epochs} - {:.0}s - loss: {:.4} - acc: {:.4}{validation}",
            progress.epoch,
            time.as_secs_f64(),
            progress.running.loss(),
            progress.running.accuracy(),
        )?;
        if progress.finished {
            break;
        }
    }
    let mut network = training.into_network();
    // Where calibration or rounding fails, the trained weights are written all the same.
    let calibrated = match (arguments.calibrate, &validation) {
        (true, Some((held_out, _))) => calibrate(&mut network, held_out).map(Some),
        _ => Ok(None),
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
