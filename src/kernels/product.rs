//! The one entry to matrix products: it chooses the way that fits the shape.

use super::blocked::add_product_blocked;
use super::matrix::{View, ViewMut};
use super::operand::Operand;
use super::rows::add_product_by_rows;
use super::tile::TILE_ROWS;

/// Memory for packed panels, kept between products so that a train step allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Packing {
    pub(super) a: Vec<f32>,
    pub(super) b: Vec<f32>,
}

/// `c += a · b`, with a: [m, k], b: [k, n], c: [m, n].
///
/// Panics if the shapes do not fit: the layers, not their users, choose them.
pub fn add_product(a: View, b: View, mut c: ViewMut, packing: &mut Packing) {
    check(&a, b, &c);
    // Fewer rows, or fewer terms in a sum, than a tile has rows: packing would not pay.
    if a.rows < TILE_ROWS || a.columns < TILE_ROWS {
        add_product_by_rows(a, b, &mut c);
    } else {
        add_product_blocked(a, b, &mut c, packing);
    }
}

/// The same with the patches of images, or these transposed.
pub fn add_patch_product(a: impl Operand, b: View, mut c: ViewMut, packing: &mut Packing) {
    check(&a, b, &c);
    add_product_blocked(a, b, &mut c, packing);
}

fn check(a: &impl Operand, b: View, c: &ViewMut) {
    assert_eq!(a.columns(), b.rows, "inner sizes of a product");
    // A result without columns has no rows to count.
    assert!(
        c.columns() == 0 || a.rows() == c.rows(),
        "rows of a product"
    );
    assert_eq!(b.columns, c.columns(), "columns of a product");
}
