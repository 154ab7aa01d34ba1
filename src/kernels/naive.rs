//! The product as a textbook writes it: the reference that every other kernel must meet.

use super::matrix::{Matrix, View};

/// `c += a · b`, summed in f64; a: [m, k], b: [k, n], c: [m, n]
pub fn add_product_naive(a: View, b: View, c: &mut Matrix) {
    for row in 0..a.rows {
        for column in 0..b.columns {
            let sum: f64 = (0..a.columns)
                .map(|term| f64::from(a.at(row, term)) * f64::from(b.at(term, column)))
                .sum();
            c.row_mut(row)[column] += sum as f32;
        }
    }
}
