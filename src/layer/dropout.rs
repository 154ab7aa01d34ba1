//! Inverted dropout (N. Srivastava and others, 2014): while training, each value is set to 0
//! with probability `rate` and the others are scaled up by 1 / (1 − rate), so that a query
//! needs no correction.

use super::Mode;
use crate::kernels::Matrix;
use crate::kernels::parallel::share;
use crate::random::Random;

#[derive(Debug, Clone)]
pub struct Dropout {
    pub(crate) rate: f32,
    pub(crate) random: Random,
    /// [batch, n]: what each value of the last training pass was multiplied with.
    mask: Matrix,
}

impl Dropout {
    pub fn new(width: usize, rate: f32, random: Random) -> Self {
        Self {
            rate,
            random,
            mask: Matrix::zeros(0, width),
        }
    }

    /// Makes room for this many samples, if there is memory for them.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        self.mask.set_rows(rows)
    }

    pub fn forward(&mut self, x: &Matrix, y: &mut Matrix, mode: Mode) {
        if mode == Mode::Query {
            y.as_row_major_mut().copy_from_slice(x.as_row_major());
            return;
        }
        // A value is dropped if 32 random bits lie below this.
        let threshold = (f64::from(self.rate) * (1u64 << 32) as f64) as u32;
        let scale = 1.0 / (1.0 - self.rate);
        // Each row has numbers of its own, whichever thread draws them.
        let random = &self.random;
        let width = x.columns();
        let rows = ((x.rows_of(), y.rows_of_mut()), self.mask.rows_of_mut());
        share(rows, |first, ((x, y), mask)| {
            let rows = x.values.chunks_exact(width);
            let written = y.values.chunks_exact_mut(width);
            let written = written.zip(mask.values.chunks_exact_mut(width));
            for (row, (x, (y, mask))) in (first..).zip(rows.zip(written)) {
                let mut random = random.item(0, row as u32);
                for ((x, y), mask) in x.iter().zip(y).zip(mask) {
                    let is_dropped = random.bits() < threshold;
                    *mask = if is_dropped { 0.0 } else { scale };
                    *y = x * *mask;
                }
            }
        });
        self.random.next_items();
    }

    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, mode: Mode) {
        if mode == Mode::Query {
            dx.as_row_major_mut().copy_from_slice(dy.as_row_major());
            return;
        }
        let rows = ((dy.rows_of(), self.mask.rows_of()), dx.rows_of_mut());
        share(rows, |_, ((dy, mask), dx)| {
            let known = dy.values.iter().zip(mask.values);
            for ((dy, mask), dx) in known.zip(dx.values) {
                *dx = dy * mask;
            }
        });
    }
}
