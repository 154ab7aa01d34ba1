//! What a product can take as an operand: it only has to fill panels.

use std::ops::Range;

use super::matrix::View;

/// A matrix that is read panel by panel.
pub trait Operand: Copy + Sync + Send {
    fn rows(&self) -> usize;
    fn columns(&self) -> usize;

    /// Copies some terms of at most `WIDTH` rows; where there are fewer, the panel is filled up
    /// with zeros.
    /// panel: [terms, WIDTH]
    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    );
}

impl Operand for View<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn columns(&self) -> usize {
        self.columns
    }

    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        if rows.len() == WIDTH && self.row_stride == 1 {
            for (values, term) in panel.iter_mut().zip(terms.clone()) {
                let start = rows.start + term * self.column_stride;
                values.copy_from_slice(&self.values[start..][..WIDTH]);
            }
            return;
        }
        for offset in 0..WIDTH {
            if offset >= rows.len() {
                panel.iter_mut().for_each(|values| values[offset] = 0.0);
                continue;
            }
            let line = &self.values[(rows.start + offset) * self.row_stride..];
            let line = line[terms.start * self.column_stride..].iter();
            for (values, value) in panel.iter_mut().zip(line.step_by(self.column_stride)) {
                values[offset] = *value;
            }
        }
    }
}
