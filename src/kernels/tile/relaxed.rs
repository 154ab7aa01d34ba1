//! WebAssembly's relaxed SIMD: each product is added in one instruction where the processor has one
//! (and then without being rounded first).

use core::arch::wasm32::{f32x4, f32x4_extract_lane, f32x4_relaxed_madd, f32x4_splat, v128};

use super::Tile;

#[derive(Clone, Copy)]
pub struct Relaxed;

impl Tile<4, 8> for Relaxed {
    #[inline(always)]
    fn multiply(self, a: &[[f32; 4]], b: &[[f32; 8]]) -> [[f32; 8]; 4] {
        let mut sums = [[f32x4_splat(0.0); 2]; 4];
        for (a, b) in a.iter().zip(b) {
            let b = [f32x4(b[0], b[1], b[2], b[3]), f32x4(b[4], b[5], b[6], b[7])];
            for (sums, a) in sums.iter_mut().zip(a) {
                let a = f32x4_splat(*a);
                for (sum, b) in sums.iter_mut().zip(b) {
                    *sum = f32x4_relaxed_madd(a, b, *sum);
                }
            }
        }
        sums.map(|[left, right]| {
            let mut row = [0.0; 8];
            row[..4].copy_from_slice(&lanes(left));
            row[4..].copy_from_slice(&lanes(right));
            row
        })
    }
}

fn lanes(vector: v128) -> [f32; 4] {
    [
        f32x4_extract_lane::<0>(vector),
        f32x4_extract_lane::<1>(vector),
        f32x4_extract_lane::<2>(vector),
        f32x4_extract_lane::<3>(vector),
    ]
}
