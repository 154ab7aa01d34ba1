//! The product by its definition: the reference for every other kernel.

use super::matrix::{Matrix, View};

/// `c += a · b`, summed in f64; a: [m, k], b: [k, n], c: [m, n]
pub fn gemm_naive(a: View, b: View, c: &mut Matrix) {
    for row in 0..a.rows {
        for column in 0..b.columns {
            let sum: f64 = (0..a.columns)
                .map(|k| f64::from(a.at(row, k)) * f64::from(b.at(k, column)))
                .sum();
            c.row_mut(row)[column] += sum as f32;
        }
    }
}
