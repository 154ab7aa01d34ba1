//! Drawings that are no digit, to train with: a network that has seen none is sure of a scribble
//! (D. Hendrycks, M. Mazeika and T. Dietterich, "Deep Anomaly Detection with Outlier Exposure", 2019).

mod dots;
mod letters;
mod lines;
mod marks;
mod signs;
mod spoiled;
mod strokes;
mod templates;

use super::pen::{Drawing, Hand, Knot, write};
use crate::random::{Random, Stream};
use letters::LETTERS;
use marks::{MARKS, Mark};
use signs::SIGNS;
use spoiled::SPOILED;

/// One kind of drawing that is no digit.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Unique among the kinds.
    pub name: &'static str,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Template(&'static [&'static [Knot]]),
    Mark(Mark),
    Freehand(Freehand),
}

/// Draws without a template.
type Freehand = fn(&mut Random) -> Drawing;

const DOTS: [(&str, Freehand); 1] = [("dots", dots::dots)];

/// How many kinds there are of each family, and of a hundred drawings how many are of it.
const FAMILIES: [(usize, u32); 5] = [
    (LETTERS.len(), 35),
    (SIGNS.len(), 14),
    (MARKS.len(), 25),
    (DOTS.len(), 4),
    (SPOILED.len(), 22),
];

/// All kinds: letters, signs, marks, dots, spoiled digits.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let templates = LETTERS.iter().chain(&SIGNS).map(|template| Kind {
        name: template.name,
        how: How::Template(template.strokes),
    });
    let marks = MARKS.map(|(name, mark)| Kind {
        name,
        how: How::Mark(mark),
    });
    let freehand = DOTS.into_iter().chain(SPOILED).map(|(name, draw)| Kind {
        name,
        how: How::Freehand(draw),
    });
    templates.chain(marks).chain(freehand)
}

impl Kind {
    fn draw(self, random: &mut Random) -> Drawing {
        match self.how {
            // A plus whose strokes are joined may be a 4, and a spiral of few points a 6.
            How::Template(strokes) => write(strokes, &Hand::random(random).lifting(), random),
            How::Mark(mark) => {
                let hand = Hand::random(random).lifting().slow();
                write(&mark(random), &hand, random)
            }
            How::Freehand(draw) => draw(random),
        }
    }
}

/// Draws what is no digit. What it draws depends on the seed, the epoch and the example's number
/// alone, so that a resumed run goes on as if it had never stopped.
#[derive(Debug, Clone)]
pub struct Scribbler(Random);

impl Scribbler {
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed, Stream::NonDigits))
    }

    /// A drawing of a kind.
    pub fn draw(&self, kind: Kind, epoch: usize, example: u32) -> Drawing {
        kind.draw(&mut self.0.item(epoch, example))
    }

    /// Decides whether an example is to be no digit, this share of them being so, and draws it.
    pub fn choose(&self, share: f32, epoch: usize, example: u32) -> Option<Drawing> {
        let random = &mut self.0.item(epoch, example);
        if random.uniform(0.0, 1.0) >= share {
            return None;
        }
        let (mut of_hundred, mut first) = (random.below(100), 0);
        for (count, share) in FAMILIES {
            if of_hundred < share {
                let chosen = first + random.below(count as u32) as usize;
                return kinds().nth(chosen).map(|kind| kind.draw(random));
            }
            of_hundred -= share;
            first += count;
        }
        unreachable!("the families are a hundred of a hundred")
    }
}
