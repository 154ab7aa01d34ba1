//! Non-digits to train with: a network that was trained without any predicts a digit for a scribble with high
//! confidence (D. Hendrycks, M. Mazeika and T. Dietterich, "Deep Anomaly Detection with Outlier Exposure", 2019).

mod dots;
mod letters;
mod lines;
mod scribbles;
mod signs;
mod spoiled;
mod strokes;
mod templates;

use super::pen::{Drawing, HandwritingVariation, Knot, write};
use crate::random::{Random, Stream};
use letters::LETTERS;
use scribbles::SCRIBBLES;
use signs::SIGNS;
use spoiled::SPOILED;
use strokes::StrokeGenerator;

/// A kind of non-digit.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Unique among the kinds.
    pub name: &'static str,
    source: Source,
}

/// How a kind is drawn.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// From a template, varied as handwriting is.
    Template(&'static [&'static [Knot]]),
    /// From random strokes, varied likewise.
    Strokes(StrokeGenerator),
    /// At random.
    Drawing(DrawingGenerator),
}

type DrawingGenerator = fn(&mut Random) -> Drawing;

const DOTS: [(&str, DrawingGenerator); 1] = [("dots", dots::dots)];

/// The number of kinds of each family, and its share of the drawings in percent.
const FAMILIES: [(usize, u32); 5] = [
    (LETTERS.len(), 35),
    (SIGNS.len(), 14),
    (SCRIBBLES.len(), 25),
    (DOTS.len(), 4),
    (SPOILED.len(), 22),
];

/// All kinds: letters, signs, scribbles, dots, spoiled digits.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let templates = LETTERS.iter().chain(&SIGNS).map(|template| Kind {
        name: template.name,
        source: Source::Template(template.strokes),
    });
    let scribbles = SCRIBBLES.map(|(name, strokes)| Kind {
        name,
        source: Source::Strokes(strokes),
    });
    let drawings = DOTS.into_iter().chain(SPOILED).map(|(name, draw)| Kind {
        name,
        source: Source::Drawing(draw),
    });
    templates.chain(scribbles).chain(drawings)
}

impl Kind {
    fn draw(self, random: &mut Random) -> Drawing {
        // A plus whose strokes are joined may be a 4, and a spiral of few points a 6.
        match self.source {
            Source::Template(strokes) => {
                let variation = HandwritingVariation::random(random).without_joins();
                write(strokes, &variation, random)
            }
            Source::Strokes(strokes) => {
                let variation = HandwritingVariation::random(random);
                let variation = variation.without_joins().with_all_points();
                write(&strokes(random), &variation, random)
            }
            Source::Drawing(draw) => draw(random),
        }
    }
}

/// Generates non-digits. A drawing depends on the seed, the epoch and the example's number
/// alone, so that a resumed run goes on as if it had never stopped.
#[derive(Debug, Clone)]
pub struct NonDigitGenerator(Random);

impl NonDigitGenerator {
    /// The generator of a run with this seed.
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed, Stream::NonDigits))
    }

    /// A drawing of a kind, the same for the same epoch and example.
    pub fn draw(&self, kind: Kind, epoch: usize, example: u32) -> Drawing {
        kind.draw(&mut self.0.item(epoch, example))
    }

    /// Makes this share of the examples non-digits, 0 to 1; `None` for the others.
    pub fn choose(&self, share: f32, epoch: usize, example: u32) -> Option<Drawing> {
        let random = &mut self.0.item(epoch, example);
        if random.uniform(0.0, 1.0) >= share {
            return None;
        }
        let (mut percent, mut first) = (random.below(100), 0);
        for (count, share) in FAMILIES {
            if percent < share {
                let chosen = first + random.below(count as u32) as usize;
                return kinds().nth(chosen).map(|kind| kind.draw(random));
            }
            percent -= share;
            first += count;
        }
        unreachable!("the families' shares are 100 %")
    }
}
