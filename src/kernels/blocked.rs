//! Products of large matrices: both operands are packed into panels that fit the caches,
//! then multiplied tile by tile (K. Goto and R. van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008).

use std::ops::Range;

use super::epilogue::{Block, Epilogue, Start};
use super::operand::Operand;
use super::packing::{PackingSize, Part, level, room};
use super::parallel::{RowSlice, Rows, par_row_chunks};
use super::terms::{keep, kept_rows};
use super::tile::{Everywhere, Tile};

/// Values of a panel of b: 16 KB, half of a first-level cache.
const PANEL: usize = 4096;
/// About so many rows of a at once: with 512 terms 128 KB, which stay in the second-level cache.
const BLOCK_ROWS: usize = 64;
/// Pieces for each thread, at least: whoever is kept from its work for a while leaves more to the others.
const PIECES: usize = 2;
/// Multiply-adds below which a second thread costs more than it does.
const WORTH_A_THREAD: usize = 1 << 18;

/// Of all tiles.
const LEAST_COLUMNS: usize = 8;
const MOST_COLUMNS: usize = 16;
const MOST_ROWS: usize = 6;

/// How large the packing becomes, at most, by a product of [rows, terms] · [terms, columns] on so many threads.
pub fn blocked_packing(rows: usize, columns: usize, terms: usize, threads: usize) -> PackingSize {
    let size = |numbers: usize| numbers as u64;
    let work = size(rows) * size(columns) * size(terms);
    let is_shared = work >= WORTH_A_THREAD as u64;
    let piece = piece(rows, if is_shared { threads } else { 1 }, MOST_ROWS);
    let block = terms.min(PANEL / LEAST_COLUMNS);
    PackingSize {
        b: size(columns.next_multiple_of(MOST_COLUMNS) * terms),
        a: size(piece * block),
        lists: size(piece * (1 + block) / 4),
        scratch: size(piece * columns),
        image: 0,
    }
}

/// Hands `a · b` to the epilogue; a: [m, k], bᵀ: [n, k]. b is packed into `packed`; each of `parts` serves a
/// thread. Each value is a sum of whole blocks of terms, in
/// their order, whatever the number of threads.
pub fn product_blocked(
    a: impl Operand,
    b_transposed: impl Operand,
    epilogue: impl Epilogue,
    packed: &mut Vec<f32>,
    parts: &mut [Part],
) {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = super::tile::Avx2::detect() {
        return multiply(avx2, a, b_transposed, epilogue, packed, parts);
    }
    multiply(Everywhere, a, b_transposed, epilogue, packed, parts);
}

fn multiply<const ROWS: usize, const COLUMNS: usize>(
    tile: impl Tile<ROWS, COLUMNS>,
    a: impl Operand,
    b: impl Operand,
    epilogue: impl Epilogue,
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
    pack_all::<COLUMNS>(b, packed, parts);
    let product = Product {
        tile,
        a,
        b: packed,
        columns,
    };
    let piece = piece(rows, parts.len(), ROWS);
    par_row_chunks(epilogue, piece, parts, |part, first, mut epilogue| {
        // A epilogue may do something even for no rows.
        let rows = first..first + epilogue.rows();
        let (packed, lists) = (&mut part.a, &mut part.lists);
        product.fill(rows, epilogue.begin(&mut part.scratch), packed, lists);
        epilogue.finish(&part.scratch);
    });
    level(parts);
}

/// Rows that a thread takes at once: about `BLOCK_ROWS` or less, and where tiles allow as many pieces for each.
fn piece(rows: usize, threads: usize, multiple_of: usize) -> usize {
    let pieces = rows.div_ceil(BLOCK_ROWS).max(1);
    let pieces = match threads {
        1 => pieces,
        _ => pieces.max(PIECES * threads).next_multiple_of(threads),
    };
    rows.div_ceil(pieces).next_multiple_of(multiple_of)
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
    fn fill(&self, rows: Range<usize>, block: Block, packed: &mut Vec<f32>, lists: &mut Vec<u32>) {
        if self.a.columns() == 0 {
            block.filled();
            return;
        }
        let padded = self.columns.next_multiple_of(COLUMNS);
        let Block { values, mut start } = block;
        for terms in term_blocks::<COLUMNS>(self.a.columns()) {
            let panels = rows.len().div_ceil(ROWS);
            let a = room(packed, panels * ROWS * terms.len());
            self.a.fill_panels::<ROWS>(&rows, &terms, a);
            let lists = room(lists, panels * (1 + terms.len()));
            let places = lists.chunks_exact_mut(1 + terms.len());
            for (a, list) in a.chunks_exact_mut(terms.len() * ROWS).zip(places) {
                keep::<ROWS, COLUMNS>(a.as_chunks_mut().0, list);
            }
            let b = &self.b[terms.start * padded..terms.end * padded];
            let columns = (0..).step_by(COLUMNS);
            for (b, column) in b.chunks_exact(terms.len() * COLUMNS).zip(columns) {
                let (start, b) = (start.columns(column), b.as_chunks().0);
                let panels = a.chunks_exact(terms.len() * ROWS);
                let lists = lists.chunks_exact(1 + terms.len());
                for ((a, list), row) in panels.zip(lists).zip((0..).step_by(ROWS)) {
                    // SAFETY: it was written for a panel of these terms, and b has a row for each.
                    let kept = unsafe { kept_rows(list, b) };
                    let (start, a) = (start.as_ref(), &a.as_chunks().0[..kept.len()]);
                    let corner = &mut values[row * self.columns + column..];
                    let size = (rows.len() - row, self.columns - column);
                    if kept.len() == b.len() {
                        // Without looking up where each row is.
                        self.fill_tile(start, a, b.iter(), corner, size);
                    } else {
                        self.fill_tile(start, a, kept, corner, size);
                    }
                }
            }
            start = Start::Held;
        }
    }

    /// `corner`: the values from the tile's first on; `size`: the rows and columns from there to the edges,
    /// beyond which nothing is written.
    #[inline(always)]
    fn fill_tile<'b>(
        &self,
        start: Option<&[f32; COLUMNS]>,
        a: &[[f32; ROWS]],
        b: impl Iterator<Item = &'b [f32; COLUMNS]>,
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
fn term_blocks<const COLUMNS: usize>(terms: usize) -> impl Iterator<Item = Range<usize>> {
    let count = terms.div_ceil(PANEL / COLUMNS).max(1);
    let block = terms.div_ceil(count).max(1);
    (0..terms)
        .step_by(block)
        .map(move |start| start..terms.min(start + block))
}

/// Packs every block of terms, some panels on each thread.
fn pack_all<const WIDTH: usize>(x: impl Operand, packed: &mut [f32], parts: &mut [Part]) {
    let padded = x.rows().next_multiple_of(WIDTH);
    let mut rest = packed;
    for terms in term_blocks::<WIDTH>(x.columns()) {
        let (block, others) = rest.split_at_mut(terms.len() * padded);
        let panels = RowSlice::new(block, terms.len() * WIDTH);
        let piece = panels.rows().div_ceil(parts.len());
        par_row_chunks(panels, piece, parts, |_, first, panels| {
            let first = first * WIDTH;
            let rows = first..x.rows().min(first + panels.rows() * WIDTH);
            x.fill_panels::<WIDTH>(&rows, &terms, panels.values);
        });
        rest = others;
    }
}
