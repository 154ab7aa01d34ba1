//! Trains a network on images of your own, and saves it.
//!
//! `cargo run --release --example train [IMAGES LABELS]`: two IDX files, plain or gzipped, such as MNIST's, or the pair that the
//! page writes of the digits that you labelled. Without them it trains on digits of synthetic handwriting.

use std::error::Error;
use std::ops::ControlFlow;

use neuroglyph::dataset::{Augmentation, Dataset, handwriting};
use neuroglyph::{EarlyStopping, Recipe, Training};

// There are no files in a browser.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let images = match &arguments[..] {
        [images, labels] => Dataset::from_idx_files(images, labels)?,
        _ => handwriting::dataset(6_000, 1)?,
    };
    let [rows, columns] = images.image_size().ok_or("there are no images")?;

    // A fifth of the images measures how well the network does on images that it has not seen.
    let classes = images.classes();
    let held_out = images.len() / 5;
    let (images, held_out) = images.hold_out(held_out)?;

    let mut recipe = Recipe::builder()
        .name("mine")
        .inputs(rows * columns)
        .dense_layers(&[100], classes)
        .batch_size(32)
        .epochs(10);
    if [rows, columns] == [28, 28] {
        // Every image is turned and shifted a little, anew in each epoch.
        recipe = recipe.augmentation(Augmentation {
            random_rotation_degrees: 8.0,
            shift_pixels: 1.0,
            ..Augmentation::default()
        });
    }

    // The same seed gives the same network.
    let mut training = Training::new(recipe.build()?, &images, Some(1))?;
    let early_stopping = EarlyStopping {
        held_out: &held_out,
        patience: 2,
    };
    training.fit(&images, Some(early_stopping), |epoch| {
        let accuracy = epoch
            .held_out
            .as_ref()
            .map_or(0.0, |held_out| held_out.accuracy);
        let loss = epoch.training.loss();
        println!(
            "epoch {}: loss {loss:.3}, {:.1} % of what was held out",
            epoch.number,
            100.0 * accuracy
        );
        ControlFlow::Continue(())
    })?;

    let network = training.into_network();
    let evaluation = network.evaluate(held_out.images(), held_out.labels())?;
    println!("rows: label, columns: prediction");
    for (label, row) in evaluation.confusion.rows().enumerate() {
        println!("{label}: {row:?}");
    }
    network.save("mine.safetensors")?;
    println!("mine.safetensors written");
    Ok(())
}
