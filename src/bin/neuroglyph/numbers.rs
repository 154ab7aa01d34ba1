//! `evaluate --numbers`: whole numbers read from strokes, beside their digits read singly.

use std::path::Path;

use neuroglyph::Network;
use neuroglyph::reading::ReadingOptions;

use crate::Result;
use crate::drawing::{Stroke, draw, flat};
use crate::number::Number;
use crate::report::Report;
use crate::strokes::read_lines;

/// How a network reads a number.
struct Outcome {
    /// The whole text is right. A digit that is not answered, `?`, is wrong.
    is_right: bool,
    /// A digit is not answered, or there is no ink.
    is_refused: bool,
    /// Each digit is answered and right when nothing but its own strokes is there.
    digits_alone: bool,
}

pub fn evaluate_numbers(network: &Network, path: &Path) -> Result<Report> {
    let outcomes = read_lines(path, |line| read_number(network, &Number::read(line)?))?;
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
    let share = |is: fn(&Outcome) -> bool| {
        (!outcomes.is_empty()).then(|| count(is) as f64 / outcomes.len() as f64)
    };
    Ok(Report {
        accuracy: share(|outcome| outcome.is_right),
        digits_alone: share(|outcome| outcome.digits_alone),
        loss: None,
        calibration_error: None,
        samples: outcomes.len(),
        refused: count(|outcome| outcome.is_refused),
        confusion: None,
    })
}

fn read_number(network: &Network, number: &Number) -> Result<Outcome> {
    let (xy, stroke_ends) = flat(&number.strokes);
    let text = network
        .read_strokes(&xy, &stroke_ends, &ReadingOptions::default())?
        .text();
    let mut digits_alone = true;
    for (digit, strokes) in number.digits() {
        digits_alone &= reads(network, strokes, digit)?;
    }
    Ok(Outcome {
        is_right: text == number.text,
        is_refused: text.is_empty() || text.contains('?'),
        digits_alone,
    })
}

/// Whether the network answers these strokes with this digit.
fn reads(network: &Network, strokes: &[Stroke], digit: usize) -> Result<bool> {
    let Some(image) = draw(strokes)? else {
        return Ok(false);
    };
    let prediction = network.predict(&image)?;
    Ok(!prediction.is_refused() && prediction.digit == digit)
}
