//! WebAssembly's 128-bit vectors. With relaxed SIMD a multiply-add is one instruction, where the processor has one, and
//! the product is then not rounded.

use core::arch::wasm32::{f32x4_splat, v128, v128_load, v128_load32_splat, v128_store};

use super::super::simd::{Generic, Simd};
use super::{MicroKernel, store_tile};

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
        multiply::<4, 8, 2>(initial, a, b, c, row_stride);
    }
}

/// NR are VECTORS of four. A function of its own: inlined into a large one, its loop gets the registers that are left
/// there, and is a fifth slower in V8.
#[inline(never)]
fn multiply<'b, const MR: usize, const NR: usize, const VECTORS: usize>(
    initial: Option<&[f32; NR]>,
    a: &[[f32; MR]],
    mut b: impl Iterator<Item = &'b [f32; NR]>,
    c: &mut [f32],
    row_stride: usize,
) {
    let mut sums = [[f32x4_splat(0.0); VECTORS]; MR];
    for a in a {
        // Zipped, a and b would be addressed by one index, which costs an instruction in every iteration.
        let b = b.next().expect("b has as many k as a");
        let b: [v128; VECTORS] = load(b);
        for (sums, a) in sums.iter_mut().zip(a) {
            // SAFETY: a is one f32, and one f32 is read.
            let a = unsafe { v128_load32_splat(std::ptr::from_ref(a).cast()) };
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = Generic.mul_add(a, b, *sum);
            }
        }
    }
    store_tile(&sums.map(store), initial, c, row_stride);
}

#[inline(always)]
fn load<const NR: usize, const VECTORS: usize>(values: &[f32; NR]) -> [v128; VECTORS] {
    const { assert!(NR == 4 * VECTORS) };
    // SAFETY: the vectors cover the values and nothing else.
    std::array::from_fn(|vector| unsafe { v128_load(values.as_ptr().add(4 * vector).cast()) })
}

#[inline(always)]
fn store<const NR: usize, const VECTORS: usize>(vectors: [v128; VECTORS]) -> [f32; NR] {
    const { assert!(NR == 4 * VECTORS) };
    let mut values = [0.0; NR];
    for (index, vector) in vectors.into_iter().enumerate() {
        // SAFETY: as above.
        unsafe { v128_store(values.as_mut_ptr().add(4 * index).cast(), vector) };
    }
    values
}
