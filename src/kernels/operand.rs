//! The operands of a product: matrices that can be packed.

use std::ops::Range;

use wide::f32x4;

use super::matrix::View;

/// Values of k that are packed together, so that every cache line is read, and written, once.
const K_UNROLL: usize = 8;

/// A matrix that is packed panel by panel: A, [m, k], in panels of MR rows, or Bᵀ, [n, k], in panels of NR rows.
pub trait Operand: Copy + Sync + Send {
    fn rows(&self) -> usize;
    /// k
    fn columns(&self) -> usize;

    /// Packs a panel of at most `WIDTH` rows over a range of k. The values of missing rows are unspecified.
    /// panel: [k, WIDTH]
    fn pack_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        k: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    );

    /// A column, where its values are contiguous in memory.
    fn contiguous_column(&self, _column: usize) -> Option<&[f32]> {
        None
    }

    /// Packs rows over a range of k.
    /// panels: [rows / WIDTH, k, WIDTH]
    fn pack_panels<const WIDTH: usize>(
        &self,
        rows: &Range<usize>,
        k: &Range<usize>,
        panels: &mut [f32],
    ) {
        let packed = match k.is_empty() || self.contiguous_column(k.start).is_none() {
            true => 0,
            false => pack_full_panels::<WIDTH>(self, rows, k, panels),
        };
        let starts = rows.clone().step_by(WIDTH);
        let panels = panels.chunks_exact_mut(WIDTH * k.len());
        for (panel, start) in panels.zip(starts).skip(packed) {
            let rows = start..rows.end.min(start + WIDTH);
            self.pack_panel(rows, k, panel.as_chunks_mut::<WIDTH>().0);
        }
    }
}

impl Operand for View<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn columns(&self) -> usize {
        self.columns
    }

    fn pack_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        k: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        if self.row_stride == 1 {
            for (values, k) in panel.iter_mut().zip(k.clone()) {
                self.pack_column(rows.clone(), k, values);
            }
            return;
        }
        if rows.len() < WIDTH {
            panel.as_flattened_mut().fill(0.0);
        }
        let row = |offset| {
            let start = (rows.start + offset) * self.row_stride + k.start;
            &self.values[start..][..k.len()]
        };
        let mut offset = 0;
        while offset + 4 <= rows.len() {
            interleave(
                std::array::from_fn(|next| row(offset + next)),
                panel,
                offset,
            );
            offset += 4;
        }
        for offset in offset..rows.len() {
            for (values, value) in panel.iter_mut().zip(row(offset)) {
                values[offset] = *value;
            }
        }
    }

    fn contiguous_column(&self, column: usize) -> Option<&[f32]> {
        View::contiguous_column(self, column)
    }
}

/// Packs the panels in which no row is missing, `K_UNROLL` columns at a time.
/// Returns how many panels these are.
fn pack_full_panels<const WIDTH: usize>(
    x: &impl Operand,
    rows: &Range<usize>,
    k: &Range<usize>,
    panels: &mut [f32],
) -> usize {
    let full = rows.len() / WIDTH;
    let chunks = |k| {
        let column = x.contiguous_column(k).unwrap_or_default();
        &column[rows.clone()].as_chunks::<WIDTH>().0[..full]
    };
    let mut offset = 0;
    while offset < k.len() {
        let start = k.start + offset;
        let panels = panels.chunks_exact_mut(WIDTH * k.len()).take(full);
        let panels = panels.map(|panel| &mut panel.as_chunks_mut::<WIDTH>().0[offset..]);
        if k.len() - offset < K_UNROLL {
            panels
                .zip(chunks(start))
                .for_each(|(panel, values)| panel[0] = *values);
            offset += 1;
            continue;
        }
        let columns: [&[[f32; WIDTH]]; K_UNROLL] = std::array::from_fn(|k| chunks(start + k));
        for (index, panel) in panels.enumerate() {
            for (values, column) in panel[..K_UNROLL].iter_mut().zip(columns) {
                *values = column[index];
            }
        }
        offset += K_UNROLL;
    }
    full
}

impl View<'_> {
    /// Packs a part of a contiguous column, with zeros for missing rows.
    #[inline(always)]
    pub(super) fn pack_column<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        column: usize,
        values: &mut [f32; WIDTH],
    ) {
        let count = rows.len();
        let column = &self.values[column * self.column_stride..][rows];
        match column.try_into() {
            Ok(column) => *values = column,
            Err(_) => {
                *values = [0.0; WIDTH];
                values[..count].copy_from_slice(column);
            }
        }
    }
}

/// Writes four rows into a panel as four columns beside each other, from this column on.
fn interleave<const WIDTH: usize>(rows: [&[f32]; 4], panel: &mut [[f32; WIDTH]], column: usize) {
    let chunks = rows.map(|row| row.as_chunks::<4>().0);
    let (groups, remainder) = panel.as_chunks_mut::<4>();
    for (index, group) in groups.iter_mut().enumerate() {
        let columns = f32x4::transpose(chunks.map(|chunks| f32x4::new(chunks[index])));
        for (values, four) in group.iter_mut().zip(columns) {
            values[column..column + 4].copy_from_slice(four.as_array());
        }
    }
    let done = rows[0].len() - remainder.len();
    for (k, values) in remainder.iter_mut().enumerate() {
        for (value, row) in values[column..column + 4].iter_mut().zip(rows) {
            *value = row[done + k];
        }
    }
}
