//! Arithmetic on dense f32 matrices: products in BLIS's loops, convolutions, sums of vectors, and the threads that
//! share them.

mod blocked;
mod convolution;
mod epilogue;
mod gemm;
mod matrix;
mod micro_kernel;
mod nonzero;
mod nonzero_k;
mod operand;
mod packing;
pub(crate) mod parallel;
#[cfg(target_arch = "wasm32")]
#[allow(dead_code)]
// The boundary to JavaScript and the benchmarks use it; a build without them has no use for it.
pub mod peak;
mod simd;
#[cfg(feature = "threads")]
mod spin_pool;
mod unpacked;
pub(crate) mod vector;
mod window;

#[cfg(test)]
mod naive;
#[cfg(test)]
mod tests;

pub use convolution::{convolution_packing, convolve, input_gradient, weight_gradient};
pub use epilogue::{Block, Epilogue};
pub use gemm::{gemm, gemm_operands, gemm_packing, sum_rows};
pub use matrix::{Matrix, ViewMut};
pub use nonzero::{NonzeroColumns, SelectedColumns, SelectedRows};
pub use packing::{Packing, PackingSize};
pub use window::Window;
