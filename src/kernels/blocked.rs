//! Products of large matrices: both operands are packed into panels that fit the caches,
//! then multiplied tile by tile (K. Goto and R. van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008).

use super::matrix::{Matrix, View};
use super::product::Packing;
use super::tile::{TILE_COLUMNS, TILE_ROWS, tile};

/// Terms of a sum that are worked on at once: a panel of b, 256 × 8, is a quarter of a
/// 32 KB first-level cache.
const BLOCK_TERMS: usize = 256;
/// Rows of a at once: 64 × 256 values, 64 KB, stay in the second-level cache.
const BLOCK_ROWS: usize = 64;
/// Columns of b at once: 256 × 512 values, 512 KB.
const BLOCK_COLUMNS: usize = 512;

/// `c += a · b`; a: [m, k], b: [k, n], c: [m, n]
pub fn add_product_blocked(a: View, b: View, c: &mut Matrix, packing: &mut Packing) {
    for columns in blocks(b.columns, BLOCK_COLUMNS) {
        for terms in blocks(a.columns, BLOCK_TERMS) {
            let panel_b = TILE_COLUMNS * terms.len();
            pack::<TILE_COLUMNS>(b.transposed(), &columns, &terms, &mut packing.b);
            for rows in blocks(a.rows, BLOCK_ROWS) {
                let panel_a = TILE_ROWS * terms.len();
                pack::<TILE_ROWS>(a, &rows, &terms, &mut packing.a);
                let panels_b = packing.b.chunks_exact(panel_b);
                for (b, column) in panels_b.zip(columns.clone().step_by(TILE_COLUMNS)) {
                    let panels_a = packing.a.chunks_exact(panel_a);
                    for (a, row) in panels_a.zip(rows.clone().step_by(TILE_ROWS)) {
                        add_tile(&tile(a, b), c, row, column);
                    }
                }
            }
        }
    }
}

fn blocks(length: usize, block: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..length)
        .step_by(block)
        .map(move |start| start..length.min(start + block))
}

/// Copies rows of `x` into panels of `WIDTH` rows, term by term; the last panel is filled
/// up with zeros.
/// panels: [rows / WIDTH, terms, WIDTH]
fn pack<const WIDTH: usize>(
    x: View,
    rows: &std::ops::Range<usize>,
    terms: &std::ops::Range<usize>,
    panels: &mut Vec<f32>,
) {
    let panel_size = WIDTH * terms.len();
    let size = rows.len().div_ceil(WIDTH) * panel_size;
    if panels.len() < size {
        panels.resize(size, 0.0);
    }
    let starts = rows.clone().step_by(WIDTH);
    for (panel, start) in panels.chunks_exact_mut(panel_size).zip(starts) {
        let filled = WIDTH.min(rows.end - start);
        let panel = panel.as_chunks_mut::<WIDTH>().0;
        if filled == WIDTH && x.row_stride == 1 {
            for (values, term) in panel.iter_mut().zip(terms.clone()) {
                values.copy_from_slice(&x.values[start + term * x.column_stride..][..WIDTH]);
            }
            continue;
        }
        for row in 0..WIDTH {
            if row >= filled {
                panel.iter_mut().for_each(|values| values[row] = 0.0);
                continue;
            }
            let line = &x.values[(start + row) * x.row_stride..];
            let line = line[terms.start * x.column_stride..]
                .iter()
                .step_by(x.column_stride);
            for (values, value) in panel.iter_mut().zip(line) {
                values[row] = *value;
            }
        }
    }
}

/// Adds a tile to `c` at (`row`, `column`), leaving out what lies beyond its edges.
#[inline(always)]
fn add_tile(tile: &[[f32; TILE_COLUMNS]; TILE_ROWS], c: &mut Matrix, row: usize, column: usize) {
    let columns = c.columns();
    let rows = TILE_ROWS.min(c.rows() - row);
    let width = TILE_COLUMNS.min(columns - column);
    let c = &mut c.as_row_major_mut()[row * columns..];
    for (line, sums) in c.chunks_mut(columns).zip(tile).take(rows) {
        for (value, sum) in line[column..column + width].iter_mut().zip(sums) {
            *value += sum;
        }
    }
}
