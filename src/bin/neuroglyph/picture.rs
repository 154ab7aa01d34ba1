//! Images side by side in a PNG.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use neuroglyph::preprocess::SIDE;

use crate::Result;

const MARGIN: usize = 8;

/// Images of 28 × 28 in rows of `columns`, dark ink on white, each pixel `scale` × `scale` pixels large, with a margin
/// around each image.
pub fn picture<'a>(
    images: impl ExactSizeIterator<Item = &'a [f32]>,
    columns: usize,
    scale: usize,
) -> Result<Vec<u8>> {
    let pitch = SIDE * scale + MARGIN;
    let rows = images.len().div_ceil(columns);
    let (width, height) = (columns * pitch + MARGIN, rows * pitch + MARGIN);
    let mut picture = GrayImage::from_pixel(width as u32, height as u32, Luma([255]));
    for (index, image) in images.enumerate() {
        let (left, top) = (index % columns * pitch, index / columns * pitch);
        for (pixel, ink) in image.iter().enumerate() {
            let grey = (255.0 * (1.0 - ink)).round() as u8;
            let (x, y) = (pixel % SIDE * scale, pixel / SIDE * scale);
            for dot in 0..scale * scale {
                let x = MARGIN + left + x + dot % scale;
                let y = MARGIN + top + y + dot / scale;
                picture.put_pixel(x as u32, y as u32, Luma([grey]));
            }
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}
