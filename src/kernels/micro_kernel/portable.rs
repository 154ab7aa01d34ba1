//! Plain Rust, which the compiler turns into the vectors that every processor of the target has.

use super::super::simd::Generic;
use super::{MicroKernel, store_tile};

/// 4 × 8 sums fill eight 128-bit registers, and leave enough for the operands.
impl MicroKernel<4, 8> for Generic {
    #[inline(always)]
    fn run<'b>(
        self,
        initial: Option<&[f32; 8]>,
        a: &[[f32; 4]],
        b: impl Iterator<Item = &'b [f32; 8]>,
        c: &mut [f32],
        row_stride: usize,
    ) {
        let mut sums = [[0.0; 8]; 4];
        for (a, b) in a.iter().zip(b) {
            for (sums, a) in sums.iter_mut().zip(a) {
                for (sum, b) in sums.iter_mut().zip(b) {
                    *sum += a * b;
                }
            }
        }
        store_tile(&sums, initial, c, row_stride);
    }
}
