//! `Matrix`, a dense matrix in row-major order, and views of one.

/// A dense f32 matrix.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f32>,
}

impl Matrix {
    pub fn zeros(rows: usize, columns: usize) -> Self {
        let values = vec![0.0; rows * columns];
        Self {
            rows,
            columns,
            values,
        }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Changes the number of rows; the values of new rows are unspecified. Memory is never released, so changing
    /// between two sizes allocates once. Returns false, and changes nothing, where there is not enough memory.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        let Some(size) = rows.checked_mul(self.columns) else {
            return false;
        };
        let more = size.saturating_sub(self.values.len());
        if self.values.try_reserve_exact(more).is_err() {
            return false;
        }
        self.rows = rows;
        self.values.resize(size, 0.0);
        true
    }

    /// All values, row by row.
    pub fn as_row_major(&self) -> &[f32] {
        &self.values
    }

    pub fn as_row_major_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..][..self.columns]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        // A matrix without columns has no rows to visit; chunks of 0 would panic.
        self.values.chunks_exact_mut(self.columns.max(1))
    }

    pub fn view(&self) -> View<'_> {
        View {
            values: &self.values,
            rows: self.rows,
            columns: self.columns,
            row_stride: self.columns,
            column_stride: 1,
        }
    }

    pub fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut {
            columns: self.columns,
            values: &mut self.values,
        }
    }
}

/// A mutable view of whole rows.
pub struct ViewMut<'a> {
    values: &'a mut [f32],
    columns: usize,
}

impl ViewMut<'_> {
    pub fn rows(&self) -> usize {
        // A matrix without columns has no values that rows could hold.
        self.values.len() / self.columns.max(1)
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    /// All values, row by row.
    pub fn values_mut(&mut self) -> &mut [f32] {
        self.values
    }
}

impl<'a> ViewMut<'a> {
    /// The rows before this one, and the others.
    pub(super) fn split_at_row(self, row: usize) -> (Self, Self) {
        let (above, below) = self.values.split_at_mut(row * self.columns);
        let part = |values: &'a mut [f32]| ViewMut {
            values,
            columns: self.columns,
        };
        (part(above), part(below))
    }
}

/// A view of a matrix with strides: transposing one copies nothing.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub(super) values: &'a [f32],
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) row_stride: usize,
    pub(super) column_stride: usize,
}

impl<'a> View<'a> {
    pub fn transposed(self) -> Self {
        Self {
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..self
        }
    }

    #[inline(always)]
    pub(super) fn at(&self, row: usize, column: usize) -> f32 {
        self.values[row * self.row_stride + column * self.column_stride]
    }

    /// A row, where its values are contiguous in memory.
    #[inline(always)]
    pub(super) fn contiguous_row(&self, row: usize) -> Option<&'a [f32]> {
        (self.column_stride == 1).then(|| &self.values[row * self.row_stride..][..self.columns])
    }

    /// A column, where its values are contiguous in memory.
    #[inline(always)]
    pub(super) fn contiguous_column(&self, column: usize) -> Option<&'a [f32]> {
        (self.row_stride == 1).then(|| &self.values[column * self.column_stride..][..self.rows])
    }
}
