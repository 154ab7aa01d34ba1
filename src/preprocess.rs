//! Preprocessing: strokes or pixels to the 28 × 28 image that a network takes, as MNIST's images were made:
//! cropped to the ink, the longest side 20 pixels, placed by its centre of mass (Y. LeCun and
//! others, "The MNIST database of handwritten digits"). The only normalisation in the project.
//!
//! The ink of a picture is what stands out against its surroundings: along the direction in colour in which neighbouring
//! pixels differ most (K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901; S. Di Zenzo,
//! "A note on the gradient of a multi-image", 1986), darker or lighter than the paper around it (F. Meyer's top-hat, in J.
//! Serra, "Image analysis and mathematical morphology", 1982; J. Sauvola and M. Pietikäinen, "Adaptive document image
//! binarization", 2000; N. Otsu, "A threshold selection method from gray-level histograms", 1979), without the lines of a
//! ruling or a frame (R. O. Duda and P. E. Hart, "Use of the Hough transformation to detect lines and curves in pictures",
//! 1972).
//!
//! ```
//! use neuroglyph::preprocess::preprocess_strokes;
//!
//! // A 7 in one stroke of three points, on a pad of 100 × 100.
//! let seven = preprocess_strokes(&[20.0, 10.0, 80.0, 10.0, 40.0, 90.0], &[3])?;
//! let seven = seven.expect("there is ink");
//! assert_eq!(seven.image.len(), 784);
//! assert!(seven.placement.expect("it is no dot").side > 100.0);
//! assert_eq!(preprocess_strokes(&[], &[])?, None);
//! # Ok::<(), neuroglyph::Error>(())
//! ```

mod bounds;
mod components;
mod connected;
mod grid;
mod ink;
mod picture_pieces;
mod pieces;
mod pixels;
mod stroke_cuts;
mod stroke_pieces;
mod strokes;
mod thin_pen;

use serde::Serialize;

pub use bounds::Bounds;
use bounds::Point;
pub(crate) use picture_pieces::PicturePieces;
pub(crate) use pieces::{Grouping, Groups, Piece, Pieces};
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub(crate) use pixels::check_size as check_picture_size;
pub use pixels::preprocess_pixels;
pub(crate) use stroke_pieces::{StrokePieces, points};
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub(crate) use strokes::check_size as check_drawing_size;
pub use strokes::{is_tap, preprocess_strokes};

/// The side of an image, in pixels.
pub const SIDE: usize = 28;
/// The longest side of the ink, in pixels.
const INK_SIDE: usize = 20;
/// The width of the pen that draws strokes, in pixels.
const PEN_WIDTH: f32 = 2.25;

/// A 28 × 28 image, row by row: values from 0 for paper to 1 for ink.
pub type Image = Vec<f32>;

/// A drawing as a network takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Preprocessed {
    /// `[28 × 28]`
    pub image: Image,
    /// Where the image lies on the drawing. None for a dot, which has no extent.
    pub placement: Option<Placement>,
}

/// Where an image lies on the drawing that it shows, in the drawing's unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Placement {
    /// x of the image's left edge.
    pub left: f32,
    /// y of the image's upper edge.
    pub top: f32,
    /// The side of the whole image, which may reach beyond the drawing.
    pub side: f32,
}

/// Ink within its box: at most 20 × 20 values in 0..1, row by row.
struct Ink {
    width: usize,
    values: Vec<f32>,
    /// Where the box lies on the drawing, and how long a pixel is there.
    left: f32,
    top: f32,
    pixel: f32,
}

impl Ink {
    /// A box without ink yet; `left`, `top` and `pixel` as above.
    fn new(width: usize, height: usize, [left, top]: [f32; 2], pixel: f32) -> Self {
        Self {
            width,
            values: vec![0.0; width * height],
            left,
            top,
            pixel,
        }
    }

    /// The shift of the ink in whole pixels, across and down, that brings its centre of mass to the middle of
    /// the image: floor(14.5 − m), m the mean of the pixel index weighted by ink. None without ink.
    fn shift(&self) -> Option<[isize; 2]> {
        let (mut mass, mut mass_x, mut mass_y) = (0.0, 0.0, 0.0);
        for (index, value) in self.values.iter().enumerate() {
            let value = f64::from(*value);
            mass += value;
            mass_x += value * (index % self.width) as f64;
            mass_y += value * (index / self.width) as f64;
        }
        if mass == 0.0 {
            return None;
        }
        Some([mass_x, mass_y].map(|moment| (14.5 - moment / mass).floor() as isize))
    }

    /// Puts the ink into the middle of an image. None without ink.
    fn centred(self) -> Option<Preprocessed> {
        let [shift_x, shift_y] = self.shift()?;
        let placement = (self.pixel > 0.0).then_some(Placement {
            left: self.left - shift_x as f32 * self.pixel,
            top: self.top - shift_y as f32 * self.pixel,
            side: SIDE as f32 * self.pixel,
        });
        let mut image = vec![0.0; SIDE * SIDE];
        for (index, value) in self.values.iter().enumerate() {
            let x = (index % self.width) as isize + shift_x;
            let y = (index / self.width) as isize + shift_y;
            let side = 0..SIDE as isize;
            // Ink with all its mass at one end can reach beyond the image, and is cut off there.
            if side.contains(&x) && side.contains(&y) {
                image[y as usize * SIDE + x as usize] = *value;
            }
        }
        Some(Preprocessed { image, placement })
    }
}
