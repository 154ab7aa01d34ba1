//! Epilogues: what becomes of a product. Rows of C are finished block by block, while a block is still in the caches.

use super::matrix::ViewMut;
use super::packing::resize_to;
use super::parallel::Rows;

/// The rows of C that a product is written to, and what is done with them.
pub trait Epilogue: Rows {
    /// Where the product of these rows is written: memory of the epilogue's, or `scratch`.
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> Block<'a>;

    /// Called when the product is complete, with the `scratch` of `begin`.
    fn finish(self, scratch: &[f32]);
}

/// A block of C, [rows, columns].
pub struct Block<'a> {
    pub values: &'a mut [f32],
    pub beta: Beta<'a>,
}

/// The β of c = a · b + β · c, where a bias may take the place of β · c.
#[derive(Clone, Copy)]
pub enum Beta<'a> {
    Zero,
    One,
    /// β is 0, and this row is added to every row of C: [n].
    Bias(&'a [f32]),
}

impl<'a> Block<'a> {
    /// A block of this many values in `scratch`, to be overwritten.
    pub fn in_scratch(scratch: &'a mut Vec<f32>, size: usize) -> Self {
        Self {
            values: resize_to(scratch, size),
            beta: Beta::Zero,
        }
    }

    /// β · c, or the bias: what is left to do is `+= a · b`.
    pub(super) fn apply_beta(self) -> &'a mut [f32] {
        match self.beta {
            Beta::Zero => self.values.fill(0.0),
            Beta::One => {}
            // A row without columns has no values; chunks of 0 would panic.
            Beta::Bias(bias) => (self.values.chunks_exact_mut(bias.len().max(1)))
                .for_each(|values| values.copy_from_slice(bias)),
        }
        self.values
    }
}

impl Beta<'_> {
    /// What NR columns of C start with, zeros beyond the last column; nothing where that is C itself.
    pub(super) fn columns<const NR: usize>(&self, first: usize) -> Option<[f32; NR]> {
        let mut columns = [0.0; NR];
        match self {
            Beta::Zero => {}
            Beta::One => return None,
            Beta::Bias(bias) => {
                let bias = &bias[first..bias.len().min(first + NR)];
                columns[..bias.len()].copy_from_slice(bias);
            }
        }
        Some(columns)
    }
}

impl Rows for ViewMut<'_> {
    fn rows(&self) -> usize {
        ViewMut::rows(self)
    }

    fn columns(&self) -> usize {
        ViewMut::columns(self)
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        self.split_at_row(rows)
    }
}

/// c += a · b
impl Epilogue for ViewMut<'_> {
    fn begin<'a>(&'a mut self, _: &'a mut Vec<f32>) -> Block<'a> {
        Block {
            values: self.values_mut(),
            beta: Beta::One,
        }
    }

    fn finish(self, _: &[f32]) {}
}

/// c = a · b, or c = a · b + bias
pub struct Overwrite<'a> {
    c: ViewMut<'a>,
    beta: Beta<'a>,
}

impl<'a> ViewMut<'a> {
    /// c = a · b, whatever c holds.
    pub fn overwrite(self) -> Overwrite<'a> {
        self.with_bias(None)
    }

    /// The same with the bias, [n], if there is one, added to every row.
    pub fn with_bias(self, bias: Option<&'a [f32]>) -> Overwrite<'a> {
        Overwrite {
            c: self,
            beta: bias.map_or(Beta::Zero, Beta::Bias),
        }
    }
}

impl Rows for Overwrite<'_> {
    fn rows(&self) -> usize {
        self.c.rows()
    }

    fn columns(&self) -> usize {
        self.c.columns()
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (above, below) = self.c.split_at_row(rows);
        let part = |c| Overwrite { c, ..self };
        (part(above), part(below))
    }
}

impl Epilogue for Overwrite<'_> {
    fn begin<'a>(&'a mut self, _: &'a mut Vec<f32>) -> Block<'a> {
        Block {
            values: self.c.values_mut(),
            beta: self.beta,
        }
    }

    fn finish(self, _: &[f32]) {}
}
