//! What becomes of a product: its rows come block by block, and each block is finished while it is still
//! in the caches.

use super::matrix::ViewMut;
use super::packing::room;
use super::parallel::Rows;

/// Rows that a product is written to.
pub trait Epilogue: Rows {
    /// Where all these rows go: the epilogue's own memory, or `scratch`.
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> Block<'a>;

    /// The product is complete. `scratch` is that of `begin`.
    fn finish(self, scratch: &[f32]);
}

/// Values to write a product to, [rows, columns].
pub struct Block<'a> {
    pub values: &'a mut [f32],
    pub start: Start<'a>,
}

/// What the sums of a product begin with.
#[derive(Clone, Copy)]
pub enum Start<'a> {
    Zero,
    /// A number a column.
    Row(&'a [f32]),
    /// What the values hold.
    Held,
}

impl<'a> Block<'a> {
    /// So many values to write over, in memory that is not theirs.
    pub fn in_scratch(scratch: &'a mut Vec<f32>, size: usize) -> Self {
        Self {
            values: room(scratch, size),
            start: Start::Zero,
        }
    }

    /// The values, which now hold what the sums begin with.
    pub(super) fn filled(self) -> &'a mut [f32] {
        match self.start {
            Start::Zero => self.values.fill(0.0),
            // A row without columns has no values; chunks of 0 would panic.
            Start::Row(row) => (self.values.chunks_exact_mut(row.len().max(1)))
                .for_each(|values| values.copy_from_slice(row)),
            Start::Held => {}
        }
        self.values
    }
}

impl Start<'_> {
    /// Those of some columns, with zeros beyond the last; nothing where the values hold them.
    pub(super) fn columns<const COUNT: usize>(&self, first: usize) -> Option<[f32; COUNT]> {
        let mut columns = [0.0; COUNT];
        match self {
            Start::Zero => {}
            Start::Row(row) => {
                let row = &row[first..row.len().min(first + COUNT)];
                columns[..row.len()].copy_from_slice(row);
            }
            Start::Held => return None,
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
            start: Start::Held,
        }
    }

    fn finish(self, _: &[f32]) {}
}

/// c = a · b, plus the same row everywhere.
pub struct Written<'a> {
    pub values: ViewMut<'a>,
    pub start: Start<'a>,
}

impl<'a> ViewMut<'a> {
    /// To be written over: whatever it holds, the result is the product.
    pub fn anew(self) -> Written<'a> {
        Written {
            values: self,
            start: Start::Zero,
        }
    }

    /// The same with the bias, if there is one, added to every row.
    pub fn with_bias(self, bias: Option<&'a [f32]>) -> Written<'a> {
        Written {
            values: self,
            start: bias.map_or(Start::Zero, Start::Row),
        }
    }
}

impl Rows for Written<'_> {
    fn rows(&self) -> usize {
        self.values.rows()
    }

    fn columns(&self) -> usize {
        self.values.columns()
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at_row(rows);
        let part = |values| Written { values, ..self };
        (part(above), part(below))
    }
}

impl Epilogue for Written<'_> {
    fn begin<'a>(&'a mut self, _: &'a mut Vec<f32>) -> Block<'a> {
        Block {
            values: self.values.values_mut(),
            start: self.start,
        }
    }

    fn finish(self, _: &[f32]) {}
}
