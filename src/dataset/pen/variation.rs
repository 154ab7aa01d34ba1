//! Handwriting variation: how one drawing differs from its template in slant, proportions, care and pen.
//! The figures were chosen by eye, until the sheet of `neuroglyph handwriting` looked
//! like the writing of many people.

use super::curve::Pen;
use super::knot::Knot;
use crate::random::Random;

/// The variation of one drawing.
pub struct HandwritingVariation {
    /// Width as a multiple of the template's.
    width: f32,
    /// Shear: how far the top lies to the right, as a share of the height.
    slant: f32,
    /// Sine and cosine of the rotation.
    rotation: (f32, f32),
    /// How far points between the top and the foot are moved down, quadratically in y; below 0, up. So an upper
    /// loop becomes larger or smaller than a lower one.
    stretch_down: f32,
    /// The same to the right, quadratically in x.
    stretch_right: f32,
    /// How far the middle of the height is moved to the right of the top and the foot.
    bend: f32,
    /// Standard deviation of a knot's coordinates.
    knot_deviation: f32,
    /// The probability that the pen stays on the paper between two strokes.
    join_probability: f32,
    /// The probability that the pen leaves the paper at a corner.
    lift_probability: f32,
    pub pen: Pen,
}

impl HandwritingVariation {
    pub fn random(random: &mut Random) -> Self {
        let mut normal = |mean: f32, deviation: f32| {
            // Two deviations at most: a rare variation must still be a digit.
            mean + deviation * random.normal().clamp(-2.0, 2.0)
        };
        let angle = normal(0.0, 0.09);
        Self {
            width: 0.72 * libm::expf(normal(0.0, 0.27)),
            slant: normal(0.1, 0.16),
            rotation: (libm::sinf(angle), libm::cosf(angle)),
            stretch_down: normal(0.0, 0.22),
            stretch_right: normal(0.0, 0.2),
            bend: normal(0.0, 0.04),
            knot_deviation: random.uniform(0.008, 0.045),
            join_probability: 0.05,
            lift_probability: 0.04,
            pen: Pen {
                roundness: random.uniform(0.8, 1.2),
                softness: random.uniform(-0.7, 0.7).max(0.0),
                points_per_unit: random.uniform(8.0, 30.0),
                // A pad with few events, or fast writing, in one drawing of five.
                most_points: match random.below(5) {
                    0 => 7 + random.below(6) as usize,
                    _ => usize::MAX,
                },
                tremor: random.uniform(0.0, 0.006),
            },
        }
    }

    /// Never joins two strokes.
    pub fn without_joins(self) -> Self {
        Self {
            join_probability: 0.0,
            ..self
        }
    }

    /// Keeps every point of a stroke.
    pub fn with_all_points(mut self) -> Self {
        self.pen.most_points = usize::MAX;
        self
    }

    /// The template's strokes with every knot moved a little, some joined, some broken.
    pub fn strokes(&self, template: &[impl AsRef<[Knot]>], random: &mut Random) -> Vec<Vec<Knot>> {
        let mut strokes: Vec<Vec<Knot>> = Vec::new();
        for template in template {
            let template = template.as_ref();
            // Each stroke is moved as a whole too, most of all vertically, as bars vary in height.
            let (x, y) = (self.offset(0.7, random), self.offset(1.5, random));
            let last = template.len() - 1;
            let is_joined = !strokes.is_empty() && random.uniform(0.0, 1.0) < self.join_probability;
            if !is_joined {
                strokes.push(Vec::new());
            }
            for (index, knot) in template.iter().enumerate() {
                let is_end = index == 0 || index == last;
                let factor = if is_end { 1.4 } else { 1.0 };
                let mut moved = |knot: &Knot| Knot {
                    x: knot.x + x + self.offset(factor, random),
                    y: knot.y + y + self.offset(factor, random),
                    corner: knot.corner,
                };
                let here = moved(knot);
                let again = moved(knot);
                let current = strokes.last_mut().expect("one has been pushed");
                current.push(here);
                if knot.corner && !is_end && random.uniform(0.0, 1.0) < self.lift_probability {
                    strokes.push(vec![again]);
                }
            }
        }
        strokes
    }

    fn offset(&self, factor: f32, random: &mut Random) -> f32 {
        factor * self.knot_deviation * random.normal().clamp(-2.5, 2.5)
    }

    /// The point of the drawing for a point of the template.
    pub fn place(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let y = y + self.stretch_down * y * (1.0 - y);
        let x = x + self.stretch_right * x * (1.0 - x) + 4.0 * self.bend * y * (1.0 - y);
        let x = self.width * (x - 0.5) + self.slant * (0.5 - y);
        let y = y - 0.5;
        let (sin, cos) = self.rotation;
        [cos * x - sin * y, sin * x + cos * y]
    }
}
