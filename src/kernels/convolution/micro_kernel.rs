//! The micro-kernels of convolutions: a tile of sums in registers, over pixels that are not packed.

use std::ops::Range;

use super::PackedWeights;
#[cfg(target_arch = "x86_64")]
use crate::kernels::simd::Avx2;
use crate::kernels::simd::{Generic, Simd};
use crate::kernels::window::Window;

/// Work in tiles of MR rows × `VECTORS` vectors of sums.
pub(super) trait MicroKernel {
    fn run<S: Simd, const MR: usize, const VECTORS: usize>(self, simd: S);
}

/// NR for a result of this many columns: that which leaves the fewest columns of tiles empty, and of equal ones the
/// widest.
pub(super) fn nr(columns: usize) -> usize {
    #[cfg(target_arch = "x86_64")]
    if Avx2::detect().is_some() {
        let padded = |nr: &usize| columns.next_multiple_of(*nr);
        return [MAX_NR, 16, 8].into_iter().min_by_key(padded).unwrap_or(8);
    }
    let _ = columns;
    2 * Generic::LANES
}

const MAX_NR: usize = 24;

/// Writes a loop over the rows or vectors of a tile out, of which there are at most six: in a build for small code the
/// compiler would leave it a loop, and the tile in memory, which takes three times as long.
macro_rules! each {
    ($index:ident in $count:ident: $work:expr) => {
        each!($index in $count: $work; 0 1 2 3 4 5)
    };
    ($index:ident in $count:ident: $work:expr; $($at:literal)*) => {
        $(if $at < $count {
            let $index = $at;
            $work
        })*
    };
}

/// Runs the micro-kernel over this many columns with the instruction set of this processor, in tiles that leave
/// registers for the operands: a tile whose sums spill to memory (4 × 3 vectors do, and 6 × 2) has half the speed.
pub(super) fn run(kernel: impl MicroKernel, columns: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = Avx2::detect() {
        // SAFETY: the processor has the features.
        return unsafe { run_avx2(avx2, kernel, nr(columns)) };
    }
    debug_assert_eq!(nr(columns), 2 * Generic::LANES);
    kernel.run::<_, 4, 2>(Generic);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_avx2(avx2: Avx2, kernel: impl MicroKernel, nr: usize) {
    match nr {
        MAX_NR => kernel.run::<_, 3, 3>(avx2),
        16 => kernel.run::<_, 5, 2>(avx2),
        _ => kernel.run::<_, 6, 1>(avx2),
    }
}

/// y = patches · w + bias, at every position of the window over one image.
pub(super) struct Forward<'a> {
    /// [height, width, channels]
    pub image: &'a [f32],
    pub window: Window,
    /// The rows of the image that may be nonzero: the others add nothing to sums of finite numbers, and are skipped.
    pub nonzero_rows: Range<usize>,
    pub weights: PackedWeights<'a>,
    /// [window rows, window columns, filters]
    pub y: &'a mut [f32],
    pub filters: usize,
}

impl MicroKernel for Forward<'_> {
    #[inline(always)]
    fn run<S: Simd, const MR: usize, const VECTORS: usize>(self, simd: S) {
        let Self {
            image,
            window,
            nonzero_rows,
            weights,
            y,
            filters,
        } = self;
        let (patch, nr) = (window.patch(), VECTORS * S::LANES);
        let (pitch, patch_row) = (window.row_pitch(), window.patch_row());
        let positions = window.positions();
        assert!(image.len() == window.image() && window.is_inside());
        assert_eq!(y.len(), positions * filters);
        assert_eq!(weights.bias.len(), filters.next_multiple_of(nr));
        assert_eq!(weights.panels.len(), weights.bias.len() * patch);
        let panels = weights
            .panels
            .chunks_exact(patch * nr)
            .zip(weights.bias.chunks_exact(nr));
        for ((panel, bias), column) in panels.zip((0..).step_by(nr)) {
            let mut patches = window.patch_offsets();
            for position in (0..positions).step_by(MR) {
                let rows = MR.min(positions - position);
                // The first row stands in for missing ones, whose sums are dropped.
                let mut offsets = [0; MR];
                offsets
                    .iter_mut()
                    .zip(patches.by_ref().take(rows))
                    .for_each(|(offset, patch)| *offset = patch);
                let first = offsets[0];
                offsets[rows..].fill(first);
                let [top, bottom] =
                    [position, position + rows - 1].map(|position| position / window.columns);
                let kernel_rows = window.kernel_rows_over(&nonzero_rows, top..=bottom);
                // SAFETY: at each of these positions the window lies inside of the image, and so do all `patch_row`
                // values of its `kernel` rows; a panel has `nr` weights for each of them.
                let sums = unsafe {
                    let mut sums = zeros::<S, VECTORS, MR>();
                    each!(row in MR: sums[row] = load::<S, VECTORS>(simd, bias.as_ptr()));
                    let mut w = panel.as_ptr().add(kernel_rows.start * patch_row * nr);
                    for kernel_row in kernel_rows {
                        let mut pixels = [image.as_ptr(); MR];
                        each!(row in MR: pixels[row] = pixels[row].add(offsets[row] + kernel_row * pitch));
                        for element in 0..patch_row {
                            let b = load::<S, VECTORS>(simd, w);
                            each!(row in MR: mul_add(simd, *pixels[row].add(element), &b, &mut sums[row]));
                            w = w.add(nr);
                        }
                    }
                    sums
                };
                each!(row in MR: if row < rows {
                    let y = &mut y[(position + row) * filters..][..filters];
                    store_row(simd, &sums[row], &mut y[column..]);
                });
            }
        }
    }
}

/// dw += patchesᵀ · dy over one image, for some elements of the patch.
pub(super) struct WeightGradient<'a> {
    /// [height, width, channels]
    pub image: &'a [f32],
    pub window: Window,
    pub elements: Range<usize>,
    /// [window rows, window columns, padded filters]
    pub dy: &'a [f32],
    /// A multiple of NR.
    pub padded_filters: usize,
    /// [elements, filters]
    pub dw: &'a mut [f32],
    pub filters: usize,
}

impl MicroKernel for WeightGradient<'_> {
    #[inline(always)]
    fn run<S: Simd, const MR: usize, const VECTORS: usize>(self, simd: S) {
        let Self {
            image,
            window,
            elements,
            dy,
            padded_filters,
            dw,
            filters,
        } = self;
        let nr = VECTORS * S::LANES;
        let step = window.stride * window.channels;
        assert!(image.len() == window.image() && window.is_inside());
        assert!(elements.end <= window.patch() && padded_filters % nr == 0);
        assert_eq!(dy.len(), window.positions() * padded_filters);
        let first = elements.start;
        // All tiles read one band of the image while it is in the first-level cache.
        let values_of_row = window.columns * padded_filters + window.stride * window.row_pitch();
        let band_rows = (BAND / values_of_row).max(1);
        for top in (0..window.rows).step_by(band_rows) {
            let band = top..window.rows.min(top + band_rows);
            for element in elements.clone().step_by(MR) {
                let rows = MR.min(elements.end - element);
                let offsets: [usize; MR] =
                    std::array::from_fn(|row| window.element_offset(element + row.min(rows - 1)));
                let block = &mut dw[(element - first) * filters..][..rows * filters];
                for column in (0..filters).step_by(nr) {
                    let tile_row = |row: usize| {
                        let row = row.min(rows - 1) * filters;
                        row + column..row + filters
                    };
                    let mut tile = [[simd.splat(0.0); VECTORS]; MR];
                    for (row, sums) in tile.iter_mut().enumerate() {
                        *sums = load_row(simd, &block[tile_row(row)]);
                    }
                    // SAFETY: at every position the window lies inside of the image, and so does each element of
                    // the patch; dy has `padded_filters` values for each position, a multiple of `nr`.
                    unsafe {
                        let position = band.start * window.columns;
                        let mut dy = dy.as_ptr().add(position * padded_filters + column);
                        for row in band.clone() {
                            let offset = row * window.stride * window.row_pitch();
                            let mut pixel = image.as_ptr().add(offset);
                            for _ in 0..window.columns {
                                let b = load::<S, VECTORS>(simd, dy);
                                for (sums, offset) in tile.iter_mut().zip(&offsets) {
                                    mul_add(simd, *pixel.add(*offset), &b, sums);
                                }
                                pixel = pixel.wrapping_add(step);
                                dy = dy.wrapping_add(padded_filters);
                            }
                        }
                    }
                    for (row, sums) in tile.iter().enumerate().take(rows) {
                        store_row(simd, sums, &mut block[tile_row(row)]);
                    }
                }
            }
        }
    }
}

/// Values of an image and of dy in a band: 24 KB of a first-level cache of 32.
const BAND: usize = 6_000;

/// A tile to begin with.
#[inline(always)]
fn zeros<S: Simd, const VECTORS: usize, const MR: usize>() -> [[S::Vector; VECTORS]; MR] {
    // SAFETY: a vector is numbers and nothing else, and a number may have no bit that is set.
    unsafe { std::mem::zeroed() }
}

/// # Safety
/// `VECTORS` vectors must be readable at `from`.
#[inline(always)]
unsafe fn load<S: Simd, const VECTORS: usize>(simd: S, from: *const f32) -> [S::Vector; VECTORS] {
    let [mut vectors] = zeros::<S, VECTORS, 1>();
    // SAFETY: the caller guarantees it.
    each!(index in VECTORS: vectors[index] = unsafe { simd.load(from.add(index * S::LANES)) });
    vectors
}

/// # Safety
/// `VECTORS` vectors must be writable at `to`.
#[inline(always)]
unsafe fn store<S: Simd, const VECTORS: usize>(
    simd: S,
    vectors: &[S::Vector; VECTORS],
    to: *mut f32,
) {
    // SAFETY: the caller guarantees it.
    each!(index in VECTORS: unsafe { simd.store(vectors[index], to.add(index * S::LANES)) });
}

/// sums += a · b
#[inline(always)]
fn mul_add<S: Simd, const VECTORS: usize>(
    simd: S,
    a: f32,
    b: &[S::Vector; VECTORS],
    sums: &mut [S::Vector; VECTORS],
) {
    let a = simd.splat(a);
    each!(index in VECTORS: sums[index] = simd.mul_add(a, b[index], sums[index]));
}

/// The first NR of these values, with zeros for missing ones.
#[inline(always)]
fn load_row<S: Simd, const VECTORS: usize>(simd: S, values: &[f32]) -> [S::Vector; VECTORS] {
    if values.len() >= VECTORS * S::LANES {
        // SAFETY: there are as many values as are read.
        return unsafe { load(simd, values.as_ptr()) };
    }
    let mut row = [0.0; MAX_NR];
    row[..values.len()].copy_from_slice(values);
    // SAFETY: no NR is larger than MAX_NR.
    unsafe { load(simd, row.as_ptr()) }
}

/// Overwrites the first NR of these values, or as many as there are.
#[inline(always)]
fn store_row<S: Simd, const VECTORS: usize>(
    simd: S,
    sums: &[S::Vector; VECTORS],
    values: &mut [f32],
) {
    if values.len() >= VECTORS * S::LANES {
        // SAFETY: there are as many values as are written.
        return unsafe { store(simd, sums, values.as_mut_ptr()) };
    }
    let mut row = [0.0; MAX_NR];
    // SAFETY: no NR is larger than MAX_NR.
    unsafe { store(simd, sums, row.as_mut_ptr()) };
    let count = values.len();
    values.copy_from_slice(&row[..count]);
}
