//! Inverted dropout (N. Srivastava and others, 2014): while training, each value is set to 0
//! with probability `rate` and the others are scaled up by 1 / (1 − rate), so that a query
//! needs no correction.

use super::Mode;
use crate::kernels::Matrix;
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
        let values = x.as_row_major().iter().zip(y.as_row_major_mut());
        for ((x, y), mask) in values.zip(self.mask.as_row_major_mut()) {
            *mask = if self.random.bits() < threshold {
                0.0
            } else {
                scale
            };
            *y = x * *mask;
        }
    }

    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, mode: Mode) {
        if mode == Mode::Query {
            dx.as_row_major_mut().copy_from_slice(dy.as_row_major());
            return;
        }
        let known = dy.as_row_major().iter().zip(self.mask.as_row_major());
        for ((dy, mask), dx) in known.zip(dx.as_row_major_mut()) {
            *dx = dy * mask;
        }
    }
}
