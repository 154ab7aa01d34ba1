//! The micro-kernels: one tile of a product, summed in registers. How large a tile may be depends on
//! how many registers there are, and how wide.

#[cfg(not(target_arch = "wasm32"))]
mod portable;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(not(target_arch = "wasm32"))]
pub use portable::Portable as Everywhere;
#[cfg(target_arch = "wasm32")]
pub use wasm::Wasm as Everywhere;
#[cfg(target_arch = "x86_64")]
pub use x86::Avx2;

/// A way to multiply two packed panels into a tile of `ROWS` × `COLUMNS`.
pub trait Tile<const ROWS: usize, const COLUMNS: usize>: Copy + Sync {
    /// Writes `start + a · b` to the first columns of the first rows of c, whose rows are `stride` apart; without
    /// a start it adds the product to what these hold. Either way it is summed for itself: a long sum is more exact in
    /// parts.
    /// a: [k, ROWS], b: as many, [COLUMNS] each
    fn multiply<'b>(
        self,
        start: Option<&[f32; COLUMNS]>,
        a: &[[f32; ROWS]],
        b: impl Iterator<Item = &'b [f32; COLUMNS]>,
        c: &mut [f32],
        stride: usize,
    );
}

/// Writes the sums, each added to what it begins with.
#[inline(always)]
fn finish<const ROWS: usize, const COLUMNS: usize>(
    sums: &[[f32; COLUMNS]; ROWS],
    start: Option<&[f32; COLUMNS]>,
    c: &mut [f32],
    stride: usize,
) {
    for (row, sums) in sums.iter().enumerate() {
        let values = c[row * stride..].first_chunk_mut::<COLUMNS>();
        let values = values.expect("c holds a tile");
        let start = start.unwrap_or(values);
        *values = std::array::from_fn(|column| start[column] + sums[column]);
    }
}
