//! The micro-kernels: one tile of a product, summed in registers. How large a tile may be depends on
//! how many registers there are, and how wide.

#[cfg(not(target_feature = "relaxed-simd"))]
mod portable;
#[cfg(target_feature = "relaxed-simd")]
mod relaxed;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(not(target_feature = "relaxed-simd"))]
pub use portable::Portable as Everywhere;
#[cfg(target_feature = "relaxed-simd")]
pub use relaxed::Relaxed as Everywhere;
#[cfg(target_arch = "x86_64")]
pub use x86::Avx2;

/// A way to multiply two packed panels into a tile of `ROWS` × `COLUMNS`.
pub trait Tile<const ROWS: usize, const COLUMNS: usize>: Copy + Sync {
    /// a: [k, ROWS], b: [k, COLUMNS]
    fn multiply(self, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS];
}
