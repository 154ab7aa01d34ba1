//! Arithmetic on dense f32 matrices: products in blocks, and updates of whole vectors.

mod blocked;
mod matrix;
mod operand;
mod patches;
mod product;
mod rows;
mod tile;
pub(crate) mod vector;

#[cfg(test)]
mod naive;
#[cfg(test)]
mod tests;

pub use matrix::{Matrix, View, ViewMut};
pub use operand::{Operand, Transposed};
pub use patches::{Patches, Window};
pub use product::{Packing, add_patch_product, add_product};
