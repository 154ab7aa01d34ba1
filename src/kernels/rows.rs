//! Products of a few rows, or of few terms: they read the second operand once, where it lies.

use super::matrix::View;
use super::vector::{add_all_scaled, dot};

/// `c += a · b`; a: [m, k], b: [k, n], c: [m, n]
pub fn add_product_by_rows(a: View, b: View, c: &mut [f32]) {
    // A result without columns has no rows; chunks of 0 would panic.
    for (row, c) in c.chunks_exact_mut(b.columns.max(1)).enumerate() {
        // A view is a matrix or a transposed one, so b's rows or its columns lie together.
        if b.column_stride == 1 {
            // Paper is 0 in most pixels, and adds nothing.
            let factors = (0..a.columns).map(|term| (a.at(row, term), term));
            let living = factors.filter(|(factor, _)| *factor != 0.0);
            add_all_scaled(
                c,
                living.filter_map(|(factor, term)| Some((factor, b.contiguous_row(term)?))),
            );
        } else if let Some(a) = a.contiguous_row(row) {
            for (column, value) in c.iter_mut().enumerate() {
                if let Some(b) = b.contiguous_column(column) {
                    *value += dot(a, b);
                }
            }
        } else {
            for (column, value) in c.iter_mut().enumerate() {
                for term in 0..a.columns {
                    *value += a.at(row, term) * b.at(term, column);
                }
            }
        }
    }
}
