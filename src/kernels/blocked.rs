//! Products of large matrices: both operands are packed into panels that fit the caches,
//! then multiplied tile by tile (K. Goto and R. van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008).

use std::ops::Range;

use super::operand::Operand;
use super::packing::{Part, room};
use super::parallel::fork;
use super::sink::{Block, Sink, Start};
use super::tile::{Everywhere, Tile};

/// Values of a panel of b: 16 KB, half of a first-level cache.
const PANEL: usize = 4096;
/// About so many rows of a at once: with 512 terms 128 KB, which stay in the second-level cache.
const BLOCK_ROWS: usize = 64;
/// Multiply-adds below which a second thread costs more than it does.
const WORTH_A_THREAD: usize = 1 << 18;

/// Hands `a · b` to the sink; a: [m, k], bᵀ: [n, k]. b is packed into `packed`; each of `parts` serves a
/// thread. Each value is a sum of whole blocks of terms, in
/// their order, whatever the number of threads.
pub fn product_blocked(
    a: impl Operand,
    b_transposed: impl Operand,
    sink: impl Sink,
    packed: &mut Vec<f32>,
    parts: &mut [Part],
) {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = super::tile::Avx2::detect() {
        return multiply(avx2, a, b_transposed, sink, packed, parts);
    }
    multiply(Everywhere, a, b_transposed, sink, packed, parts);
}

fn multiply<const ROWS: usize, const COLUMNS: usize>(
    tile: impl Tile<ROWS, COLUMNS>,
    a: impl Operand,
    b: impl Operand,
    sink: impl Sink,
    packed: &mut Vec<f32>,
    parts: &mut [Part],
) {
    let (rows, columns, terms) = (a.rows(), b.rows(), a.columns());
    let padded = columns.next_multiple_of(COLUMNS);
    let work = rows.saturating_mul(padded).saturating_mul(terms);
    let count = if work < WORTH_A_THREAD {
        1
    } else {
        parts.len()
    };
    let parts = &mut parts[..count];
    let packed = room(packed, padded * terms);
    pack_all::<COLUMNS>(b, packed, parts.len());
    let product = Product {
        tile,
        a,
        b: packed,
        columns,
    };
    product.split(0..rows, sink, parts);
}

/// A product whose second operand has been packed.
#[derive(Clone, Copy)]
struct Product<'a, T, A, const ROWS: usize, const COLUMNS: usize> {
    tile: T,
    a: A,
    /// Block of terms after block of terms; in each [columns / COLUMNS, terms, COLUMNS].
    b: &'a [f32],
    columns: usize,
}

impl<const ROWS: usize, const COLUMNS: usize, T: Tile<ROWS, COLUMNS>, A: Operand>
    Product<'_, T, A, ROWS, COLUMNS>
{
    /// Each part of the memory works on a part of the rows.
    fn split(self, rows: Range<usize>, sink: impl Sink, parts: &mut [Part]) {
        let [part] = parts else {
            let (left, right) = parts.split_at_mut(parts.len() / 2);
            let share = rows.len() * left.len() / (left.len() + right.len());
            let middle = share.next_multiple_of(ROWS).min(rows.len());
            let (above, below) = sink.split_at(middle);
            let middle = rows.start + middle;
            fork(
                || self.split(rows.start..middle, above, left),
                || self.split(middle..rows.end, below, right),
            );
            return;
        };
        let mut rest = sink;
        for rows in blocks(rows, BLOCK_ROWS, ROWS) {
            let (mut block, below) = rest.split_at(rows.len());
            self.fill(rows, block.begin(&mut part.scratch), &mut part.a);
            block.finish(&part.scratch);
            rest = below;
        }
        // Nothing is left, but a sink may do something for rows that the product does not have.
        rest.finish(&[]);
    }

    fn fill(&self, rows: Range<usize>, block: Block, packed: &mut Vec<f32>) {
        if self.a.columns() == 0 {
            block.filled();
            return;
        }
        let padded = self.columns.next_multiple_of(COLUMNS);
        let Block { values, mut start } = block;
        for terms in term_blocks::<COLUMNS>(self.a.columns()) {
            let size = rows.len().next_multiple_of(ROWS) * terms.len();
            let a = room(packed, size);
            self.a.fill_panels::<ROWS>(&rows, &terms, a);
            let b = &self.b[terms.start * padded..terms.end * padded];
            let columns = (0..).step_by(COLUMNS);
            for (b, column) in b.chunks_exact(terms.len() * COLUMNS).zip(columns) {
                let (start, b) = (start.columns(column), b.as_chunks().0);
                for (a, row) in a.chunks_exact(terms.len() * ROWS).zip((0..).step_by(ROWS)) {
                    let corner = &mut values[row * self.columns + column..];
                    let size = (rows.len() - row, self.columns - column);
                    self.fill_tile(start.as_ref(), a.as_chunks().0, b, corner, size);
                }
            }
            start = Start::Held;
        }
    }

    /// `corner`: the values from the tile's first on; `size`: the rows and columns from there to the edges,
    /// beyond which nothing is written.
    #[inline(always)]
    fn fill_tile(
        &self,
        start: Option<&[f32; COLUMNS]>,
        a: &[[f32; ROWS]],
        b: &[[f32; COLUMNS]],
        corner: &mut [f32],
        (rows, columns): (usize, usize),
    ) {
        if rows >= ROWS && columns >= COLUMNS {
            return self.tile.multiply(start, a, b, corner, self.columns);
        }
        let mut whole = [[0.0; COLUMNS]; ROWS];
        let columns = columns.min(COLUMNS);
        if start.is_none() {
            let lines = corner.chunks(self.columns).take(rows);
            (whole.iter_mut().zip(lines))
                .for_each(|(whole, line)| whole[..columns].copy_from_slice(&line[..columns]));
        }
        self.tile
            .multiply(start, a, b, whole.as_flattened_mut(), COLUMNS);
        let lines = corner.chunks_mut(self.columns).take(rows);
        (whole.iter().zip(lines))
            .for_each(|(whole, line)| line[..columns].copy_from_slice(&whole[..columns]));
    }
}

/// As few blocks as fit, and these as long as each other.
fn blocks(
    range: Range<usize>,
    longest: usize,
    multiple_of: usize,
) -> impl Iterator<Item = Range<usize>> {
    let count = range.len().div_ceil(longest).max(1);
    let block = range.len().div_ceil(count).next_multiple_of(multiple_of);
    let end = range.end;
    range
        .step_by(block.max(1))
        .map(move |start| start..end.min(start + block))
}

fn term_blocks<const COLUMNS: usize>(terms: usize) -> impl Iterator<Item = Range<usize>> {
    blocks(0..terms, PANEL / COLUMNS, 1)
}

/// Packs every block of terms.
fn pack_all<const WIDTH: usize>(x: impl Operand, packed: &mut [f32], threads: usize) {
    let padded = x.rows().next_multiple_of(WIDTH);
    let mut rest = packed;
    for terms in term_blocks::<WIDTH>(x.columns()) {
        let (block, others) = rest.split_at_mut(terms.len() * padded);
        pack_parts::<WIDTH>(x, 0..x.rows(), &terms, block, threads);
        rest = others;
    }
}

/// Packs rows, on as many threads.
fn pack_parts<const WIDTH: usize>(
    x: impl Operand,
    rows: Range<usize>,
    terms: &Range<usize>,
    packed: &mut [f32],
    threads: usize,
) {
    let middle = (rows.len() / 2).next_multiple_of(WIDTH);
    if threads < 2 || middle >= rows.len() {
        return x.fill_panels::<WIDTH>(&rows, terms, packed);
    }
    let (left, right) = packed.split_at_mut(middle * terms.len());
    let middle = rows.start + middle;
    fork(
        || pack_parts::<WIDTH>(x, rows.start..middle, terms, left, threads / 2),
        || pack_parts::<WIDTH>(x, middle..rows.end, terms, right, threads - threads / 2),
    );
}
