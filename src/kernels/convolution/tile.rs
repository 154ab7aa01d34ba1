//! The micro-kernels of convolutions: one tile of sums in registers, for pixels that are read where they lie.

use std::ops::Range;

use super::Panels;
#[cfg(target_arch = "x86_64")]
use crate::kernels::lanes::Avx2;
use crate::kernels::lanes::{Everywhere, Lanes};
use crate::kernels::window::Window;

/// Work on tiles of `ROWS` × `VECTORS` vectors of sums.
pub(super) trait Job {
    fn run<L: Lanes, const ROWS: usize, const VECTORS: usize>(self);
}

/// Columns of a tile for a result of so many: those that leave the fewest empty, and of equal ones the most.
pub(super) fn tile_width(columns: usize) -> usize {
    #[cfg(target_arch = "x86_64")]
    if is_wide() {
        let waste = |width: &usize| columns.next_multiple_of(*width);
        return [24, 16, 8].into_iter().min_by_key(waste).unwrap_or(8);
    }
    let _ = columns;
    8
}

#[cfg(target_arch = "x86_64")]
fn is_wide() -> bool {
    std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
}

/// Does the work on so many columns with the vectors that this processor has, in tiles that leave registers free
/// for the operands: a sum that had to lie in memory (one of 4 × 3 did, and one of 6 × 2) would halve the speed.
pub(super) fn run(job: impl Job, columns: usize) {
    let width = tile_width(columns);
    #[cfg(target_arch = "x86_64")]
    if is_wide() {
        // SAFETY: the processor has the features.
        return unsafe { run_wide(job, width) };
    }
    debug_assert_eq!(width, 2 * Everywhere::COUNT);
    job.run::<Everywhere, 4, 2>();
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_wide(job: impl Job, width: usize) {
    match width {
        24 => job.run::<Avx2, 3, 3>(),
        16 => job.run::<Avx2, 5, 2>(),
        _ => job.run::<Avx2, 6, 1>(),
    }
}

/// y = patches · panels, at every place of the window over one image.
pub(super) struct Places<'a> {
    /// [height, width, channels]
    pub pixels: &'a [f32],
    pub window: Window,
    /// Lines of the image; those before and behind are 0, add nothing to sums of finite numbers, and are passed over.
    pub lines: Range<usize>,
    pub panels: Panels<'a>,
    /// [rows, columns, filters]
    pub y: &'a mut [f32],
    pub filters: usize,
}

impl Job for Places<'_> {
    #[inline(always)]
    fn run<L: Lanes, const ROWS: usize, const VECTORS: usize>(self) {
        let Self {
            pixels,
            window,
            lines,
            panels,
            y,
            filters,
        } = self;
        let (terms, width) = (window.patch(), VECTORS * L::COUNT);
        let (pitch, line, places) = (window.pitch(), window.line(), window.places());
        assert!(pixels.len() == window.image() && window.is_inside());
        assert_eq!(y.len(), places * filters);
        assert_eq!(panels.start.len(), filters.next_multiple_of(width));
        assert_eq!(panels.weights.len(), panels.start.len() * terms);
        let panels = panels
            .weights
            .chunks_exact(terms * width)
            .zip(panels.start.chunks_exact(width));
        for ((weights, start), column) in panels.zip((0..).step_by(width)) {
            let mut begins = window.begins(0);
            for place in (0..places).step_by(ROWS) {
                let rows = ROWS.min(places - place);
                // Rows that are not there repeat the first.
                let mut of_rows = [0; ROWS];
                of_rows
                    .iter_mut()
                    .zip(begins.by_ref().take(rows))
                    .for_each(|(row, begin)| *row = begin);
                let first = of_rows[0];
                of_rows[rows..].fill(first);
                let [top, bottom] = [place, place + rows - 1].map(|place| place / window.columns);
                let downs = window.meeting(&lines, top..=bottom);
                // SAFETY: the window lies inside of the image at each of these places, so that all `line` numbers
                // of its `kernel` lines do; and a panel has `width` weights a term.
                let sums = unsafe {
                    let mut sums = [read::<L, VECTORS>(start.as_ptr()); ROWS];
                    let mut weight = weights.as_ptr().add(downs.start * line * width);
                    for down in downs {
                        let pixels = of_rows.map(|begin| pixels.as_ptr().add(begin + down * pitch));
                        for number in 0..line {
                            let w = read::<L, VECTORS>(weight);
                            for (sums, pixels) in sums.iter_mut().zip(&pixels) {
                                add_products(sums, *pixels.add(number), &w);
                            }
                            weight = weight.add(width);
                        }
                    }
                    sums
                };
                for (row, sums) in sums.iter().enumerate().take(rows) {
                    let y = &mut y[(place + row) * filters..][..filters];
                    write(sums, &mut y[column..]);
                }
            }
        }
    }
}

/// sums += patchesᵀ · dy over one image, of some numbers of the patch.
pub(super) struct Weights<'a> {
    /// [height, width, channels]
    pub pixels: &'a [f32],
    pub window: Window,
    pub numbers: Range<usize>,
    /// [rows, columns, stride], a stride being whole tiles of filters
    pub dy: &'a [f32],
    pub stride: usize,
    /// [numbers, filters]
    pub sums: &'a mut [f32],
    pub filters: usize,
}

impl Job for Weights<'_> {
    #[inline(always)]
    fn run<L: Lanes, const ROWS: usize, const VECTORS: usize>(self) {
        let Self {
            pixels,
            window,
            numbers,
            dy,
            stride,
            sums,
            filters,
        } = self;
        let width = VECTORS * L::COUNT;
        let step = window.stride * window.channels;
        assert!(pixels.len() == window.image() && window.is_inside());
        assert!(numbers.end <= window.patch() && stride % width == 0);
        assert_eq!(dy.len(), window.places() * stride);
        let first = numbers.start;
        // All tiles meet a band of the image while it is in the first cache.
        let row_of_band = window.columns * stride + window.stride * window.pitch();
        let band = (BAND / row_of_band).max(1);
        for top in (0..window.rows).step_by(band) {
            let band = top..window.rows.min(top + band);
            for number in numbers.clone().step_by(ROWS) {
                let rows = ROWS.min(numbers.end - number);
                let offsets: [usize; ROWS] =
                    std::array::from_fn(|row| window.offset(number + row.min(rows - 1)));
                let block = &mut sums[(number - first) * filters..][..rows * filters];
                for column in (0..filters).step_by(width) {
                    let line = |row: usize| {
                        let row = row.min(rows - 1) * filters;
                        row + column..row + filters
                    };
                    let mut tile = [[L::splat(0.0); VECTORS]; ROWS];
                    for (row, sums) in tile.iter_mut().enumerate() {
                        *sums = begin(&block[line(row)]);
                    }
                    // SAFETY: the window lies inside of the image at every place, so that each number of its
                    // patch does; dy has `stride` numbers a place, and whole tiles of them.
                    unsafe {
                        let places = band.start * window.columns;
                        let mut dy = dy.as_ptr().add(places * stride + column);
                        for row in band.clone() {
                            let begin = row * window.stride * window.pitch();
                            let mut pixel = pixels.as_ptr().add(begin);
                            for _ in 0..window.columns {
                                let of_place = read::<L, VECTORS>(dy);
                                for (sums, offset) in tile.iter_mut().zip(&offsets) {
                                    add_products(sums, *pixel.add(*offset), &of_place);
                                }
                                pixel = pixel.wrapping_add(step);
                                dy = dy.wrapping_add(stride);
                            }
                        }
                    }
                    for (row, sums) in tile.iter().enumerate().take(rows) {
                        write(sums, &mut block[line(row)]);
                    }
                }
            }
        }
    }
}

/// Numbers of an image and its gradients that are worked on at once: 24 KB of a first cache of 32.
const BAND: usize = 6_000;

/// # Safety
/// `VECTORS` vectors must lie there.
#[inline(always)]
unsafe fn read<L: Lanes, const VECTORS: usize>(from: *const f32) -> [L; VECTORS] {
    let mut vectors = [L::splat(0.0); VECTORS];
    for (number, vector) in vectors.iter_mut().enumerate() {
        // SAFETY: the caller says so.
        *vector = unsafe { L::read(from.add(number * L::COUNT)) };
    }
    vectors
}

#[inline(always)]
fn add_products<L: Lanes, const VECTORS: usize>(sums: &mut [L; VECTORS], a: f32, b: &[L; VECTORS]) {
    let a = L::splat(a);
    for (sum, b) in sums.iter_mut().zip(b) {
        *sum = sum.add_product(a, *b);
    }
}

/// The most columns of a tile.
const WIDEST: usize = 24;

/// The first of these values, and zeros beyond their end.
#[inline(always)]
fn begin<L: Lanes, const VECTORS: usize>(values: &[f32]) -> [L; VECTORS] {
    let width = VECTORS * L::COUNT;
    if values.len() >= width {
        // SAFETY: there are so many.
        return unsafe { read(values.as_ptr()) };
    }
    let mut wide = [0.0; WIDEST];
    wide[..values.len()].copy_from_slice(values);
    // SAFETY: no tile is wider.
    unsafe { read(wide.as_ptr()) }
}

/// Writes the first of these values, as far as they go.
#[inline(always)]
fn write<L: Lanes, const VECTORS: usize>(sums: &[L; VECTORS], values: &mut [f32]) {
    if values.len() >= VECTORS * L::COUNT {
        // SAFETY: there is room for all of them.
        return unsafe { put(sums, values.as_mut_ptr()) };
    }
    let mut wide = [0.0; WIDEST];
    // SAFETY: no tile is wider.
    unsafe { put(sums, wide.as_mut_ptr()) };
    let count = values.len();
    values.copy_from_slice(&wide[..count]);
}

/// # Safety
/// There must be room for `VECTORS` vectors.
#[inline(always)]
unsafe fn put<L: Lanes, const VECTORS: usize>(sums: &[L; VECTORS], to: *mut f32) {
    for (number, sum) in sums.iter().enumerate() {
        // SAFETY: the caller says so.
        unsafe { sum.write(to.add(number * L::COUNT)) }
    }
}
