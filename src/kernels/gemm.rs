//! The entry points of matrix products, which choose the algorithm by the shape.

use super::blocked::{blocked_packing, gemm_blocked};
use super::epilogue::Epilogue;
use super::matrix::{Matrix, View};
use super::operand::Operand;
use super::packing::{Packing, PackingSize};
use super::parallel::{RowSlice, par_rows};
use super::unpacked::gemm_unpacked;
use super::vector::add_scaled;

/// With a smaller m or k, packing costs more than it saves.
const MIN_PACKED: usize = 4;

/// a · b, handed to the epilogue, which decides what C becomes; a: [m, k], b: [k, n], epilogue: [m, n].
///
/// Panics if the shapes do not fit: the layers, not their users, choose them.
pub fn gemm(a: View, b: View, mut epilogue: impl Epilogue, packing: &mut Packing) {
    check(&a, &b.transposed(), &epilogue);
    if a.rows < MIN_PACKED || a.columns < MIN_PACKED {
        let scratch = &mut packing.threads[0].scratch;
        gemm_unpacked(a, b, epilogue.begin(scratch).apply_beta());
        epilogue.finish(scratch);
    } else {
        gemm_blocked(a, b.transposed(), epilogue, packing);
    }
}

/// The most memory that [`gemm`] of [m, k] · [k, n] packs into, on this many threads.
pub fn gemm_packing(m: usize, n: usize, k: usize, threads: usize) -> PackingSize {
    if m < MIN_PACKED || k < MIN_PACKED {
        return PackingSize {
            scratch: (m * n) as u64,
            ..PackingSize::default()
        };
    }
    blocked_packing(m, n, k, threads)
}

/// The same as [`gemm`] for operands that are not whole matrices; a: [m, k], bᵀ: [n, k].
pub fn gemm_operands(
    a: impl Operand,
    b_transposed: impl Operand,
    epilogue: impl Epilogue,
    packing: &mut Packing,
) {
    check(&a, &b_transposed, &epilogue);
    gemm_blocked(a, b_transposed, epilogue, packing);
}

/// Hands the sum of all rows to an epilogue of one row. A row of x may hold several rows of `columns` values, one after
/// the other: these are summed first, each row of x on one thread, and then the sums in their order.
pub fn sum_rows(x: &Matrix, columns: usize, mut epilogue: impl Epilogue, packing: &mut Packing) {
    let row_sums = &mut packing.b;
    let is_wide = columns < x.columns();
    if is_wide {
        row_sums.clear();
        row_sums.resize(x.rows() * columns, 0.0);
        let sums = RowSlice::new(row_sums.as_mut_slice(), columns);
        let width = x.columns();
        par_rows((x.row_slice(), sums), |_, (x, sums)| {
            let sums = sums.values.chunks_exact_mut(columns);
            for (x, sums) in x.values.chunks_exact(width).zip(sums) {
                let rows = x.chunks_exact(columns);
                rows.for_each(|row| add_scaled(sums, 1.0, row));
            }
        });
    }
    let rows = match is_wide {
        true => row_sums.as_slice(),
        false => x.as_row_major(),
    };
    let scratch = &mut packing.threads[0].scratch;
    let sums = epilogue.begin(scratch).apply_beta();
    for row in rows.chunks_exact(columns) {
        add_scaled(sums, 1.0, row);
    }
    epilogue.finish(scratch);
}

fn check(a: &impl Operand, b_transposed: &impl Operand, epilogue: &impl Epilogue) {
    let k = b_transposed.columns();
    assert_eq!(a.columns(), k, "inner sizes of a product");
    // A result without columns has no rows to count.
    let rows = epilogue.columns() == 0 || a.rows() == epilogue.rows();
    assert!(rows, "rows of a product");
    let n = b_transposed.rows();
    assert_eq!(n, epilogue.columns(), "columns of a product");
}
