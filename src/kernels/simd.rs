//! Instruction sets: vectors of as many f32 as a register holds, and proof that the processor has them.

/// An instruction set. A value of the type is proof that the processor has it, so that every operation takes one.
pub trait Simd: Copy + Sync {
    type Vector: Copy;

    /// f32 in a vector.
    const LANES: usize;

    fn splat(self, value: f32) -> Self::Vector;

    /// # Safety
    /// `LANES` values must be readable at `from`.
    unsafe fn load(self, from: *const f32) -> Self::Vector;

    /// # Safety
    /// `LANES` values must be writable at `to`.
    unsafe fn store(self, vector: Self::Vector, to: *mut f32);

    /// `sum + a · b`, rounded once where the processor can.
    fn mul_add(self, a: Self::Vector, b: Self::Vector, sum: Self::Vector) -> Self::Vector;
}

/// What every processor of the target has: 128-bit vectors.
#[derive(Clone, Copy)]
pub struct Generic;

#[cfg(not(target_arch = "wasm32"))]
impl Simd for Generic {
    type Vector = [f32; 4];

    const LANES: usize = 4;

    #[inline(always)]
    fn splat(self, value: f32) -> [f32; 4] {
        [value; 4]
    }

    #[inline(always)]
    unsafe fn load(self, from: *const f32) -> [f32; 4] {
        // SAFETY: the caller guarantees it; an array needs no more alignment than f32.
        unsafe { *from.cast() }
    }

    #[inline(always)]
    unsafe fn store(self, vector: [f32; 4], to: *mut f32) {
        // SAFETY: the caller guarantees it; an array needs no more alignment than f32.
        unsafe { *to.cast() = vector }
    }

    #[inline(always)]
    fn mul_add(self, a: [f32; 4], b: [f32; 4], sum: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|lane| sum[lane] + a[lane] * b[lane])
    }
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    use core::arch::wasm32::{f32x4_splat, v128, v128_load, v128_store};

    use super::{Generic, Simd};

    /// The target needs SIMD128, so there is nothing to detect.
    impl Simd for Generic {
        type Vector = v128;

        const LANES: usize = 4;

        #[inline(always)]
        fn splat(self, value: f32) -> v128 {
            f32x4_splat(value)
        }

        #[inline(always)]
        unsafe fn load(self, from: *const f32) -> v128 {
            // SAFETY: the caller guarantees it; WebAssembly needs no alignment.
            unsafe { v128_load(from.cast()) }
        }

        #[inline(always)]
        unsafe fn store(self, vector: v128, to: *mut f32) {
            // SAFETY: the caller guarantees it; WebAssembly needs no alignment.
            unsafe { v128_store(to.cast(), vector) }
        }

        #[inline(always)]
        fn mul_add(self, a: v128, b: v128, sum: v128) -> v128 {
            #[cfg(target_feature = "relaxed-simd")]
            return core::arch::wasm32::f32x4_relaxed_madd(a, b, sum);
            #[cfg(not(target_feature = "relaxed-simd"))]
            core::arch::wasm32::f32x4_add(sum, core::arch::wasm32::f32x4_mul(a, b))
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_storeu_ps,
    };

    use super::Simd;

    /// AVX2 and FMA: only `detect` makes one. Inside of functions that enable both, the operations are single
    /// instructions; anywhere else each is a call.
    #[derive(Clone, Copy)]
    pub struct Avx2(());

    impl Avx2 {
        pub fn detect() -> Option<Self> {
            let is_detected = std::arch::is_x86_feature_detected!("avx2")
                && std::arch::is_x86_feature_detected!("fma");
            is_detected.then_some(Self(()))
        }
    }

    impl Simd for Avx2 {
        type Vector = __m256;

        const LANES: usize = 8;

        #[inline(always)]
        fn splat(self, value: f32) -> __m256 {
            // SAFETY: `self` exists, so the processor has AVX2.
            unsafe { _mm256_set1_ps(value) }
        }

        #[inline(always)]
        unsafe fn load(self, from: *const f32) -> __m256 {
            // SAFETY: `self` exists, so the processor has AVX2; the caller guarantees the rest.
            unsafe { _mm256_loadu_ps(from) }
        }

        #[inline(always)]
        unsafe fn store(self, vector: __m256, to: *mut f32) {
            // SAFETY: `self` exists, so the processor has AVX2; the caller guarantees the rest.
            unsafe { _mm256_storeu_ps(to, vector) }
        }

        #[inline(always)]
        fn mul_add(self, a: __m256, b: __m256, sum: __m256) -> __m256 {
            // SAFETY: `self` exists, so the processor has FMA.
            unsafe { _mm256_fmadd_ps(a, b, sum) }
        }
    }
}

#[cfg(target_arch = "x86_64")]
pub use x86::Avx2;
