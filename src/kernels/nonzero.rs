//! Columns that are 0 in a whole batch, as those of the pixels at the border of MNIST's images are. A product skips
//! them, and their rows of the weight's gradient are 0. In a batch of 128 images about 520 of 784 pixels are nonzero.
//! The number of nonzero columns decides where a sum is cut into blocks, so the outputs for an image may differ in the
//! last bits between two batches.

use std::ops::Range;

use super::matrix::{Matrix, View};
use super::operand::Operand;

/// With more nonzero columns than these of eight, selecting columns costs more than it saves.
const MAX_NONZERO_EIGHTHS: usize = 7;

/// Rows below which a product is hardly worth packing.
const MIN_ROWS: usize = 8;

/// The columns of a matrix that hold any value but 0.
#[derive(Debug, Clone, Default)]
pub struct NonzeroColumns {
    /// The bits of all values of a column, or-ed: [columns]
    bits: Vec<u32>,
    columns: Vec<u32>,
    is_sparse: bool,
}

impl NonzeroColumns {
    /// Finds the nonzero columns of a matrix.
    pub fn find(&mut self, x: &Matrix) {
        self.is_sparse = false;
        if x.rows() < MIN_ROWS {
            return;
        }
        self.bits.clear();
        self.bits.resize(x.columns(), 0);
        for row in 0..x.rows() {
            for (bits, value) in self.bits.iter_mut().zip(x.row(row)) {
                *bits |= value.to_bits();
            }
        }
        let columns = (0..).zip(&self.bits);
        self.columns.clear();
        self.columns.reserve_exact(x.columns());
        (self.columns).extend(columns.filter_map(|(column, bits)| (*bits != 0).then_some(column)));
        self.is_sparse = 8 * self.columns.len() <= MAX_NONZERO_EIGHTHS * x.columns();
    }

    /// The indices of the nonzero columns, ascending, if they are few enough to be worth selecting.
    pub fn columns(&self) -> Option<&[u32]> {
        self.is_sparse.then_some(&self.columns)
    }
}

/// Some columns of a matrix, by their indices.
#[derive(Clone, Copy)]
pub struct SelectedColumns<'a>(pub View<'a>, pub &'a [u32]);

impl Operand for SelectedColumns<'_> {
    fn rows(&self) -> usize {
        self.0.rows
    }

    fn columns(&self) -> usize {
        self.1.len()
    }

    fn pack_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        k: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        let columns = self.1[k.clone()].iter().map(|column| *column as usize);
        if self.0.row_stride == 1 {
            for (values, column) in panel.iter_mut().zip(columns) {
                self.0.pack_column(rows.clone(), column, values);
            }
            return;
        }
        // The last row stands in for missing ones, whose sums are dropped.
        let rows: [&[f32]; WIDTH] = std::array::from_fn(|offset| {
            let row = (rows.start + offset).min(rows.end - 1);
            &self.0.values[row * self.0.row_stride..][..self.0.columns]
        });
        for (values, column) in panel.iter_mut().zip(columns) {
            *values = rows.map(|row| row[column]);
        }
    }

    fn contiguous_column(&self, column: usize) -> Option<&[f32]> {
        self.0.contiguous_column(self.1[column] as usize)
    }
}

/// Some rows of a matrix, by their indices.
#[derive(Clone, Copy)]
pub struct SelectedRows<'a>(pub View<'a>, pub &'a [u32]);

impl Operand for SelectedRows<'_> {
    fn rows(&self) -> usize {
        self.1.len()
    }

    fn columns(&self) -> usize {
        self.0.columns
    }

    fn pack_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        k: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        let rows = &self.1[rows];
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let first = *first as usize;
        if rows.len() == WIDTH && *last as usize - first == WIDTH - 1 {
            return self.0.pack_panel(first..first + WIDTH, k, panel);
        }
        // The last row stands in for missing ones, whose sums are dropped.
        let row = |offset: usize| *rows.get(offset).unwrap_or(last) as usize;
        let rows: [usize; WIDTH] = std::array::from_fn(row);
        for (values, k) in panel.iter_mut().zip(k.clone()) {
            *values = rows.map(|row| self.0.at(row, k));
        }
    }
}
