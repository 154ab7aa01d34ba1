//! Strokes from templates, each drawing varied at random, as a pen on a pad would leave them.

mod curve;
mod knot;
mod variation;

pub use knot::{Knot, c, p};
pub use variation::HandwritingVariation;

use crate::preprocess::{Image, preprocess_strokes};
use crate::random::Random;

/// A drawing as strokes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    /// x0, y0, x1, y1 …, y down; about one unit wide and high.
    pub xy: Vec<f32>,
    /// Each stroke's exclusive end, in points.
    pub stroke_ends: Vec<u32>,
}

impl Drawing {
    /// `[28 × 28]` in 0..1, as [`preprocess_strokes`] makes it.
    pub fn image(&self) -> Image {
        let preprocessed = preprocess_strokes(&self.xy, &self.stroke_ends);
        let preprocessed = preprocessed.expect("generated points are finite, and ends fit them");
        preprocessed
            .expect("a generated drawing has a stroke")
            .image
    }

    pub(super) fn add(&mut self, stroke: impl IntoIterator<Item = [f32; 2]>) {
        self.xy.extend(stroke.into_iter().flatten());
        self.stroke_ends.push(self.xy.len() as u32 / 2);
    }

    /// Adds another drawing's strokes, shifted by `x` to the right and `y` down.
    pub(super) fn add_drawing(&mut self, other: &Drawing, [x, y]: [f32; 2]) {
        let points = self.xy.len() as u32 / 2;
        let others = other.xy.as_chunks::<2>().0.iter();
        self.xy
            .extend(others.flat_map(|point| [point[0] + x, point[1] + y]));
        let ends = other.stroke_ends.iter().map(|end| end + points);
        self.stroke_ends.extend(ends);
    }

    /// The points `from..to`, and their strokes.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        let ends = self.stroke_ends.iter().map(|end| *end as usize);
        let mut stroke_ends = Vec::new();
        for end in ends.filter(|end| *end > from) {
            stroke_ends.push((end.min(to) - from) as u32);
            if end >= to {
                break;
            }
        }
        Self {
            xy: self.xy[2 * from..2 * to].to_vec(),
            stroke_ends,
        }
    }

    /// The least and the greatest x of the points, and y.
    pub(super) fn bounds(&self) -> [(f32, f32); 2] {
        [0, 1].map(|axis| {
            let values = self.xy.iter().skip(axis).step_by(2);
            values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| {
                (low.min(*value), high.max(*value))
            })
        })
    }
}

/// Draws a template, whose knots lie in 0..1 both ways, with this variation.
pub fn write(
    template: &[impl AsRef<[Knot]>],
    variation: &HandwritingVariation,
    random: &mut Random,
) -> Drawing {
    let mut drawing = Drawing::default();
    for stroke in variation.strokes(template, random) {
        let points = curve::draw(&stroke, &variation.pen, random);
        drawing.add(points.into_iter().map(|point| variation.place(point)));
    }
    drawing
}
