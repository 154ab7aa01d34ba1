//! The epilogue of a parameter's gradient: it is stored, or each block of it updates the parameter at once and is
//! dropped.

use crate::kernels::parallel::Rows;
use crate::kernels::{Block, Epilogue, ViewMut};
use crate::optimizer::Update;

/// [rows, columns], as the parameter.
pub(crate) enum GradientEpilogue<'a> {
    Store(ViewMut<'a>),
    Update { update: Update<'a>, columns: usize },
}

impl<'a> GradientEpilogue<'a> {
    /// The rate, where the update is value −= rate · gradient and no more.
    pub fn plain_rate(&self) -> Option<f32> {
        match self {
            GradientEpilogue::Update { update, .. } => update.plain_rate(),
            GradientEpilogue::Store(_) => None,
        }
    }

    /// The same for a product of these rows of the gradient, ascending; all others are 0.
    pub fn of_rows(self, rows: &'a [u32]) -> SelectedGradientRows<'a> {
        SelectedGradientRows {
            all: self,
            first: 0,
            rows,
        }
    }

    fn apply(self, values: &[f32]) {
        match self {
            GradientEpilogue::Store(mut gradient) => gradient.values_mut().copy_from_slice(values),
            GradientEpilogue::Update { update, .. } => update.apply(values),
        }
    }

    fn apply_zeros(self) {
        match self {
            GradientEpilogue::Store(mut gradient) => gradient.values_mut().fill(0.0),
            GradientEpilogue::Update { update, .. } => update.apply_zeros(),
        }
    }
}

impl Rows for GradientEpilogue<'_> {
    fn rows(&self) -> usize {
        match self {
            GradientEpilogue::Store(gradient) => gradient.rows(),
            GradientEpilogue::Update { update, columns } => update.count() / columns,
        }
    }

    fn columns(&self) -> usize {
        match self {
            GradientEpilogue::Store(gradient) => gradient.columns(),
            GradientEpilogue::Update { columns, .. } => *columns,
        }
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        match self {
            GradientEpilogue::Store(gradient) => {
                let (above, below) = gradient.split_at(rows);
                (
                    GradientEpilogue::Store(above),
                    GradientEpilogue::Store(below),
                )
            }
            GradientEpilogue::Update { update, columns } => {
                let (update, later) = update.split_at(rows * columns);
                let part = |update| GradientEpilogue::Update { update, columns };
                (part(update), part(later))
            }
        }
    }
}

impl Epilogue for GradientEpilogue<'_> {
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> Block<'a> {
        match self {
            GradientEpilogue::Store(gradient) => gradient.begin(scratch),
            GradientEpilogue::Update { update, .. } => Block::in_scratch(scratch, update.count()),
        }
    }

    fn finish(self, scratch: &[f32]) {
        if let GradientEpilogue::Update { update, .. } = self {
            update.apply(scratch);
        }
    }
}

/// The rows of a gradient that are not 0.
pub struct SelectedGradientRows<'a> {
    all: GradientEpilogue<'a>,
    /// The index of the first row of `all`.
    first: usize,
    rows: &'a [u32],
}

impl Rows for SelectedGradientRows<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self) -> usize {
        self.all.columns()
    }

    /// Rows of 0 go with the rows above them.
    fn split_at(self, rows: usize) -> (Self, Self) {
        let end = self.first + self.all.rows();
        let middle = (self.rows.get(rows)).map_or(end, |row| *row as usize);
        let (above, below) = self.all.split_at(middle - self.first);
        let (rows, later) = self.rows.split_at(rows);
        let part = |all, first, rows| SelectedGradientRows { all, first, rows };
        (part(above, self.first, rows), part(below, middle, later))
    }
}

impl Epilogue for SelectedGradientRows<'_> {
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> Block<'a> {
        Block::in_scratch(scratch, self.rows() * self.columns())
    }

    fn finish(self, scratch: &[f32]) {
        let mut remaining = self.all;
        let mut next = self.first;
        let values = scratch.chunks_exact(remaining.columns().max(1));
        for (row, values) in self.rows.iter().map(|row| *row as usize).zip(values) {
            let (zeros, later) = remaining.split_at(row - next);
            let (here, later) = later.split_at(1);
            zeros.apply_zeros();
            here.apply(values);
            remaining = later;
            next = row + 1;
        }
        remaining.apply_zeros();
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::optimizer::{Optimizer, OptimizerRecipe};

    const COLUMNS: usize = 3;
    const ROWS: usize = 9;

    fn steps(
        rule: OptimizerRecipe,
        decay: f32,
        step: impl Fn(GradientEpilogue, usize),
    ) -> Vec<f32> {
        let mut values: Vec<f32> = (0..ROWS * COLUMNS).map(|i| i as f32 - 12.5).collect();
        let mut optimizer = Optimizer::default();
        for index in 0..4 {
            optimizer.begin_step();
            let update = optimizer.update(rule, 0, &mut values, decay);
            let columns = COLUMNS;
            step(GradientEpilogue::Update { update, columns }, index);
        }
        values.extend(optimizer.moments.into_iter().flatten().flatten());
        values
    }

    fn run(epilogue: impl Epilogue, gradient: &[f32]) {
        let mut epilogue = epilogue;
        let mut scratch = Vec::new();
        let block = epilogue.begin(&mut scratch);
        block.values.copy_from_slice(gradient);
        epilogue.finish(&scratch);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn selected_rows_update_as_a_whole_gradient_with_zeros_does() {
        let momentum = OptimizerRecipe::Sgd {
            learning_rate: 0.1,
            momentum: 0.9,
        };
        let rules = [
            OptimizerRecipe::sgd(0.1),
            momentum,
            OptimizerRecipe::rms_prop(0.1),
            OptimizerRecipe::adam(0.1),
        ];
        // In the first step all rows are nonzero, so that every moment is.
        let nonzero: [&[u32]; 4] = [&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[1, 2, 7], &[], &[0, 8]];
        let value = |row: u32, column: usize, step: usize| {
            ((row as usize * 5 + column * 3 + step * 7) % 11) as f32 - 4.7
        };
        for (rule, decay) in rules
            .into_iter()
            .flat_map(|rule| [(rule, 0.0), (rule, 0.01)])
        {
            let expected = steps(rule, decay, |epilogue, step| {
                let mut gradient = vec![0.0; ROWS * COLUMNS];
                for row in nonzero[step] {
                    for column in 0..COLUMNS {
                        gradient[*row as usize * COLUMNS + column] = value(*row, column, step);
                    }
                }
                run(epilogue, &gradient);
            });
            for split in 0..=9 {
                let got = steps(rule, decay, |epilogue, step| {
                    let rows = nonzero[step];
                    let gradient: Vec<f32> = (rows.iter())
                        .flat_map(|row| (0..COLUMNS).map(|column| value(*row, column, step)))
                        .collect();
                    let split = split.min(rows.len());
                    let (above, below) = epilogue.of_rows(rows).split_at(split);
                    run(above, &gradient[..split * COLUMNS]);
                    run(below, &gradient[split * COLUMNS..]);
                });
                assert_eq!(got, expected, "{rule:?}, decay {decay}, split at {split}");
            }
        }
    }
}
