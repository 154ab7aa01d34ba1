//! What becomes of a product: its rows come block by block, and each block is finished while it is still
//! in the caches.

use super::matrix::ViewMut;

/// Rows that a product is added to.
pub trait Sink: Send + Sized {
    fn rows(&self) -> usize;
    fn columns(&self) -> usize;

    /// The first so many rows, and the others.
    fn split_at(self, rows: usize) -> (Self, Self);

    /// The values to add to, [rows, columns]: the sink's own, or in `scratch`.
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> &'a mut [f32];

    /// The product is complete. `scratch` is that of `begin`.
    fn finish(self, scratch: &[f32]);
}

/// c += a · b
impl Sink for ViewMut<'_> {
    fn rows(&self) -> usize {
        ViewMut::rows(self)
    }

    fn columns(&self) -> usize {
        ViewMut::columns(self)
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        self.split_at_row(rows)
    }

    fn begin<'a>(&'a mut self, _: &'a mut Vec<f32>) -> &'a mut [f32] {
        self.values_mut()
    }

    fn finish(self, _: &[f32]) {}
}
