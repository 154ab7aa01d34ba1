//! Inverted dropout (N. Srivastava and others, 2014): while training, each value is set to 0
//! with probability `rate` and the others are scaled up by 1 / (1 − rate), so that a query
//! needs no correction.

use serde::{Deserialize, Serialize};
use wide::{f32x4, u32x4};

use super::buffer::resize;
use super::config::{LayerConfig, LayerMemory, Place};
use super::{Buffer, Layer, Mode, Shape};
use crate::error::Result;
use crate::field::Field;
use crate::kernels::Matrix;
use crate::kernels::parallel::{RowSlice, par_rows};
use crate::random::{LANES, Random, Stream};

pub const RATE: Field = Field::real("rate", 0.0, 0.9);

/// Dropout: in training, sets a share of the values to 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct DropoutConfig {
    /// The probability with which a value becomes 0: 0 to 0.9.
    pub rate: f32,
}

impl LayerConfig for DropoutConfig {
    fn kind(&self) -> &'static str {
        "dropout"
    }

    fn fields(&self) -> &'static [Field] {
        &[RATE]
    }

    fn check(&self, place: &Place) -> Result<()> {
        RATE.check(&place.path, self.rate)
    }

    fn memory(&self, input: Shape) -> LayerMemory {
        LayerMemory {
            // The mask.
            per_training_sample: input.size() as u64,
            ..LayerMemory::default()
        }
    }

    fn build(&self, input: Shape, random: &dyn Fn(Stream) -> Random) -> Layer {
        let random = random(Stream::Dropout);
        Layer::Dropout(Dropout::new(input.size(), self.rate, random))
    }
}

#[derive(Debug, Clone)]
pub struct Dropout {
    pub(crate) rate: f32,
    pub(crate) random: Random,
    width: usize,
}

impl Dropout {
    pub fn new(width: usize, rate: f32, random: Random) -> Self {
        Self {
            rate,
            random,
            width,
        }
    }

    /// Makes room for this many samples; false if there is not enough memory.
    #[must_use]
    pub fn reserve(&self, buffer: &mut Buffer, samples: usize) -> bool {
        let size = samples.checked_mul(self.width);
        size.is_some_and(|size| resize(&mut buffer.mask, size))
    }

    /// A query drops nothing.
    pub fn forward(&self, x: &Matrix, y: &mut Matrix) {
        y.as_row_major_mut().copy_from_slice(x.as_row_major());
    }

    /// x, y: [batch, n]
    pub fn forward_training(&mut self, x: &Matrix, y: &mut Matrix, buffer: &mut Buffer) {
        // A value is dropped if 32 random bits lie below this.
        let threshold = u32x4::splat((f64::from(self.rate) * (1u64 << 32) as f64) as u32);
        let scale = u32x4::splat((1.0 / (1.0 - self.rate)).to_bits());
        // Each row has random numbers of its own, so that the number of threads changes nothing.
        let random = &self.random;
        let width = x.columns();
        let mask = RowSlice::new(buffer.mask.as_mut_slice(), width);
        let rows = ((x.row_slice(), y.row_slice_mut()), mask);
        par_rows(rows, |first, ((x, y), mask)| {
            let rows = x.values.chunks(LANES * width);
            let written = y.values.chunks_mut(LANES * width);
            let written = written.zip(mask.values.chunks_mut(LANES * width));
            let firsts = (first as u32..).step_by(LANES);
            for (first, (x, (y, mask))) in firsts.zip(rows.zip(written)) {
                let mut lanes = random.items(0, first);
                fill(mask, width, || lanes.bits().simd_ge(threshold) & scale);
                for ((x, y), mask) in x.iter().zip(y).zip(mask) {
                    *y = x * *mask;
                }
            }
        });
        self.random.next_items();
    }

    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix, mode: Mode, buffer: &Buffer) {
        if mode == Mode::Query {
            dx.as_row_major_mut().copy_from_slice(dy.as_row_major());
            return;
        }
        let mask = RowSlice::new(buffer.mask.as_slice(), self.width);
        let rows = ((dy.row_slice(), mask), dx.row_slice_mut());
        par_rows(rows, |_, ((dy, mask), dx)| {
            let known = dy.values.iter().zip(mask.values);
            for ((dy, mask), dx) in known.zip(dx.values) {
                *dx = dy * mask;
            }
        });
    }
}

/// Fills at most `LANES` rows of this width with the f32 that these bits are, `LANES` columns at a time: a square that
/// is transposed.
fn fill(rows: &mut [f32], width: usize, mut next: impl FnMut() -> u32x4) {
    for column in (0..width).step_by(LANES) {
        let mut column_of_each = || f32x4::new(next().to_array().map(f32::from_bits));
        let square = f32x4::transpose(std::array::from_fn(|_| column_of_each()));
        for (row, four) in rows.chunks_exact_mut(width).zip(square) {
            let four = four.to_array();
            let values = &mut row[column..];
            match values.first_chunk_mut() {
                Some(values) => *values = four,
                None => values.copy_from_slice(&four[..values.len()]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::random::Stream;

    #[wasm_bindgen_test(unsupported = test)]
    fn each_row_has_numbers_of_its_own() {
        // Neither the rows nor the columns are a multiple of the lanes.
        let (rows, columns) = (6, 7);
        let random = Random::new(3, Stream::Dropout);
        let mut dropout = Dropout::new(columns, 0.25, random.clone());
        let mut buffer = Buffer::default();
        assert!(dropout.reserve(&mut buffer, rows));
        let mut x = Matrix::zeros(rows, columns);
        x.as_row_major_mut().fill(3.0);
        let mut y = x.clone();
        dropout.forward_training(&x, &mut y, &mut buffer);
        for row in 0..rows {
            let mut random = random.item(0, row as u32);
            let expected = [(); 7].map(|()| if random.bits() < 1 << 30 { 0.0 } else { 4.0 });
            assert_eq!(y.row(row), expected, "row {row}");
        }
    }
}
