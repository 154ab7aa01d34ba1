//! What a product can take as an operand: it only has to fill panels.

use std::ops::Range;

use wide::f32x4;

use super::matrix::View;

/// Terms that are copied together, so that of every line of memory all is read, and all written, at once.
const GROUP: usize = 8;

/// A matrix that is read panel by panel.
pub trait Operand: Copy + Sync + Send {
    fn rows(&self) -> usize;
    fn columns(&self) -> usize;

    /// Copies some terms of at most `WIDTH` rows; in place of rows that are not there it
    /// writes any numbers.
    /// panel: [terms, WIDTH]
    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    );

    /// A column, where its values lie together in memory.
    fn line(&self, _column: usize) -> Option<&[f32]> {
        None
    }

    /// Copies some terms of rows into panels of `WIDTH` rows.
    /// panels: [rows / WIDTH, terms, WIDTH]
    fn fill_panels<const WIDTH: usize>(
        &self,
        rows: &Range<usize>,
        terms: &Range<usize>,
        panels: &mut [f32],
    ) {
        let done = match terms.is_empty() || self.line(terms.start).is_none() {
            true => 0,
            false => fill_whole_panels::<WIDTH>(self, rows, terms, panels),
        };
        let starts = rows.clone().step_by(WIDTH);
        let panels = panels.chunks_exact_mut(WIDTH * terms.len());
        for (panel, start) in panels.zip(starts).skip(done) {
            let rows = start..rows.end.min(start + WIDTH);
            self.fill_panel(rows, terms, panel.as_chunks_mut::<WIDTH>().0);
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

    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        if self.row_stride == 1 {
            for (values, term) in panel.iter_mut().zip(terms.clone()) {
                self.fill_column(rows.clone(), term, values);
            }
            return;
        }
        if rows.len() < WIDTH {
            panel.as_flattened_mut().fill(0.0);
        }
        let line = |offset| {
            let start = (rows.start + offset) * self.row_stride + terms.start;
            &self.values[start..][..terms.len()]
        };
        let mut offset = 0;
        while offset + 4 <= rows.len() {
            interleave(
                std::array::from_fn(|next| line(offset + next)),
                panel,
                offset,
            );
            offset += 4;
        }
        for offset in offset..rows.len() {
            for (values, value) in panel.iter_mut().zip(line(offset)) {
                values[offset] = *value;
            }
        }
    }

    fn line(&self, column: usize) -> Option<&[f32]> {
        (self.row_stride == 1).then(|| &self.values[column * self.column_stride..][..self.rows])
    }
}

/// Fills the panels that no row lacks, some terms at a time; says how many these are.
fn fill_whole_panels<const WIDTH: usize>(
    x: &impl Operand,
    rows: &Range<usize>,
    terms: &Range<usize>,
    panels: &mut [f32],
) -> usize {
    let whole = rows.len() / WIDTH;
    let chunks = |term| {
        let line = x.line(term).unwrap_or_default();
        &line[rows.clone()].as_chunks::<WIDTH>().0[..whole]
    };
    let mut first = 0;
    while first < terms.len() {
        let start = terms.start + first;
        let left = terms.len() - first;
        let panels = panels.chunks_exact_mut(WIDTH * terms.len()).take(whole);
        let panels = panels.map(|panel| &mut panel.as_chunks_mut::<WIDTH>().0[first..]);
        if left < GROUP {
            let line = chunks(start);
            panels
                .zip(line)
                .for_each(|(panel, values)| panel[0] = *values);
            first += 1;
            continue;
        }
        let lines: [&[[f32; WIDTH]]; GROUP] = std::array::from_fn(|term| chunks(start + term));
        for (index, panel) in panels.enumerate() {
            for (values, line) in panel[..GROUP].iter_mut().zip(lines) {
                *values = line[index];
            }
        }
        first += GROUP;
    }
    whole
}

impl View<'_> {
    /// Some values of a column that lies together, with zeros after them.
    #[inline(always)]
    pub(super) fn fill_column<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        column: usize,
        values: &mut [f32; WIDTH],
    ) {
        let count = rows.len();
        let line = &self.values[column * self.column_stride..][rows];
        match line.as_array() {
            Some(line) => *values = *line,
            None => {
                *values = [0.0; WIDTH];
                values[..count].copy_from_slice(line);
            }
        }
    }
}

/// Writes four lines beside each other, from this column on.
fn interleave<const WIDTH: usize>(lines: [&[f32]; 4], panel: &mut [[f32; WIDTH]], column: usize) {
    let chunks = lines.map(|line| line.as_chunks::<4>().0);
    let (groups, rest) = panel.as_chunks_mut::<4>();
    for (index, group) in groups.iter_mut().enumerate() {
        let columns = f32x4::transpose(chunks.map(|chunks| f32x4::new(chunks[index])));
        for (values, four) in group.iter_mut().zip(columns) {
            values[column..column + 4].copy_from_slice(four.as_array());
        }
    }
    let done = lines[0].len() - rest.len();
    for (term, values) in rest.iter_mut().enumerate() {
        for (value, line) in values[column..column + 4].iter_mut().zip(lines) {
            *value = line[done + term];
        }
    }
}
