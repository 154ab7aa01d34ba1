//! Memory that products work in, kept between them so that a train step allocates nothing.

use super::parallel::threads;

/// The packed second operand, and what each thread needs.
#[derive(Debug, Clone)]
pub struct Packing {
    pub(super) b: Vec<f32>,
    /// One a thread.
    pub(super) parts: Vec<Part>,
}

/// What one thread needs: packed rows of the first operand, an image of its own, and a block of a result that
/// is not kept.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub(super) a: Vec<f32>,
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

/// The first so many values, made if there are fewer.
pub(super) fn room(values: &mut Vec<f32>, size: usize) -> &mut [f32] {
    if values.len() < size {
        values.resize(size, 0.0);
    }
    &mut values[..size]
}
