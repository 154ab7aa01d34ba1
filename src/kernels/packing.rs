//! Memory that products work in, kept between them so that a train step allocates nothing.

use super::parallel::threads;

/// Bytes of each number here.
const NUMBER: u64 = 4;

/// How large the memory in [`Packing`] becomes, in numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct PackingSize {
    pub(super) b: u64,
    pub(super) a: u64,
    pub(super) lists: u64,
    pub(super) image: u64,
    pub(super) scratch: u64,
}

impl PackingSize {
    /// What serves both one product and another.
    pub fn max(self, other: Self) -> Self {
        Self {
            b: self.b.max(other.b),
            a: self.a.max(other.a),
            lists: self.lists.max(other.lists),
            image: self.image.max(other.image),
            scratch: self.scratch.max(other.scratch),
        }
    }

    pub fn bytes(self, threads: u64) -> u64 {
        let part = self.a + self.lists + self.image + self.scratch;
        NUMBER * (self.b + threads * part)
    }
}

/// The packed second operand, and what each thread needs.
#[derive(Debug, Clone)]
pub struct Packing {
    pub(super) b: Vec<f32>,
    /// One a thread.
    pub(super) parts: Vec<Part>,
}

/// What one thread needs.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Packed rows of the first operand.
    pub(super) a: Vec<f32>,
    /// What `keep` writes down of each of their panels: [panels, 1 + terms]
    pub(super) lists: Vec<u32>,
    /// An image.
    pub(super) image: Vec<f32>,
    /// A block of a result that goes elsewhere.
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
    level_one(parts, |part| &mut part.a);
    level_one(parts, |part| &mut part.lists);
    level_one(parts, |part| &mut part.image);
    level_one(parts, |part| &mut part.scratch);
}

fn level_one<T>(parts: &mut [Part], field: impl Fn(&mut Part) -> &mut Vec<T>) {
    let most = parts.iter_mut().map(|part| field(part).capacity()).max();
    for part in parts.iter_mut() {
        let values = field(part);
        values.reserve_exact(most.unwrap_or(0).saturating_sub(values.len()));
    }
}

/// The first so many values, made if there are fewer.
pub(super) fn room<T: Copy + Default>(values: &mut Vec<T>, size: usize) -> &mut [T] {
    if values.len() < size {
        values.reserve_exact(size - values.len());
        values.resize(size, T::default());
    }
    &mut values[..size]
}

/// So many zeros.
pub(super) fn zeros(values: &mut Vec<f32>, size: usize) -> &mut [f32] {
    values.clear();
    values.reserve_exact(size);
    values.resize(size, 0.0);
    values
}
