//! Products of large matrices: both operands are packed into panels that fit the caches,
//! then multiplied tile by tile (K. Goto and R. van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008).

use std::ops::Range;

use super::operand::Operand;
use super::packing::Part;
use super::parallel::fork;
use super::sink::Sink;
use super::tile::{Everywhere, Tile};

/// Terms of a sum that are worked on at once: a panel of b, 256 × 8, is a quarter of a
/// 32 KB first-level cache.
const BLOCK_TERMS: usize = 256;
/// Rows of a at once: 60 × 256 values, 60 KB, stay in the second-level cache. A multiple of every
/// tile's rows.
const BLOCK_ROWS: usize = 60;
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
    let work = rows * padded * terms;
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
        for rows in blocks(rows, BLOCK_ROWS) {
            let (mut block, below) = rest.split_at(rows.len());
            self.add_block(rows, block.begin(&mut part.scratch), &mut part.a);
            block.finish(&part.scratch);
            rest = below;
        }
    }

    /// c: [rows, columns]
    fn add_block(&self, rows: Range<usize>, c: &mut [f32], packed: &mut Vec<f32>) {
        let padded = self.columns.next_multiple_of(COLUMNS);
        for terms in blocks(0..self.a.columns(), BLOCK_TERMS) {
            let size = rows.len().next_multiple_of(ROWS) * terms.len();
            let a = room(packed, size);
            pack::<ROWS>(self.a, &rows, &terms, a);
            let b = &self.b[terms.start * padded..terms.end * padded];
            for (panel, b) in b.chunks_exact(terms.len() * COLUMNS).enumerate() {
                let b = b.as_chunks::<COLUMNS>().0;
                for (a, row) in a.chunks_exact(terms.len() * ROWS).zip((0..).step_by(ROWS)) {
                    let sums = self.tile.multiply(a.as_chunks::<ROWS>().0, b);
                    add_tile(
                        &sums,
                        &mut c[row * self.columns..],
                        self.columns,
                        panel * COLUMNS,
                    );
                }
            }
        }
    }
}

/// Adds a tile at a column of the first rows of `c`, leaving out what lies beyond its edges.
#[inline(always)]
fn add_tile<const ROWS: usize, const COLUMNS: usize>(
    tile: &[[f32; COLUMNS]; ROWS],
    c: &mut [f32],
    columns: usize,
    column: usize,
) {
    let width = COLUMNS.min(columns - column);
    for (line, sums) in c.chunks_exact_mut(columns).zip(tile) {
        let values = &mut line[column..column + width];
        // All of a tile is added without counting.
        if let Some(values) = values.as_mut_array::<COLUMNS>() {
            values
                .iter_mut()
                .zip(sums)
                .for_each(|(value, sum)| *value += sum);
        } else {
            values
                .iter_mut()
                .zip(sums)
                .for_each(|(value, sum)| *value += sum);
        }
    }
}

fn blocks(range: Range<usize>, block: usize) -> impl Iterator<Item = Range<usize>> {
    let end = range.end;
    range
        .step_by(block)
        .map(move |start| start..end.min(start + block))
}

/// The first so many values, made if there are fewer.
fn room(values: &mut Vec<f32>, size: usize) -> &mut [f32] {
    if values.len() < size {
        values.resize(size, 0.0);
    }
    &mut values[..size]
}

/// Packs every block of terms.
fn pack_all<const WIDTH: usize>(x: impl Operand, packed: &mut [f32], threads: usize) {
    let padded = x.rows().next_multiple_of(WIDTH);
    let mut rest = packed;
    for terms in blocks(0..x.columns(), BLOCK_TERMS) {
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
        return pack::<WIDTH>(x, &rows, terms, packed);
    }
    let (left, right) = packed.split_at_mut(middle * terms.len());
    let middle = rows.start + middle;
    fork(
        || pack_parts::<WIDTH>(x, rows.start..middle, terms, left, threads / 2),
        || pack_parts::<WIDTH>(x, middle..rows.end, terms, right, threads - threads / 2),
    );
}

/// Copies rows of `x` into panels of `WIDTH` rows, term by term; the last panel is filled
/// up with zeros.
/// panels: [rows / WIDTH, terms, WIDTH]
fn pack<const WIDTH: usize>(
    x: impl Operand,
    rows: &Range<usize>,
    terms: &Range<usize>,
    panels: &mut [f32],
) {
    let starts = rows.clone().step_by(WIDTH);
    for (panel, start) in panels.chunks_exact_mut(WIDTH * terms.len()).zip(starts) {
        let rows = start..rows.end.min(start + WIDTH);
        x.fill_panel(rows, terms, panel.as_chunks_mut::<WIDTH>().0);
    }
}
