//! A picture file: PNG, JPEG, WebP, GIF, BMP or TIFF, by what it holds, whatever its name says.

use std::fmt::Display;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageDecoder, ImageReader, ImageResult, RgbaImage};
use neuroglyph::preprocess::{Preprocessed, preprocess_pixels};

use crate::Result;

/// The pixels of a picture file.
pub fn read_picture(path: &Path) -> Result<RgbaImage> {
    let place = |error: &dyn Display| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(|error| place(&error))?;
    Ok(decode(&bytes).map_err(|error| place(&error))?)
}

/// Finds the digit in a picture. None if it shows no ink.
pub fn find_digit(picture: &RgbaImage) -> neuroglyph::Result<Option<Preprocessed>> {
    preprocess_pixels(picture, picture.width() as usize, picture.height() as usize)
}

/// A file's contents as the picture that was taken: a camera may store it turned, and says so in its EXIF orientation.
pub fn decode(bytes: &[u8]) -> ImageResult<RgbaImage> {
    let mut decoder = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()?
        .into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}
