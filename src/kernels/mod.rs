//! Arithmetic on dense f32 matrices: products in blocks, and updates of whole vectors.

mod blocked;
mod convolution;
mod epilogue;
mod lanes;
mod matrix;
mod nonzero;
mod operand;
mod packing;
pub(crate) mod parallel;
#[cfg(target_arch = "wasm32")]
pub mod peak;
mod product;
mod rows;
#[cfg(feature = "threads")]
mod team;
mod terms;
mod tile;
pub(crate) mod vector;
mod window;

#[cfg(test)]
mod naive;
#[cfg(test)]
mod tests;

pub use convolution::{convolution_packing, convolve, input_gradient, weight_gradient};
pub use epilogue::{Block, Epilogue};
pub use matrix::{Matrix, View, ViewMut};
pub use nonzero::{NonzeroColumns, SelectedColumns, SelectedRows};
pub use operand::Operand;
pub use packing::{Packing, PackingSize};
pub use product::{product, product_of, product_packing, sum_rows};
pub use window::Window;
