//! As handwriting varies: the image is a mean image and so much of each component of MNIST's
//! training images ([`Handwriting`], which knows no labels).

use super::handwriting::Handwriting;
use crate::kernels::{Matrix, Packing, vector};
use crate::recipe::IMAGE_SIZE;

// Chosen with those of the climb, by the same measure.
/// By how much the numbers shrink towards 0 in a step of length 1: the pull of a Gaussian prior with
/// the covariance of MNIST's training images. At half of it `nielsen` misreads one of its own dreams.
const UNUSUAL: f32 = 0.035;
/// By how much of what leaves 0..1 the numbers are corrected in each step.
const OUT_OF_RANGE: f32 = 0.005;
/// What is left after each step of that part of the first image that is no handwriting.
const KEPT: f32 = 0.7;

#[derive(Debug, Clone)]
pub struct Components {
    handwriting: Handwriting,
    /// [digits, components]: how much of each.
    z: Matrix,
    dz: Matrix,
    /// [digits, inputs]: of the first images, what no handwriting is.
    remainder: Matrix,
    /// [digits, inputs]: the images before they are brought into 0..1.
    drawn: Matrix,
    /// [digits, inputs]
    by_pixel: Matrix,
    packing: Packing,
}

impl Components {
    /// images: [digits, inputs], from which the climb begins. Plain grey says nothing of how
    /// anything is written.
    pub fn new(images: &Matrix, is_grey: bool) -> Self {
        let handwriting = Handwriting::new();
        let mut z = Matrix::zeros(images.rows(), handwriting.components());
        if !is_grey {
            for (image, z) in images
                .as_row_major()
                .chunks_exact(IMAGE_SIZE)
                .zip(z.rows_mut())
            {
                handwriting.describe(image, z);
            }
        }
        let mut components = Self {
            handwriting,
            dz: z.clone(),
            z,
            remainder: images.clone(),
            drawn: images.clone(),
            by_pixel: images.clone(),
            packing: Packing::default(),
        };
        components.remainder.as_row_major_mut().fill(0.0);
        components.draw();
        let remainder = components.remainder.as_row_major_mut();
        remainder.copy_from_slice(images.as_row_major());
        vector::add_scaled(remainder, -1.0, components.drawn.as_row_major());
        components
            .drawn
            .as_row_major_mut()
            .copy_from_slice(images.as_row_major());
        components
    }

    fn draw(&mut self) {
        let Self {
            handwriting,
            z,
            drawn,
            packing,
            ..
        } = self;
        handwriting.draw(z, drawn, packing);
        vector::add_scaled(drawn.as_row_major_mut(), 1.0, self.remainder.as_row_major());
    }

    /// Moves the images, [digits, inputs], by a step of this length, in standard deviations,
    /// against the gradient.
    pub fn step(&mut self, images: &mut Matrix, gradient: &Matrix, length: f32) {
        self.pull_back(gradient, |drawn, slope| {
            // At its limit a pixel does not move.
            if (0.0..=1.0).contains(&drawn) {
                slope
            } else {
                0.0
            }
        });
        for (z, dz) in self.z.rows_mut().zip(self.dz.rows_mut()) {
            let norm = vector::dot(dz, dz).sqrt();
            if norm > 0.0 {
                vector::add_scaled(z, -length / norm, dz);
            }
        }
        self.pull_back(gradient, |drawn, _| drawn - drawn.clamp(0.0, 1.0));
        for (z, dz) in self.z.rows_mut().zip(self.dz.rows_mut()) {
            vector::add_scaled(z, -OUT_OF_RANGE, dz);
            vector::scale(z, 1.0 - UNUSUAL * length);
        }
        vector::scale(self.remainder.as_row_major_mut(), KEPT);
        self.draw();
        let pairs = images.as_row_major_mut().iter_mut();
        for (image, drawn) in pairs.zip(self.drawn.as_row_major()) {
            *image = drawn.clamp(0.0, 1.0);
        }
    }

    /// dz = what this, of each drawn pixel and its slope, is by the numbers.
    fn pull_back(&mut self, gradient: &Matrix, of: impl Fn(f32, f32) -> f32) {
        let known = self
            .drawn
            .as_row_major()
            .iter()
            .zip(gradient.as_row_major());
        for (value, (drawn, slope)) in self.by_pixel.as_row_major_mut().iter_mut().zip(known) {
            *value = of(*drawn, *slope);
        }
        let Self {
            handwriting,
            by_pixel,
            dz,
            packing,
            ..
        } = self;
        handwriting.pull_back(by_pixel, dz, packing);
    }
}
