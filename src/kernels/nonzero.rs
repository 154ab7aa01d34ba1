//! Columns that are 0 in a whole batch, as the border of MNIST's images is: in a product they need no work, and
//! of the gradient by the weights they are rows of 0. Of 784 pixels about 520 live in a batch of 128. How many do
//! may divide the sums elsewhere, so an image's outputs differ in the last bits from one batch to another.

use std::ops::Range;

use super::matrix::{Matrix, View};
use super::operand::Operand;

/// Of eight columns so many may live, or choosing costs more than it saves.
const MOST_LIVE: usize = 7;

/// Rows below which a product is not worth packing anyway, or hardly.
const LEAST_ROWS: usize = 8;

/// The columns of a matrix that hold anything but 0.
#[derive(Debug, Clone, Default)]
pub struct NonzeroColumns {
    /// The bits of each column's values, together.
    bits: Vec<u32>,
    columns: Vec<u32>,
    is_worth_it: bool,
}

impl NonzeroColumns {
    /// Looks at a matrix.
    pub fn find(&mut self, x: &Matrix) {
        self.is_worth_it = false;
        if x.rows() < LEAST_ROWS {
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
        self.is_worth_it = 8 * self.columns.len() <= MOST_LIVE * x.columns();
    }

    /// The columns that live, if so few do that it is worth choosing them.
    pub fn columns(&self) -> Option<&[u32]> {
        self.is_worth_it.then_some(&self.columns)
    }
}

/// A matrix with some of its columns.
#[derive(Clone, Copy)]
pub struct SelectedColumns<'a>(pub View<'a>, pub &'a [u32]);

impl Operand for SelectedColumns<'_> {
    fn rows(&self) -> usize {
        self.0.rows
    }

    fn columns(&self) -> usize {
        self.1.len()
    }

    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        let columns = self.1[terms.clone()].iter().map(|column| *column as usize);
        if self.0.row_stride == 1 {
            for (values, column) in panel.iter_mut().zip(columns) {
                self.0.fill_column(rows.clone(), column, values);
            }
            return;
        }
        // Rows that are not there repeat the last; their sums are left out.
        let lines: [&[f32]; WIDTH] = std::array::from_fn(|offset| {
            let row = (rows.start + offset).min(rows.end - 1);
            &self.0.values[row * self.0.row_stride..][..self.0.columns]
        });
        for (values, column) in panel.iter_mut().zip(columns) {
            *values = lines.map(|line| line[column]);
        }
    }

    fn line(&self, column: usize) -> Option<&[f32]> {
        self.0.line(self.1[column] as usize)
    }
}

/// A matrix with some of its rows.
#[derive(Clone, Copy)]
pub struct SelectedRows<'a>(pub View<'a>, pub &'a [u32]);

impl Operand for SelectedRows<'_> {
    fn rows(&self) -> usize {
        self.1.len()
    }

    fn columns(&self) -> usize {
        self.0.columns
    }

    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        let rows = &self.1[rows];
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let first = *first as usize;
        if rows.len() == WIDTH && *last as usize - first == WIDTH - 1 {
            return self.0.fill_panel(first..first + WIDTH, terms, panel);
        }
        // Rows that are not there repeat the last; their sums are left out.
        let row = |offset: usize| *rows.get(offset).unwrap_or(last) as usize;
        let rows: [usize; WIDTH] = std::array::from_fn(row);
        for (values, term) in panel.iter_mut().zip(terms.clone()) {
            *values = rows.map(|row| self.0.at(row, term));
        }
    }
}
