//! The micro-kernels: one MR × NR tile of C, summed in registers. MR and NR follow from the number of registers and
//! their width.

#[cfg(not(target_arch = "wasm32"))]
mod portable;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

use super::simd::Simd;

/// An instruction set that multiplies a packed panel of A by a packed panel of B.
pub trait MicroKernel<const MR: usize, const NR: usize>: Simd {
    /// Writes `initial + a · b` to a tile of C, whose rows are `row_stride` apart; without `initial`, adds a · b to the
    /// tile. Either way a · b is summed by itself first: a long sum is more exact in parts.
    /// a: [kc, MR], b: kc rows of [NR], c: from the tile's first value on
    fn run<'b>(
        self,
        initial: Option<&[f32; NR]>,
        a: &[[f32; MR]],
        b: impl Iterator<Item = &'b [f32; NR]>,
        c: &mut [f32],
        row_stride: usize,
    );
}

/// Writes the sums of a tile, each added to its initial value.
#[inline(always)]
fn store_tile<const MR: usize, const NR: usize>(
    sums: &[[f32; NR]; MR],
    initial: Option<&[f32; NR]>,
    c: &mut [f32],
    row_stride: usize,
) {
    for (row, sums) in sums.iter().enumerate() {
        let values = c[row * row_stride..].first_chunk_mut::<NR>();
        let values = values.expect("c holds a tile");
        let initial = initial.unwrap_or(values);
        *values = std::array::from_fn(|column| initial[column] + sums[column]);
    }
}
