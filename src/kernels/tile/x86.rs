//! AVX2 and FMA, where the processor has them.

use std::arch::x86_64::{
    _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_storeu_ps,
};

use super::Tile;

/// A processor that has them: there is no other way to make one.
#[derive(Clone, Copy)]
pub struct Avx2(());

impl Avx2 {
    pub fn detect() -> Option<Self> {
        let detected = std::arch::is_x86_feature_detected!("avx2")
            && std::arch::is_x86_feature_detected!("fma");
        detected.then_some(Self(()))
    }
}

/// 6 × 16 sums fill twelve of the sixteen 256-bit registers.
impl Tile<6, 16> for Avx2 {
    #[inline(always)]
    fn multiply(self, a: &[[f32; 6]], b: &[[f32; 16]]) -> [[f32; 16]; 6] {
        // SAFETY: `self` exists, so the processor has the features.
        unsafe { multiply(a, b) }
    }
}

#[target_feature(enable = "avx2,fma")]
fn multiply(a: &[[f32; 6]], b: &[[f32; 16]]) -> [[f32; 16]; 6] {
    let mut sums = [[_mm256_setzero_ps(); 2]; 6];
    for (a, b) in a.iter().zip(b) {
        let (left, right) = b.split_at(8);
        // SAFETY: each half is eight values long, which is what is read.
        let b = unsafe {
            [
                _mm256_loadu_ps(left.as_ptr()),
                _mm256_loadu_ps(right.as_ptr()),
            ]
        };
        for (sums, a) in sums.iter_mut().zip(a) {
            let a = _mm256_set1_ps(*a);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = _mm256_fmadd_ps(a, b, *sum);
            }
        }
    }
    let mut rows = [[0.0; 16]; 6];
    for (row, sums) in rows.iter_mut().zip(sums) {
        for (values, sum) in row.chunks_exact_mut(8).zip(sums) {
            // SAFETY: a chunk is eight values long, which is what is written.
            unsafe { _mm256_storeu_ps(values.as_mut_ptr(), sum) }
        }
    }
    rows
}
