//! Gradient ascent with the handwriting prior: an image is the mean image and a multiple of each principal component
//! of MNIST's training images ([`HandwritingPrior`]).

use super::handwriting::HandwritingPrior;
use crate::kernels::{Matrix, Packing, vector};
use crate::recipe::IMAGE_SIZE;

// Chosen with those of the ascent, by the same measure.
/// By how much the coefficients shrink towards 0 in a step of length 1: the gradient of a Gaussian prior with
/// the covariance of MNIST's training images. At half of it `nielsen` misreads one of its own dreams.
const SHRINKAGE: f32 = 0.035;
/// The step against the squared distance of pixels from 0..1.
const RANGE_STEP: f32 = 0.005;
/// The share of the residual that each step leaves.
const RESIDUAL_DECAY: f32 = 0.7;

#[derive(Debug, Clone)]
pub struct ComponentSearch {
    handwriting: HandwritingPrior,
    /// [digits, components]: the coefficients, in standard deviations.
    z: Matrix,
    dz: Matrix,
    /// [digits, inputs]: the part of the first images that no components make.
    residual: Matrix,
    /// [digits, inputs]: the images before they are clamped to 0..1.
    unclamped: Matrix,
    /// [digits, inputs]
    dx: Matrix,
    packing: Packing,
}

impl ComponentSearch {
    /// images: [digits, inputs], the start. Plain grey has no coefficients.
    pub fn new(images: &Matrix, is_grey: bool) -> Self {
        let handwriting = HandwritingPrior::new();
        let mut z = Matrix::zeros(images.rows(), handwriting.components());
        if !is_grey {
            for (image, z) in images
                .as_row_major()
                .chunks_exact(IMAGE_SIZE)
                .zip(z.rows_mut())
            {
                handwriting.project(image, z);
            }
        }
        let mut components = Self {
            handwriting,
            dz: z.clone(),
            z,
            residual: images.clone(),
            unclamped: images.clone(),
            dx: images.clone(),
            packing: Packing::default(),
        };
        components.residual.as_row_major_mut().fill(0.0);
        components.reconstruct();
        let residual = components.residual.as_row_major_mut();
        residual.copy_from_slice(images.as_row_major());
        vector::add_scaled(residual, -1.0, components.unclamped.as_row_major());
        components
            .unclamped
            .as_row_major_mut()
            .copy_from_slice(images.as_row_major());
        components
    }

    fn reconstruct(&mut self) {
        let Self {
            handwriting,
            z,
            unclamped,
            packing,
            ..
        } = self;
        handwriting.reconstruct(z, unclamped, packing);
        vector::add_scaled(
            unclamped.as_row_major_mut(),
            1.0,
            self.residual.as_row_major(),
        );
    }

    /// Moves the images, [digits, inputs], by a step of this length, in standard deviations,
    /// against the gradient.
    pub fn step(&mut self, images: &mut Matrix, gradient: &Matrix, length: f32) {
        self.backward(gradient, |value, slope| {
            // At its limit a pixel does not move.
            if (0.0..=1.0).contains(&value) {
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
        self.backward(gradient, |value, _| value - value.clamp(0.0, 1.0));
        for (z, dz) in self.z.rows_mut().zip(self.dz.rows_mut()) {
            vector::add_scaled(z, -RANGE_STEP, dz);
            vector::scale(z, 1.0 - SHRINKAGE * length);
        }
        vector::scale(self.residual.as_row_major_mut(), RESIDUAL_DECAY);
        self.reconstruct();
        let pairs = images.as_row_major_mut().iter_mut();
        for (image, value) in pairs.zip(self.unclamped.as_row_major()) {
            *image = value.clamp(0.0, 1.0);
        }
    }

    /// dz from dx = `of` each pixel before it is clamped and its gradient.
    fn backward(&mut self, gradient: &Matrix, of: impl Fn(f32, f32) -> f32) {
        let known = self
            .unclamped
            .as_row_major()
            .iter()
            .zip(gradient.as_row_major());
        for (dx, (value, slope)) in self.dx.as_row_major_mut().iter_mut().zip(known) {
            *dx = of(*value, *slope);
        }
        let Self {
            handwriting,
            dx,
            dz,
            packing,
            ..
        } = self;
        handwriting.backward(dx, dz, packing);
    }
}
