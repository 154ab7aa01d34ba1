//! What a layer keeps from a forward pass for the backward pass, beside its input and its output.

use super::batch_norm::Statistics;
use crate::kernels::NonzeroColumns;

/// One layer's buffers: each kind uses its own field, and the others stay empty.
#[derive(Debug, Clone, Default)]
pub struct Buffer {
    /// Of a dense layer: the inputs that are not 0 in the whole batch.
    pub nonzero: NonzeroColumns,
    /// Of a convolution with padding: the images with zeros around them.
    pub padded: Vec<f32>,
    /// Of max pooling, [batch, outputs]: the index of the input that each output is.
    pub winners: Vec<u32>,
    /// Of dropout, [batch, values]: the factor of each value.
    pub mask: Vec<f32>,
    /// Of a batch normalisation.
    pub statistics: Statistics,
}

/// Resizes a buffer, if there is memory for it; without it nothing is changed.
#[must_use]
pub(super) fn resize<T: Clone + Default>(values: &mut Vec<T>, size: usize) -> bool {
    let more = size.saturating_sub(values.len());
    let fits = values.try_reserve_exact(more).is_ok();
    if fits {
        values.resize(size, T::default());
    }
    fits
}
