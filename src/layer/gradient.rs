//! Where the gradient by a parameter goes: it is kept, or the parameter learns from it, part by part.

use crate::kernels::parallel::Rows;
use crate::kernels::{Block, Epilogue, ViewMut};
use crate::optimizer::Update;

pub enum GradientEpilogue<'a> {
    Keep(ViewMut<'a>),
    Learn { update: Update<'a>, columns: usize },
}

impl<'a> GradientEpilogue<'a> {
    /// The rate, where all that is learnt is value −= rate · gradient.
    pub fn plain_rate(&self) -> Option<f32> {
        match self {
            GradientEpilogue::Learn { update, .. } => update.plain_rate(),
            GradientEpilogue::Keep(_) => None,
        }
    }

    /// Takes these rows, in ascending order; the others are 0.
    pub fn of_rows(self, rows: &'a [u32]) -> SomeRows<'a> {
        SomeRows {
            all: self,
            first: 0,
            rows,
        }
    }

    fn take(self, values: &[f32]) {
        match self {
            GradientEpilogue::Keep(mut gradient) => gradient.values_mut().copy_from_slice(values),
            GradientEpilogue::Learn { update, .. } => update.apply(values),
        }
    }

    fn take_zeros(self) {
        match self {
            GradientEpilogue::Keep(mut gradient) => gradient.values_mut().fill(0.0),
            GradientEpilogue::Learn { update, .. } => update.apply_zeros(),
        }
    }
}

impl Rows for GradientEpilogue<'_> {
    fn rows(&self) -> usize {
        match self {
            GradientEpilogue::Keep(gradient) => gradient.rows(),
            GradientEpilogue::Learn { update, columns } => update.count() / columns,
        }
    }

    fn columns(&self) -> usize {
        match self {
            GradientEpilogue::Keep(gradient) => gradient.columns(),
            GradientEpilogue::Learn { columns, .. } => *columns,
        }
    }

    fn split_at(self, rows: usize) -> (Self, Self) {
        match self {
            GradientEpilogue::Keep(gradient) => {
                let (above, below) = gradient.split_at(rows);
                (GradientEpilogue::Keep(above), GradientEpilogue::Keep(below))
            }
            GradientEpilogue::Learn { update, columns } => {
                let (update, later) = update.split_at(rows * columns);
                let part = |update| GradientEpilogue::Learn { update, columns };
                (part(update), part(later))
            }
        }
    }
}

impl Epilogue for GradientEpilogue<'_> {
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> Block<'a> {
        match self {
            GradientEpilogue::Keep(gradient) => gradient.begin(scratch),
            GradientEpilogue::Learn { update, .. } => Block::in_scratch(scratch, update.count()),
        }
    }

    fn finish(self, scratch: &[f32]) {
        if let GradientEpilogue::Learn { update, .. } = self {
            update.apply(scratch);
        }
    }
}

/// Some rows of a gradient whose others are 0.
pub struct SomeRows<'a> {
    all: GradientEpilogue<'a>,
    /// Which row the first of `all` is.
    first: usize,
    rows: &'a [u32],
}

impl Rows for SomeRows<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self) -> usize {
        self.all.columns()
    }

    /// Rows of 0 are split off with what is above them.
    fn split_at(self, rows: usize) -> (Self, Self) {
        let end = self.first + self.all.rows();
        let middle = (self.rows.get(rows)).map_or(end, |row| *row as usize);
        let (above, below) = self.all.split_at(middle - self.first);
        let (rows, later) = self.rows.split_at(rows);
        let part = |all, first, rows| SomeRows { all, first, rows };
        (part(above, self.first, rows), part(below, middle, later))
    }
}

impl Epilogue for SomeRows<'_> {
    fn begin<'a>(&'a mut self, scratch: &'a mut Vec<f32>) -> Block<'a> {
        Block::in_scratch(scratch, self.rows() * self.columns())
    }

    fn finish(self, scratch: &[f32]) {
        let mut rest = self.all;
        let mut next = self.first;
        let values = scratch.chunks_exact(rest.columns().max(1));
        for (row, values) in self.rows.iter().map(|row| *row as usize).zip(values) {
            let (zeros, later) = rest.split_at(row - next);
            let (here, later) = later.split_at(1);
            zeros.take_zeros();
            here.take(values);
            rest = later;
            next = row + 1;
        }
        rest.take_zeros();
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
        learn: impl Fn(GradientEpilogue, usize),
    ) -> Vec<f32> {
        let mut values: Vec<f32> = (0..ROWS * COLUMNS).map(|i| i as f32 - 12.5).collect();
        let mut optimizer = Optimizer::default();
        for step in 0..4 {
            optimizer.begin_step();
            let update = optimizer.update(rule, 0, &mut values, decay);
            let columns = COLUMNS;
            learn(GradientEpilogue::Learn { update, columns }, step);
        }
        values.extend(optimizer.moments.into_iter().flatten().flatten());
        values
    }

    fn hand_over(epilogue: impl Epilogue, gradient: &[f32]) {
        let mut epilogue = epilogue;
        let mut scratch = Vec::new();
        let block = epilogue.begin(&mut scratch);
        block.values.copy_from_slice(gradient);
        epilogue.finish(&scratch);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn some_rows_are_learnt_from_as_if_the_others_were_written_out() {
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
        // In the first step all live, so that there is something to remember.
        let lives: [&[u32]; 4] = [&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[1, 2, 7], &[], &[0, 8]];
        let value = |row: u32, column: usize, step: usize| {
            ((row as usize * 5 + column * 3 + step * 7) % 11) as f32 - 4.7
        };
        for (rule, decay) in rules
            .into_iter()
            .flat_map(|rule| [(rule, 0.0), (rule, 0.01)])
        {
            let expected = steps(rule, decay, |epilogue, step| {
                let mut gradient = vec![0.0; ROWS * COLUMNS];
                for row in lives[step] {
                    for column in 0..COLUMNS {
                        gradient[*row as usize * COLUMNS + column] = value(*row, column, step);
                    }
                }
                hand_over(epilogue, &gradient);
            });
            for split in 0..=9 {
                let got = steps(rule, decay, |epilogue, step| {
                    let live = lives[step];
                    let gradient: Vec<f32> = (live.iter())
                        .flat_map(|row| (0..COLUMNS).map(|column| value(*row, column, step)))
                        .collect();
                    let split = split.min(live.len());
                    let (above, below) = epilogue.of_rows(live).split_at(split);
                    hand_over(above, &gradient[..split * COLUMNS]);
                    hand_over(below, &gradient[split * COLUMNS..]);
                });
                assert_eq!(got, expected, "{rule:?}, decay {decay}, split at {split}");
            }
        }
    }
}
