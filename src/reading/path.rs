//! The cheapest way through a line of pieces, digit by digit, where each digit's cost is asked for only if the way may
//! depend on it (as in C. Dellin and S. Srinivasa, "A unifying formalism for shortest path problems with expensive edge
//! evaluations via lazy best-first search over paths with edge selectors", 2016).

use std::ops::Range;

use crate::error::Result;

/// Pieces that may be one digit.
pub(super) struct Candidate {
    pub pieces: Range<usize>,
    /// What the digit costs at least, and once it is known, exactly.
    pub cost: f32,
    pub is_known: bool,
}

/// The candidates on the cheapest way, by their indices, through `pieces` pieces: at most `most` of them, or the fewest
/// that lead through. Empty if none do.
///
/// `evaluate` is given candidates, by their indices, and sets their costs, which must not fall.
pub(super) fn cheapest(
    pieces: usize,
    most: usize,
    candidates: &mut [Candidate],
    mut evaluate: impl FnMut(&mut [Candidate], &[usize]) -> Result<()>,
) -> Result<Vec<usize>> {
    loop {
        let way = way(pieces, most, candidates);
        let unknown = |index: &&usize| !candidates[**index].is_known;
        let unknown: Vec<usize> = way.iter().filter(unknown).copied().collect();
        if unknown.is_empty() {
            return Ok(way);
        }
        evaluate(candidates, &unknown)?;
        for index in unknown {
            candidates[index].is_known = true;
        }
    }
}

/// A way to a place: what it costs, and its last candidate.
#[derive(Clone, Copy)]
struct Step {
    cost: f32,
    last: usize,
}

/// The way that is cheapest by what is known of the costs.
fn way(pieces: usize, most: usize, candidates: &[Candidate]) -> Vec<usize> {
    // steps[n][p]: with n candidates to the end of piece p − 1.
    let start = Step {
        cost: 0.0,
        last: usize::MAX,
    };
    let nowhere = Step {
        cost: f32::INFINITY,
        ..start
    };
    let mut steps = vec![vec![nowhere; pieces + 1]; pieces + 1];
    steps[0][0] = start;
    for count in 0..pieces {
        for (last, candidate) in candidates.iter().enumerate() {
            let cost = steps[count][candidate.pieces.start].cost + candidate.cost;
            let there = &mut steps[count + 1][candidate.pieces.end];
            if cost < there.cost {
                *there = Step { cost, last };
            }
        }
    }
    let cost = |count: usize| steps[count][pieces].cost;
    let leads_through = |count: &usize| cost(*count).is_finite();
    let few = (0..=most.min(pieces)).filter(leads_through);
    let few = few.min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
    let mut count = few
        .or_else(|| (0..=pieces).find(leads_through))
        .unwrap_or(0);
    let (mut way, mut place) = (Vec::new(), pieces);
    while count > 0 {
        let last = steps[count][place].last;
        way.push(last);
        place = candidates[last].pieces.start;
        count -= 1;
    }
    way.reverse();
    way
}
