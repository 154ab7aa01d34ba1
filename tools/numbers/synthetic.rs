//! Synthetic hands, each of which writes a digit in one style.

use neuroglyph::dataset::Drawing;
use neuroglyph::dataset::handwriting::{HandwritingGenerator, Style, styles};

use super::compose::{Chance, Digit};
use super::writer::Writer;

/// How often a hand writes each digit, each time a little differently.
const DRAWINGS: u32 = 3;

/// The hand with this number, which has a style for each digit.
pub fn synthetic_writer(
    generator: &HandwritingGenerator,
    hand: usize,
    chance: &mut Chance,
) -> Writer {
    let mut digits = Vec::new();
    for label in 0..10 {
        let style = choose_style(label, chance);
        digits.extend((0..DRAWINGS).map(|drawing| {
            let example = u32::from(label) * DRAWINGS + drawing;
            Digit {
                label,
                strokes: strokes(&generator.write(style, hand, example)),
            }
        }));
    }
    Writer {
        name: format!("hand {hand}"),
        source: "synthetic handwriting".into(),
        digits,
    }
}

fn choose_style(label: u8, chance: &mut Chance) -> &'static Style {
    let styles = styles().iter().filter(|style| style.digit == label);
    let styles: Vec<&Style> = styles.collect();
    styles[chance.below(styles.len())]
}

/// The points of each stroke.
fn strokes(drawing: &Drawing) -> Vec<Vec<[f32; 2]>> {
    let points = drawing.xy.as_chunks::<2>().0;
    let ends = drawing.stroke_ends.iter().map(|end| *end as usize);
    let strokes = ends.scan(0, |start, end| {
        let stroke = points[*start..end].to_vec();
        *start = end;
        Some(stroke)
    });
    strokes.collect()
}
