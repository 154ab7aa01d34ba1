//! Vectors of as many numbers as a register holds.

/// Some f32 that are worked on at once.
pub trait Lanes: Copy {
    const COUNT: usize;

    fn splat(value: f32) -> Self;

    /// # Safety
    /// `COUNT` numbers must lie there.
    unsafe fn read(from: *const f32) -> Self;

    /// # Safety
    /// `COUNT` numbers must have room there.
    unsafe fn write(self, to: *mut f32);

    /// `self + a · b`, rounded once where the processor can.
    fn add_product(self, a: Self, b: Self) -> Self;
}

/// On any processor.
#[cfg(not(target_arch = "wasm32"))]
impl Lanes for [f32; 4] {
    const COUNT: usize = 4;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        [value; 4]
    }

    #[inline(always)]
    unsafe fn read(from: *const f32) -> Self {
        // SAFETY: the caller says that they lie there; an array asks for no alignment but f32's.
        unsafe { *from.cast() }
    }

    #[inline(always)]
    unsafe fn write(self, to: *mut f32) {
        // SAFETY: the caller says that there is room.
        unsafe { *to.cast() = self }
    }

    #[inline(always)]
    fn add_product(self, a: Self, b: Self) -> Self {
        std::array::from_fn(|lane| self[lane] + a[lane] * b[lane])
    }
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    #[cfg(not(target_feature = "relaxed-simd"))]
    use core::arch::wasm32::{f32x4_add, f32x4_mul};
    use core::arch::wasm32::{f32x4_splat, v128, v128_load, v128_store};

    use super::Lanes;

    impl Lanes for v128 {
        const COUNT: usize = 4;

        #[inline(always)]
        fn splat(value: f32) -> Self {
            f32x4_splat(value)
        }

        #[inline(always)]
        unsafe fn read(from: *const f32) -> Self {
            // SAFETY: the caller says that they lie there; WebAssembly asks for no alignment.
            unsafe { v128_load(from.cast()) }
        }

        #[inline(always)]
        unsafe fn write(self, to: *mut f32) {
            // SAFETY: the caller says that there is room.
            unsafe { v128_store(to.cast(), self) }
        }

        #[inline(always)]
        fn add_product(self, a: Self, b: Self) -> Self {
            #[cfg(target_feature = "relaxed-simd")]
            return core::arch::wasm32::f32x4_relaxed_madd(a, b, self);
            #[cfg(not(target_feature = "relaxed-simd"))]
            f32x4_add(self, f32x4_mul(a, b))
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_storeu_ps,
    };

    use super::Lanes;

    /// Eight lanes, on a processor with AVX2 and FMA. To be used only inside of functions that enable them: there
    /// these are inlined.
    #[derive(Clone, Copy)]
    pub struct Avx2(__m256);

    impl Lanes for Avx2 {
        const COUNT: usize = 8;

        #[inline(always)]
        fn splat(value: f32) -> Self {
            // SAFETY: whoever uses this type has made sure that the processor has AVX2.
            Self(unsafe { _mm256_set1_ps(value) })
        }

        #[inline(always)]
        unsafe fn read(from: *const f32) -> Self {
            // SAFETY: as above; and the caller says that they lie there.
            Self(unsafe { _mm256_loadu_ps(from) })
        }

        #[inline(always)]
        unsafe fn write(self, to: *mut f32) {
            // SAFETY: as above; and the caller says that there is room.
            unsafe { _mm256_storeu_ps(to, self.0) }
        }

        #[inline(always)]
        fn add_product(self, a: Self, b: Self) -> Self {
            // SAFETY: as above, and FMA.
            Self(unsafe { _mm256_fmadd_ps(a.0, b.0, self.0) })
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub type Everywhere = core::arch::wasm32::v128;
#[cfg(not(target_arch = "wasm32"))]
pub type Everywhere = [f32; 4];
#[cfg(target_arch = "x86_64")]
pub use x86::Avx2;
