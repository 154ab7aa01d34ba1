//! In plain Rust, for the vectors that every processor has.

use super::{Tile, finish};

#[derive(Clone, Copy)]
pub struct Portable;

/// 4 × 8 sums fill eight 128-bit registers, and leave enough for the operands.
impl Tile<4, 8> for Portable {
    #[inline(always)]
    fn multiply<'b>(
        self,
        start: Option<&[f32; 8]>,
        a: &[[f32; 4]],
        b: impl Iterator<Item = &'b [f32; 8]>,
        c: &mut [f32],
        stride: usize,
    ) {
        let mut sums = [[0.0; 8]; 4];
        for (a, b) in a.iter().zip(b) {
            for (sums, a) in sums.iter_mut().zip(a) {
                for (sum, b) in sums.iter_mut().zip(b) {
                    *sum += a * b;
                }
            }
        }
        finish(&sums, start, c, stride);
    }
}
