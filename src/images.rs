//! The images that a network takes: bytes 0..=255 or numbers 0..1, white ink on black.

use std::ops::Range;

use crate::error::{Error, Result};
use crate::kernels::parallel::{RowSlice, par_rows};

/// Values that are checked at once: a search that could end at any value would not be vectorised.
const CHECK_BLOCK: usize = 256;

/// `[n, pixels]`, image after image.
#[derive(Debug, Clone, Copy)]
pub enum Images<'a> {
    /// 0, paper, to 255, full ink.
    Bytes(&'a [u8]),
    /// 0, paper, to 1, full ink.
    Floats(&'a [f32]),
}

impl<'a> From<&'a [u8]> for Images<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Images::Bytes(bytes)
    }
}

impl<'a> From<&'a [f32]> for Images<'a> {
    fn from(floats: &'a [f32]) -> Self {
        Images::Floats(floats)
    }
}

impl<'a, T> From<&'a Vec<T>> for Images<'a>
where
    &'a [T]: Into<Images<'a>>,
{
    fn from(values: &'a Vec<T>) -> Self {
        values.as_slice().into()
    }
}

impl Images<'_> {
    fn len(&self) -> usize {
        match self {
            Images::Bytes(bytes) => bytes.len(),
            Images::Floats(floats) => floats.len(),
        }
    }

    /// The number of images; none, or a part of one, is an error.
    pub(crate) fn count(&self, pixels: usize) -> Result<usize> {
        match self.len() {
            0 => Err(Error::EmptyBatch),
            got if got % pixels != 0 => Err(Error::Length {
                what: "images",
                got,
                expected: format!("a multiple of {pixels}"),
            }),
            length => Ok(length / pixels),
        }
    }

    /// Refuses a number outside 0..1; NaN is outside.
    pub(crate) fn check(&self, pixels: usize) -> Result<()> {
        let Images::Floats(floats) = self else {
            return Ok(());
        };
        let is_pixel = |value: &f32| (0.0..=1.0).contains(value);
        let are_pixels =
            |values: &[f32]| values.iter().fold(true, |all, value| all & is_pixel(value));
        let wrong = match floats.chunks(CHECK_BLOCK).all(are_pixels) {
            true => None,
            false => floats.iter().position(|value| !is_pixel(value)),
        };
        wrong.map_or(Ok(()), |index| {
            Err(Error::Pixel {
                image: index / pixels,
                pixel: index % pixels,
                value: floats[index],
            })
        })
    }

    /// Refuses pixels out of range, and all but exactly one image.
    pub(crate) fn check_one(&self, pixels: usize) -> Result<()> {
        self.check(pixels)?;
        match self.count(pixels)? {
            1 => Ok(()),
            count => Err(Error::Length {
                what: "image",
                got: count * pixels,
                expected: pixels.to_string(),
            }),
        }
    }

    /// The images of this range.
    pub(crate) fn part(&self, images: Range<usize>, pixels: usize) -> Self {
        let values = images.start * pixels..images.end * pixels;
        match self {
            Images::Bytes(bytes) => Images::Bytes(&bytes[values]),
            Images::Floats(floats) => Images::Floats(&floats[values]),
        }
    }

    /// Writes the pixels, scaled from 0..1 to `low`..`high`.
    pub(crate) fn write_into(&self, values: &mut [f32], low: f32, high: f32) {
        let span = high - low;
        let values = RowSlice::new(values, 1);
        match self {
            Images::Bytes(bytes) => {
                let pixel = |byte: usize| low + span * (byte as f32 / 255.0);
                let pixels: [f32; 256] = std::array::from_fn(pixel);
                par_rows((RowSlice::new(*bytes, 1), values), |_, (bytes, values)| {
                    for (value, byte) in values.values.iter_mut().zip(bytes.values) {
                        *value = pixels[usize::from(*byte)];
                    }
                });
            }
            Images::Floats(floats) => {
                par_rows(
                    (RowSlice::new(*floats, 1), values),
                    |_, (floats, values)| {
                        for (value, float) in values.values.iter_mut().zip(floats.values) {
                            *value = low + span * float;
                        }
                    },
                );
            }
        }
    }
}
