//! Strokes or pixels to the 28 × 28 image that a network reads, as MNIST's images were made:
//! cropped to the ink, the longest side 20 pixels, placed by its centre of mass (Y. LeCun and
//! others, "The MNIST database of handwritten digits"). The only normalisation in the project.

mod pixels;
mod specks;
mod strokes;
mod thin_pen;

pub use pixels::preprocess_pixels;
pub use strokes::preprocess_strokes;

/// The side of an image, in pixels.
pub const SIDE: usize = 28;
/// The longest side of the ink, in pixels.
const INK_SIDE: usize = 20;
/// The width of the pen that draws strokes, in pixels.
const PEN_WIDTH: f32 = 2.25;

/// A 28 × 28 image, row by row: 0 for paper, 1 for ink.
pub type Image = Vec<f32>;

/// Ink within its box: at most 20 × 20 values in 0..1, row by row.
struct Ink {
    width: usize,
    values: Vec<f32>,
}

impl Ink {
    fn new(width: usize, height: usize) -> Self {
        let values = vec![0.0; width * height];
        Self { width, values }
    }

    /// Puts the ink where its centre of mass lies in the middle of the image, by whole pixels:
    /// shifted by floor(14.5 − m), m the mean of the pixel index weighted by ink. Without ink
    /// there is no image.
    fn into_image(self) -> Option<Image> {
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
        let shift = |moment: f64| (14.5 - moment / mass).floor() as isize;
        let (shift_x, shift_y) = (shift(mass_x), shift(mass_y));
        let mut image = vec![0.0; SIDE * SIDE];
        for (index, value) in self.values.iter().enumerate() {
            let x = (index % self.width) as isize + shift_x;
            let y = (index / self.width) as isize + shift_y;
            let side = 0..SIDE as isize;
            // With all its mass at one end, ink can reach beyond the image, and is cut there.
            if side.contains(&x) && side.contains(&y) {
                image[y as usize * SIDE + x as usize] = *value;
            }
        }
        Some(image)
    }
}
