//! Memory that products work in, kept between them so that a train step allocates nothing.

use super::parallel::threads;
use super::terms::Terms;

/// The packed second operand, and what each thread needs.
#[derive(Debug, Clone)]
pub struct Packing {
    pub(super) b: Vec<f32>,
    /// One a thread.
    pub(super) parts: Vec<Part>,
}

/// What one thread needs: packed rows of the first operand and which of their terms are left, an image of its own,
/// and a block of a result that is not kept.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub(super) a: Vec<f32>,
    pub(super) terms: Terms,
    pub(super) image: Vec<f32>,
    pub(super) scratch: Vec<f32>,
}

impl Default for Packing {
    fn default() -> Self {
        Self {
            b: Vec::new(),
            parts: vec![Part::default(); threads()],
        }
    }
}

/// Gives each part the memory of the one that has the most: which of them a thread works with is chance.
pub(super) fn level(parts: &mut [Part]) {
    let fields: [fn(&mut Part) -> &mut Vec<f32>; 3] = [
        |part| &mut part.a,
        |part| &mut part.image,
        |part| &mut part.scratch,
    ];
    for field in fields {
        let most = parts.iter_mut().map(|part| field(part).capacity()).max();
        for part in parts.iter_mut() {
            let values = field(part);
            values.reserve_exact(most.unwrap_or(0).saturating_sub(values.len()));
        }
    }
    let capacities = parts.iter().map(|part| part.terms.capacity());
    let most = capacities.reduce(|a, b| [a[0].max(b[0]), a[1].max(b[1])]);
    for part in parts.iter_mut() {
        part.terms.reserve(most.unwrap_or_default());
    }
}

/// The first so many values, made if there are fewer.
pub(super) fn room(values: &mut Vec<f32>, size: usize) -> &mut [f32] {
    if values.len() < size {
        values.resize(size, 0.0);
    }
    &mut values[..size]
}
