//! Products of large matrices: both operands are packed into panels that fit the caches,
//! then multiplied tile by tile (K. Goto and R. van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008).

use std::ops::Range;

use super::matrix::{View, ViewMut};
use super::operand::Operand;
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
pub fn add_product_blocked(a: impl Operand, b: View, c: &mut ViewMut, packing: &mut Packing) {
    for columns in blocks(b.columns, BLOCK_COLUMNS) {
        for terms in blocks(a.columns(), BLOCK_TERMS) {
            let panel_b = TILE_COLUMNS * terms.len();
            pack::<TILE_COLUMNS>(b.transposed(), &columns, &terms, &mut packing.b);
            for rows in blocks(a.rows(), BLOCK_ROWS) {
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

fn blocks(length: usize, block: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length)
        .step_by(block)
        .map(move |start| start..length.min(start + block))
}

/// Copies rows of `x` into panels of `WIDTH` rows, term by term; the last panel is filled
/// up with zeros.
/// panels: [rows / WIDTH, terms, WIDTH]
fn pack<const WIDTH: usize>(
    x: impl Operand,
    rows: &Range<usize>,
    terms: &Range<usize>,
    panels: &mut Vec<f32>,
) {
    let panel_size = WIDTH * terms.len();
    let size = rows.len().div_ceil(WIDTH) * panel_size;
    if panels.len() < size {
        panels.resize(size, 0.0);
    }
    let starts = rows.clone().step_by(WIDTH);
    for (panel, start) in panels.chunks_exact_mut(panel_size).zip(starts) {
        let rows = start..rows.end.min(start + WIDTH);
        x.fill_panel(rows, terms, panel.as_chunks_mut::<WIDTH>().0);
    }
}

/// Adds a tile to `c` at (`row`, `column`), leaving out what lies beyond its edges.
#[inline(always)]
fn add_tile(tile: &[[f32; TILE_COLUMNS]; TILE_ROWS], c: &mut ViewMut, row: usize, column: usize) {
    let width = TILE_COLUMNS.min(c.columns() - column);
    for (line, sums) in c.rows_from(row).zip(tile) {
        for (value, sum) in line[column..column + width].iter_mut().zip(sums) {
            *value += sum;
        }
    }
}
