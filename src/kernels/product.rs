//! The one entry to matrix products: it chooses the way that fits the shape.

use super::blocked::product_blocked;
use super::matrix::View;
use super::operand::Operand;
use super::packing::{Packing, Part};
use super::rows::add_product_by_rows;
use super::sink::Sink;
use super::vector::add_scaled;

/// Fewer rows, or fewer terms in a sum, are not worth packing.
const WORTH_PACKING: usize = 4;

/// Hands `a · b` to a sink, with a: [m, k], b: [k, n], sink: [m, n]. A [`super::ViewMut`] adds it to what
/// it holds.
///
/// Panics if the shapes do not fit: the layers, not their users, choose them.
pub fn product(a: View, b: View, mut sink: impl Sink, packing: &mut Packing) {
    check(&a, b, &sink);
    if a.rows < WORTH_PACKING || a.columns < WORTH_PACKING {
        let scratch = &mut packing.parts[0].scratch;
        add_product_by_rows(a, b, sink.begin(scratch));
        sink.finish(scratch);
    } else {
        product_blocked(a, b.transposed(), sink, &mut packing.b, &mut packing.parts);
    }
}

/// The same with the patches of images, or these transposed.
pub fn patch_product(a: impl Operand, b: View, sink: impl Sink, packing: &mut Packing) {
    check(&a, b, &sink);
    product_blocked(a, b.transposed(), sink, &mut packing.b, &mut packing.parts);
}

/// The same on this thread alone, in its own memory.
pub(super) fn product_here(a: View, b: View, sink: impl Sink, part: &mut Part) {
    check(&a, b, &sink);
    let mut packed = std::mem::take(&mut part.b);
    product_blocked(
        a,
        b.transposed(),
        sink,
        &mut packed,
        std::slice::from_mut(part),
    );
    part.b = packed;
}

/// Hands the sum of the rows to a sink of one row.
pub fn sum_rows(x: View, mut sink: impl Sink, packing: &mut Packing) {
    let scratch = &mut packing.parts[0].scratch;
    let sums = sink.begin(scratch);
    for row in 0..x.rows {
        if let Some(row) = x.contiguous_row(row) {
            add_scaled(sums, 1.0, row);
        }
    }
    sink.finish(scratch);
}

fn check(a: &impl Operand, b: View, sink: &impl Sink) {
    assert_eq!(a.columns(), b.rows, "inner sizes of a product");
    // A result without columns has no rows to count.
    let rows = sink.columns() == 0 || a.rows() == sink.rows();
    assert!(rows, "rows of a product");
    assert_eq!(b.columns, sink.columns(), "columns of a product");
}
