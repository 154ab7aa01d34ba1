//! A picture of a digit: dark ink on a light ground or light on dark, in any colours.

use super::grid::Grid;
use super::specks::remove_specks;
use super::thin_pen::widen_thin_pen;
use super::{Ink, Preprocessed};
use crate::error::{Error, Result};

/// The least difference in brightness between ink and ground, of 0..1.
const LEAST_CONTRAST: f32 = 0.1;

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
    check_size(rgba.len())?;
    let expected = width.checked_mul(height).and_then(|n| n.checked_mul(4));
    if expected != Some(rgba.len()) || rgba.is_empty() {
        let bytes = rgba.len();
        let reason = format!("{bytes} bytes are no picture of {width} × {height} RGBA pixels");
        return Err(Error::Picture(reason));
    }
    // Transparent pixels are white, or black where white hides the ink.
    let ink = [1.0, 0.0].into_iter().find_map(|backdrop| {
        let values = luminance(rgba, backdrop);
        find_ink(Grid {
            width,
            height,
            values,
            left: 0.0,
            top: 0.0,
            step: 1.0,
        })
    });
    Ok(ink.and_then(|ink| shrink(&widen_thin_pen(ink)).centred()))
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

/// Brightness, 0..1 (ITU-R BT.709 weights), over a backdrop where the picture is transparent.
fn luminance(rgba: &[u8], backdrop: f32) -> Vec<f32> {
    let brightness = |[r, g, b, alpha]: &[u8; 4]| {
        let weighted = 0.2126 * f32::from(*r) + 0.7152 * f32::from(*g) + 0.0722 * f32::from(*b);
        let alpha = f32::from(*alpha) / 255.0;
        weighted / 255.0 * alpha + backdrop * (1.0 - alpha)
    };
    rgba.as_chunks::<4>().0.iter().map(brightness).collect()
}

/// Turns brightness into ink: the difference of a pixel from the ground, on the side, lighter or darker, of the largest
/// difference. The ground and its unevenness are measured on the picture's border.
fn find_ink(mut picture: Grid) -> Option<Grid> {
    let mut border = border(&picture);
    let ground = quantile(&mut border, 0.5);
    let farthest = |sign: f32| {
        let distances = picture.values.iter().map(|value| (value - ground) * sign);
        distances.fold(0.0, f32::max)
    };
    let (lightest, darkest) = (farthest(1.0), farthest(-1.0));
    let (sign, contrast) = match lightest > darkest {
        true => (1.0, lightest),
        false => (-1.0, darkest),
    };
    border
        .iter_mut()
        .for_each(|value| *value = (*value - ground).abs());
    // The quantile ignores ink that crosses the border.
    let unevenness = 1.5 * quantile(&mut border, 0.9);
    if contrast - unevenness < LEAST_CONTRAST {
        return None;
    }
    for value in &mut picture.values {
        let ink = ((*value - ground) * sign - unevenness) / (contrast - unevenness);
        *value = ink.max(0.0);
    }
    // Noise that exceeds the border's is isolated, and goes with the specks.
    remove_specks(&mut picture.values, picture.width);
    Some(picture)
}

fn border(picture: &Grid) -> Vec<f32> {
    let (width, height) = (picture.width, picture.height);
    let is_border = |index: &usize| {
        let (x, y) = (index % width, index / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    };
    let indices = (0..picture.values.len()).filter(is_border);
    indices.map(|index| picture.values[index]).collect()
}

/// The value below which this share of the values lies.
fn quantile(values: &mut [f32], share: f32) -> f32 {
    let index = ((values.len() - 1) as f32 * share) as usize;
    *values.select_nth_unstable_by(index, f32::total_cmp).1
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
