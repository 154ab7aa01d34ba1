//! A picture of a digit: dark ink on a light ground or light on dark, in any colours.

use super::grid::Grid;
use super::ink::find_ink;
use super::thin_pen::widen_thin_pen;
use super::{Ink, Preprocessed};
use crate::error::{Error, Result};

/// The most pixels of a picture, those of 8,192 × 8,192. For so many the plain build of WebAssembly takes 0.9 s of a
/// core where they show a digit, and 2.5 s where they show noise, which is made of millions of specks.
const MOST_PIXELS: usize = 1 << 26;

/// Finds the digit in a picture and makes the image of it that MNIST would have.
///
/// `rgba` has four bytes a pixel, row by row, as a canvas gives them. The placement is in the picture's pixels.
/// Returns `None` if the picture shows no ink.
///
/// # Errors
///
/// [`Error::Picture`] if `rgba` is empty or is not 4 · `width` · `height` bytes long, and for more than 67,108,864
/// pixels.
pub fn preprocess_pixels(rgba: &[u8], width: usize, height: usize) -> Result<Option<Preprocessed>> {
    let ink = ink_of(rgba, width, height)?;
    Ok(ink.and_then(image_of))
}

/// The 28 × 28 image of ink.
pub(super) fn image_of(ink: Grid) -> Option<Preprocessed> {
    shrink(&widen_thin_pen(ink)).centred()
}

/// The ink of a picture. None if it shows none.
pub(super) fn ink_of(rgba: &[u8], width: usize, height: usize) -> Result<Option<Grid>> {
    Ok(find_ink(&Picture::new(rgba, width, height)?))
}

/// Four bytes a pixel, row by row.
pub(super) struct Picture<'a> {
    pub rgba: &'a [u8],
    pub width: usize,
    pub height: usize,
}

impl<'a> Picture<'a> {
    pub fn new(rgba: &'a [u8], width: usize, height: usize) -> Result<Self> {
        check_size(rgba.len())?;
        let expected = width.checked_mul(height).and_then(|n| n.checked_mul(4));
        if expected != Some(rgba.len()) || rgba.is_empty() {
            let bytes = rgba.len();
            let reason = format!("{bytes} bytes are no picture of {width} × {height} RGBA pixels");
            return Err(Error::Picture(reason));
        }
        Ok(Self {
            rgba,
            width,
            height,
        })
    }
}

/// Refuses a picture of so many bytes that it would take seconds, and its copies the memory.
pub(crate) fn check_size(bytes: usize) -> Result<()> {
    let pixels = bytes / 4;
    match pixels <= MOST_PIXELS {
        true => Ok(()),
        false => Err(Error::Picture(format!(
            "it has {pixels} pixels: use at most {MOST_PIXELS}"
        ))),
    }
}

/// Crops to the ink and resamples it by area: each pixel becomes the mean of the part of the grid that it covers.
fn shrink(grid: &Grid) -> Ink {
    let (columns, rows) = grid.ink_box();
    let size = grid.pixel_size();
    // A fifth of a pixel or less at the end of the shorter side is a rounding error.
    let pixels = |length: usize| ((length as f32 / size - 0.2).ceil() as usize).max(1);
    let (width, height) = (pixels(columns.len()), pixels(rows.len()));
    let corner = [
        grid.left + columns.start as f32 * grid.step,
        grid.top + rows.start as f32 * grid.step,
    ];
    let mut ink = Ink::new(width, height, corner, size * grid.step);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0.0;
            for (row, row_share) in covered(y, size, rows.len()) {
                let line = &grid.values[(rows.start + row) * grid.width + columns.start..];
                for (column, column_share) in covered(x, size, columns.len()) {
                    sum += line[column] * row_share * column_share;
                }
            }
            ink.values[y * width + x] = sum / (size * size);
        }
    }
    // A thin pen would leave only grey; the middle of MNIST's strokes is black.
    let darkest = ink.values.iter().copied().fold(0.0, f32::max);
    ink.values.iter_mut().for_each(|value| *value /= darkest);
    ink
}

/// The values of a line that the pixel with this index covers, each with the share of it that
/// is covered. A pixel is `size` values long.
fn covered(pixel: usize, size: f32, length: usize) -> impl Iterator<Item = (usize, f32)> {
    let (start, end) = (pixel as f32 * size, (pixel + 1) as f32 * size);
    let last = (end.ceil() as usize).min(length);
    (start as usize..last).map(move |index| {
        let share = (index as f32 + 1.0).min(end) - (index as f32).max(start);
        (index, share.max(0.0))
    })
}
