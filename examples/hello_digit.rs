//! Reads a digit that is drawn as strokes.
//!
//! `cargo run --release --example hello_digit [MODEL]`: MODEL is a model file, one of `pretrained/` or what “Download model”
//! of the page gives. Without one, a small network first learns digits of synthetic handwriting.

use std::error::Error;
use std::ops::ControlFlow;

use neuroglyph::dataset::handwriting;
use neuroglyph::preprocess::preprocess_strokes;
use neuroglyph::{Network, Recipe, Training};

// There are no files in a browser.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn Error>> {
    let network = match std::env::args().nth(1) {
        Some(model) => Network::load(model)?,
        None => learn()?,
    };

    // A crossed 7: points x, y in any unit, y downwards, and where each stroke ends, counted in points.
    let points = [10.0, 10.0, 60.0, 10.0, 32.0, 90.0, 28.0, 48.0, 58.0, 48.0];
    let drawing = preprocess_strokes(&points, &[3, 5])?.ok_or("the drawing is blank")?;

    // The image is 28 × 28 values from 0, paper, to 1, full ink.
    for row in drawing.image.chunks(28) {
        let shade = |value: &f32| [' ', '.', '+', '#'][(value * 3.99) as usize];
        println!("{}", row.iter().map(shade).collect::<String>());
    }

    let prediction = network.predict(&drawing.image)?;
    let percent = 100.0 * prediction.confidence;
    match prediction.is_refused() {
        true => println!(
            "no digit: the likeliest is {}, with {percent:.1} %",
            prediction.digit
        ),
        false => println!("{}, with {percent:.1} %", prediction.digit),
    }
    Ok(())
}

/// A network of one hidden layer that has seen 4,000 synthetic digits.
fn learn() -> neuroglyph::Result<Network> {
    let digits = handwriting::dataset(4_000, 1)?;
    let mut training = Training::new(Recipe::default(), &digits, Some(1))?;
    training.fit(&digits, None, |_| ControlFlow::Continue(()))?;
    Ok(training.into_network())
}
