//! How one hand changes a template: its slant, its proportions, its care, its pen.
//! The figures are ours, set by eye until the sheet that `neuroglyph handwriting` writes looked
//! like the writing of many people.

use super::curve::Pen;
use super::knot::Knot;
use crate::random::Random;

/// What is particular to one drawing.
pub struct Hand {
    /// Width as a multiple of the template's.
    width: f32,
    /// How far the top leans to the right, per height.
    slant: f32,
    /// Sine and cosine of a turn of the whole.
    turn: (f32, f32),
    /// How much a quarter of the way down lies farther down; below 0, farther up. So a loop
    /// above is larger or smaller than one below.
    sag: f32,
    /// The same across.
    lean: f32,
    /// How far the middle of the height lies to the right of its ends.
    bend: f32,
    /// Standard deviation of a knot's place.
    wobble: f32,
    /// The chance that the pen stays on the paper between two strokes.
    joins: f32,
    /// The chance that the pen leaves the paper at a corner.
    lifts: f32,
    pub pen: Pen,
}

impl Hand {
    pub fn random(random: &mut Random) -> Self {
        let mut normal = |mean: f32, deviation: f32| {
            // Two deviations at most: a rare hand must still write a digit.
            mean + deviation * random.normal().clamp(-2.0, 2.0)
        };
        let turn = normal(0.0, 0.09);
        Self {
            width: 0.72 * libm::expf(normal(0.0, 0.27)),
            slant: normal(0.1, 0.16),
            turn: (libm::sinf(turn), libm::cosf(turn)),
            sag: normal(0.0, 0.22),
            lean: normal(0.0, 0.2),
            bend: normal(0.0, 0.04),
            wobble: random.uniform(0.008, 0.045),
            joins: 0.05,
            lifts: 0.04,
            pen: Pen {
                roundness: random.uniform(0.8, 1.2),
                softness: random.uniform(-0.7, 0.7).max(0.0),
                points_per_unit: random.uniform(8.0, 30.0),
                // A slow pad, or a fast hand, in one drawing of five.
                most_points: match random.below(5) {
                    0 => 7 + random.below(6) as usize,
                    _ => usize::MAX,
                },
                tremor: random.uniform(0.0, 0.006),
            },
        }
    }

    /// Lifts the pen between any two strokes.
    pub fn lifting(self) -> Self {
        Self { joins: 0.0, ..self }
    }

    /// Leaves every point of a stroke.
    pub fn slow(mut self) -> Self {
        self.pen.most_points = usize::MAX;
        self
    }

    /// The template's strokes with every knot a little elsewhere, some joined, some broken.
    pub fn strokes(&self, template: &[impl AsRef<[Knot]>], random: &mut Random) -> Vec<Vec<Knot>> {
        let mut strokes: Vec<Vec<Knot>> = Vec::new();
        for template in template {
            let template = template.as_ref();
            // Where a stroke is put is one more thing that varies, most of all how high a bar is.
            let (x, y) = (self.off(0.7, random), self.off(1.5, random));
            let last = template.len() - 1;
            let joins = !strokes.is_empty() && random.uniform(0.0, 1.0) < self.joins;
            if !joins {
                strokes.push(Vec::new());
            }
            for (index, knot) in template.iter().enumerate() {
                let is_end = index == 0 || index == last;
                let reach = if is_end { 1.4 } else { 1.0 };
                let mut moved = |knot: &Knot| Knot {
                    x: knot.x + x + self.off(reach, random),
                    y: knot.y + y + self.off(reach, random),
                    corner: knot.corner,
                };
                let here = moved(knot);
                let again = moved(knot);
                let current = strokes.last_mut().expect("one has been pushed");
                current.push(here);
                if knot.corner && !is_end && random.uniform(0.0, 1.0) < self.lifts {
                    strokes.push(vec![again]);
                }
            }
        }
        strokes
    }

    fn off(&self, reach: f32, random: &mut Random) -> f32 {
        reach * self.wobble * random.normal().clamp(-2.5, 2.5)
    }

    /// Where a point of the template lies on the paper.
    pub fn place(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let y = y + self.sag * y * (1.0 - y);
        let x = x + self.lean * x * (1.0 - x) + 4.0 * self.bend * y * (1.0 - y);
        let x = self.width * (x - 0.5) + self.slant * (0.5 - y);
        let y = y - 0.5;
        let (sin, cos) = self.turn;
        [cos * x - sin * y, sin * x + cos * y]
    }
}
