//! The micro-kernel: one tile of the result, summed in registers.

/// 4 × 8 sums fill eight 128-bit registers, and leave enough for the operands.
pub const TILE_ROWS: usize = 4;
pub const TILE_COLUMNS: usize = 8;

/// The product of two packed panels.
/// a: [k, TILE_ROWS], b: [k, TILE_COLUMNS]
#[inline(always)]
pub fn tile(a: &[f32], b: &[f32]) -> [[f32; TILE_COLUMNS]; TILE_ROWS] {
    let mut sums = [[0.0; TILE_COLUMNS]; TILE_ROWS];
    let a = a.as_chunks::<TILE_ROWS>().0;
    let b = b.as_chunks::<TILE_COLUMNS>().0;
    for (a, b) in a.iter().zip(b) {
        for (sums, a) in sums.iter_mut().zip(a) {
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum += a * b;
            }
        }
    }
    sums
}
