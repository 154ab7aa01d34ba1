//! The one entry to matrix products: it chooses the way that fits the shape.

use super::blocked::{blocked_packing, product_blocked};
use super::epilogue::Epilogue;
use super::matrix::{Matrix, View};
use super::operand::Operand;
use super::packing::{Packing, PackingSize};
use super::parallel::{RowSlice, par_rows};
use super::rows::add_product_by_rows;
use super::vector::add_scaled;

/// Fewer rows, or fewer terms in a sum, are not worth packing.
const WORTH_PACKING: usize = 4;

/// Hands `a · b` to a epilogue, with a: [m, k], b: [k, n], epilogue: [m, n].
///
/// Panics if the shapes do not fit: the layers, not their users, choose them.
pub fn product(a: View, b: View, mut epilogue: impl Epilogue, packing: &mut Packing) {
    check(&a, &b.transposed(), &epilogue);
    if a.rows < WORTH_PACKING || a.columns < WORTH_PACKING {
        let scratch = &mut packing.parts[0].scratch;
        add_product_by_rows(a, b, epilogue.begin(scratch).filled());
        epilogue.finish(scratch);
    } else {
        product_blocked(
            a,
            b.transposed(),
            epilogue,
            &mut packing.b,
            &mut packing.parts,
        );
    }
}

/// How large the packing becomes, at most, by a product of [rows, terms] · [terms, columns] on so many threads.
pub fn product_packing(rows: usize, columns: usize, terms: usize, threads: usize) -> PackingSize {
    if rows < WORTH_PACKING || terms < WORTH_PACKING {
        return PackingSize {
            scratch: (rows * columns) as u64,
            ..PackingSize::default()
        };
    }
    blocked_packing(rows, columns, terms, threads)
}

/// The same with other operands than whole matrices; bᵀ: [n, k].
pub fn product_of(
    a: impl Operand,
    b_transposed: impl Operand,
    epilogue: impl Epilogue,
    packing: &mut Packing,
) {
    check(&a, &b_transposed, &epilogue);
    product_blocked(
        a,
        b_transposed,
        epilogue,
        &mut packing.b,
        &mut packing.parts,
    );
}

/// Hands the sum of the rows to a epilogue of one row; rows of this many values follow each other in each row of the
/// matrix. These are summed first, each by one thread, then in their order.
pub fn sum_rows(x: &Matrix, columns: usize, mut epilogue: impl Epilogue, packing: &mut Packing) {
    let of_rows = &mut packing.b;
    let is_wide = columns < x.columns();
    if is_wide {
        of_rows.clear();
        of_rows.resize(x.rows() * columns, 0.0);
        let sums = RowSlice::new(of_rows.as_mut_slice(), columns);
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
        true => of_rows.as_slice(),
        false => x.as_row_major(),
    };
    let scratch = &mut packing.parts[0].scratch;
    let sums = epilogue.begin(scratch).filled();
    for row in rows.chunks_exact(columns) {
        add_scaled(sums, 1.0, row);
    }
    epilogue.finish(scratch);
}

fn check(a: &impl Operand, b_transposed: &impl Operand, epilogue: &impl Epilogue) {
    let terms = b_transposed.columns();
    assert_eq!(a.columns(), terms, "inner sizes of a product");
    // A result without columns has no rows to count.
    let rows = epilogue.columns() == 0 || a.rows() == epilogue.rows();
    assert!(rows, "rows of a product");
    let columns = b_transposed.rows();
    assert_eq!(columns, epilogue.columns(), "columns of a product");
}
