//! Products with a small m or k, without packing: they read B once, where it is.

use super::matrix::View;
use super::vector::{add_all_scaled, dot};

/// `c += a · b`; a: [m, k], b: [k, n], c: [m, n]
pub fn gemm_unpacked(a: View, b: View, c: &mut [f32]) {
    // A result without columns has no rows; chunks of 0 would panic.
    for (row, c) in c.chunks_exact_mut(b.columns.max(1)).enumerate() {
        // A view is a matrix or a transposed one, so the rows of B or its columns are contiguous.
        if b.column_stride == 1 {
            // The background of an image is 0 in most pixels, and adds nothing.
            let factors = (0..a.columns).map(|k| (a.at(row, k), k));
            let nonzero = factors.filter(|(factor, _)| *factor != 0.0);
            add_all_scaled(
                c,
                nonzero.filter_map(|(factor, k)| Some((factor, b.contiguous_row(k)?))),
            );
        } else if let Some(a) = a.contiguous_row(row) {
            for (column, value) in c.iter_mut().enumerate() {
                if let Some(b) = b.contiguous_column(column) {
                    *value += dot(a, b);
                }
            }
        } else {
            for (column, value) in c.iter_mut().enumerate() {
                for k in 0..a.columns {
                    *value += a.at(row, k) * b.at(k, column);
                }
            }
        }
    }
}
