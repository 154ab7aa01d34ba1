//! WebAssembly's 128-bit vectors. With relaxed SIMD each product is added in one instruction where the
//! processor has one (and then without being rounded first).

use core::arch::wasm32::{f32x4_splat, v128, v128_load, v128_load32_splat, v128_store};

use super::super::lanes::Lanes;
use super::{Tile, finish};

#[derive(Clone, Copy)]
pub struct Wasm;

impl Tile<4, 8> for Wasm {
    #[inline(always)]
    fn multiply<'b>(
        self,
        start: Option<&[f32; 8]>,
        a: &[[f32; 4]],
        b: impl Iterator<Item = &'b [f32; 8]>,
        c: &mut [f32],
        stride: usize,
    ) {
        multiply::<4, 8, 2>(start, a, b, c, stride);
    }
}

/// COLUMNS are VECTORS of four. A function of its own: inlined into a large one, its loop gets what registers that
/// leaves over (in V8 a fifth slower).
#[inline(never)]
fn multiply<'b, const ROWS: usize, const COLUMNS: usize, const VECTORS: usize>(
    start: Option<&[f32; COLUMNS]>,
    a: &[[f32; ROWS]],
    mut b: impl Iterator<Item = &'b [f32; COLUMNS]>,
    c: &mut [f32],
    stride: usize,
) {
    let mut sums = [[f32x4_splat(0.0); VECTORS]; ROWS];
    for a in a {
        // Zipped, both would be found by one index: more to compute in every turn.
        let b = b.next().expect("as many terms of b as of a");
        let b: [v128; VECTORS] = load(b);
        for (sums, a) in sums.iter_mut().zip(a) {
            // SAFETY: a is one f32, which is what is read.
            let a = unsafe { v128_load32_splat(std::ptr::from_ref(a).cast()) };
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = sum.add_product(a, b);
            }
        }
    }
    finish(&sums.map(store), start, c, stride);
}

#[inline(always)]
fn load<const COLUMNS: usize, const VECTORS: usize>(values: &[f32; COLUMNS]) -> [v128; VECTORS] {
    const { assert!(COLUMNS == 4 * VECTORS) };
    // SAFETY: the vectors cover the values and nothing else.
    std::array::from_fn(|vector| unsafe { v128_load(values.as_ptr().add(4 * vector).cast()) })
}

#[inline(always)]
fn store<const COLUMNS: usize, const VECTORS: usize>(vectors: [v128; VECTORS]) -> [f32; COLUMNS] {
    const { assert!(COLUMNS == 4 * VECTORS) };
    let mut values = [0.0; COLUMNS];
    for (index, vector) in vectors.into_iter().enumerate() {
        // SAFETY: as above.
        unsafe { v128_store(values.as_mut_ptr().add(4 * index).cast(), vector) };
    }
    values
}
