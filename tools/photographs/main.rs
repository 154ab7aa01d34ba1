//! Makes photographs of MNIST's digits and has a network read them: how many of each kind are read right.
//!
//! With the folder of `--out` and `--all`, `neuroglyph evaluate MODEL --pictures FOLDER` reads the same.
//!
//! `cargo run --release --features cli --example photographs`

mod generate;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use image::DynamicImage;
use neuroglyph::Network;
use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;
use neuroglyph::preprocess::preprocess_pixels;

use generate::scene::KINDS;
use generate::{kind_of, photograph};

#[derive(Parser)]
struct Arguments {
    /// The model file.
    #[arg(default_value = "pretrained/reader.safetensors")]
    model: PathBuf,
    /// The folder with MNIST's files.
    #[arg(long, default_value = "target/mnist")]
    mnist: PathBuf,
    /// How many photographs.
    #[arg(long, default_value_t = 2000)]
    count: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The last training images, this many, in place of the test images.
    #[arg(long)]
    hold_out: Option<usize>,
    /// A folder for those that are not read right, as LABEL_kind-number.png; `--all` writes the others too.
    #[arg(long)]
    out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    all: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let network = Network::load(&arguments.model)?;
    let digits = match arguments.hold_out {
        Some(examples) => {
            read_mnist(&arguments.mnist, Part::Training)?
                .hold_out(examples)?
                .1
        }
        None => read_mnist(&arguments.mnist, Part::Test)?,
    };
    if let Some(out) = &arguments.out {
        fs::create_dir_all(out)?;
    }
    let mut made = [0; KINDS.len()];
    let mut right = [0; KINDS.len()];
    let mut refused = 0;
    for number in 0..arguments.count {
        let index = number * digits.len() / arguments.count;
        let label = digits.labels()[index];
        let kind = kind_of(number);
        let picture = DynamicImage::from(photograph(digits.image(index), arguments.seed, number));
        let rgba = picture.to_rgba8();
        let (width, height) = (rgba.width() as usize, rgba.height() as usize);
        let outputs = match preprocess_pixels(&rgba, width, height)? {
            Some(found) => network.query(&found.image)?,
            None => vec![0.0; 10],
        };
        let most = outputs.iter().copied().fold(0.0, f32::max);
        let is_right = most > 0.0 && outputs[usize::from(label)] == most;
        made[kind as usize] += 1;
        right[kind as usize] += usize::from(is_right);
        refused += usize::from(most < CONFIDENCE_THRESHOLD);
        if let Some(out) = arguments
            .out
            .as_deref()
            .filter(|_| arguments.all || !is_right)
        {
            picture.save(Path::new(out).join(format!("{label}_{kind:?}-{number}.png")))?;
        }
    }
    for (kind, (right, made)) in KINDS.iter().zip(right.iter().zip(made)) {
        println!("{right:4} of {made:4}  {}", kind.name());
    }
    let (right, made): (usize, usize) = (right.iter().sum(), made.iter().sum());
    let share = 100.0 * right as f64 / made.max(1) as f64;
    println!("{right:4} of {made:4}  in all: {share:.2} %, {refused} refused");
    Ok(())
}
