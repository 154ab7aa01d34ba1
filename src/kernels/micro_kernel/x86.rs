//! AVX2 and FMA.

use std::arch::x86_64::{
    __m256, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_storeu_ps,
};

use super::super::simd::Avx2;
use super::{MicroKernel, store_tile};

/// 6 × 16 sums fill twelve of the sixteen 256-bit registers.
impl MicroKernel<6, 16> for Avx2 {
    #[inline(always)]
    fn run<'b>(
        self,
        initial: Option<&[f32; 16]>,
        a: &[[f32; 6]],
        b: impl Iterator<Item = &'b [f32; 16]>,
        c: &mut [f32],
        row_stride: usize,
    ) {
        // SAFETY: `self` exists, so the processor has the features.
        unsafe { multiply(initial, a, b, c, row_stride) }
    }
}

#[target_feature(enable = "avx2,fma")]
fn multiply<'b>(
    initial: Option<&[f32; 16]>,
    a: &[[f32; 6]],
    b: impl Iterator<Item = &'b [f32; 16]>,
    c: &mut [f32],
    row_stride: usize,
) {
    let mut sums = [[_mm256_setzero_ps(); 2]; 6];
    for (a, b) in a.iter().zip(b) {
        let b = load(b);
        for (sums, a) in sums.iter_mut().zip(a) {
            let a = _mm256_set1_ps(*a);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = _mm256_fmadd_ps(a, b, *sum);
            }
        }
    }
    store_tile(&sums.map(|sums| store(sums)), initial, c, row_stride);
}

#[target_feature(enable = "avx2")]
#[inline]
fn load(values: &[f32; 16]) -> [__m256; 2] {
    let (left, right) = values.split_at(8);
    // SAFETY: each half has eight values, and eight are read.
    unsafe {
        [
            _mm256_loadu_ps(left.as_ptr()),
            _mm256_loadu_ps(right.as_ptr()),
        ]
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn store([left, right]: [__m256; 2]) -> [f32; 16] {
    let mut values = [0.0f32; 16];
    let (first, second) = values.split_at_mut(8);
    // SAFETY: each half has eight values, and eight are written.
    unsafe {
        _mm256_storeu_ps(first.as_mut_ptr(), left);
        _mm256_storeu_ps(second.as_mut_ptr(), right);
    }
    values
}
