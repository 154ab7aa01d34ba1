//! The way up the gradient: from a first image towards one that the network reads as the digit.
//!
//! Left to itself a gradient finds noise that only this network takes for a digit (I. Goodfellow
//! and others, "Explaining and Harnessing Adversarial Examples", 2015). Three things keep the image
//! legible. It is drawn as handwriting varies ([`Handwriting`], which knows no labels), and pays for
//! being unusual: the penalty of a Gaussian with that covariance. It pays for leaving 0..1 and for
//! ink. And the network must find the digit through noise.

use super::Options;
use super::handwriting::Handwriting;
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::{Matrix, Packing, vector};
use crate::layer::{Activation, Function, Layer};
use crate::network::Network;
use crate::optimizer::{Optimizer, Rule};
use crate::random::{Random, Stream};
use crate::recipe::IMAGE_SIZE;

// Chosen by eye, and so that keras-mlp, symon and nielsen read their own dreams with 0.9 or more
// and another of them reads 9 of 10.
/// Adam's rate at the first step; it falls evenly to 0.
const RATE: f32 = 0.2;
/// The weight of an unusual image: half the derivative by z is this times z.
const UNUSUAL: f32 = 0.03;
/// The weight of the square by which a pixel leaves 0..1.
const OUT_OF_RANGE: f32 = 1.0;
/// The weight of a pixel's ink.
const INK: f32 = 0.005;
/// The noise is uniform, and has this standard deviation.
const NOISE: f32 = 0.4;
/// Noisy copies of each image.
const COPIES: usize = 2;
/// Pre-activations are divided by this, so that a digit that is already clear is made clearer.
const TEMPERATURE: f32 = 2.0;
/// What is left after each step of that part of the first image that is no handwriting.
const FADE: f32 = 0.7;

impl Network {
    /// An image for each digit: [digits, inputs], in 0..1.
    pub(super) fn climb(&mut self, digits: &[usize], options: &Options) -> Result<Vec<f32>> {
        if self.recipe().inputs != IMAGE_SIZE {
            let got = self.recipe().inputs;
            return Err(Error::Length {
                what: "inputs",
                got,
                expected: format!("{IMAGE_SIZE}, 28 × 28,"),
            });
        }
        let start = self.start(digits, &options.start)?;
        let mut climb = Climb::new(digits, self.recipe().outputs(), start, options);
        for step in 0..options.steps {
            let rate = RATE * (1.0 - step as f32 / options.steps as f32);
            climb.step(self, rate)?;
        }
        Ok(climb.finish())
    }
}

/// The images on their way, and the memory to move them with.
struct Climb<'a> {
    digits: &'a [usize],
    handwriting: Handwriting,
    /// [digits, components]: what the images are drawn from.
    z: Matrix,
    dz: Matrix,
    /// [digits, inputs]: of the first images, what no handwriting is.
    rest: Matrix,
    /// [digits, inputs]
    x: Matrix,
    dx: Matrix,
    /// [digits · copies, inputs]
    noisy: Matrix,
    noise: Vec<Random>,
    /// [digits · copies, outputs]: pre-activations over the temperature.
    softened: Matrix,
    optimizer: Optimizer,
    packing: Packing,
}

impl<'a> Climb<'a> {
    fn new(digits: &'a [usize], outputs: usize, start: Vec<f32>, options: &Options) -> Self {
        let handwriting = Handwriting::new();
        let images = |copies: usize| Matrix::zeros(digits.len() * copies, IMAGE_SIZE);
        let mut z = Matrix::zeros(digits.len(), handwriting.components());
        // Plain grey says nothing of how anything is written.
        if options.start != super::Start::Grey {
            for (image, z) in start.chunks_exact(IMAGE_SIZE).zip(z.rows_mut()) {
                handwriting.describe(image, z);
            }
        }
        let noise = |digit: &usize| Random::new(options.seed, Stream::Dream).part(*digit);
        let mut climb = Self {
            digits,
            dz: z.clone(),
            z,
            rest: images(1),
            x: images(1),
            dx: images(1),
            noisy: images(COPIES),
            noise: digits.iter().map(noise).collect(),
            softened: Matrix::zeros(digits.len() * COPIES, outputs),
            optimizer: Optimizer::default(),
            packing: Packing::default(),
            handwriting,
        };
        climb.draw();
        let rest = climb.rest.as_row_major_mut();
        rest.copy_from_slice(&start);
        vector::add_scaled(rest, -1.0, climb.x.as_row_major());
        climb
    }

    fn draw(&mut self) {
        self.handwriting
            .draw(&self.z, &mut self.x, &mut self.packing);
        vector::add_scaled(self.x.as_row_major_mut(), 1.0, self.rest.as_row_major());
    }

    fn step(&mut self, network: &mut Network, rate: f32) -> Result<()> {
        self.draw();
        self.add_noise();
        let by_pixel = self.find_gradient(network)?;
        self.gather(by_pixel);
        self.handwriting
            .pull_back(&self.dx, &mut self.dz, &mut self.packing);
        self.optimizer.begin_step();
        let (rule, decay) = (Rule::adam(rate), 2.0 * UNUSUAL);
        let z = self.z.as_row_major_mut();
        let update = self.optimizer.update(rule, 0, z, decay);
        update.apply(self.dz.as_row_major());
        vector::scale(self.rest.as_row_major_mut(), FADE);
        Ok(())
    }

    /// noisy row digit · COPIES + copy = the digit's image, in 0..1, and noise
    fn add_noise(&mut self) {
        // A uniform number in ±a has the standard deviation a/√3.
        let most = NOISE * 3f32.sqrt();
        for (row, noisy) in self.noisy.rows_mut().enumerate() {
            let digit = row / COPIES;
            let random = &mut self.noise[digit];
            for (noisy, x) in noisy.iter_mut().zip(self.x.row(digit)) {
                *noisy = x.clamp(0.0, 1.0) + random.uniform(-most, most);
            }
        }
    }

    /// The gradient by each pixel of the noisy copies: of −ln of the digit's share of a softmax
    /// or, where the outputs are sigmoids of their own, of the binary cross-entropy.
    fn find_gradient<'n>(&mut self, network: &'n mut Network) -> Result<&'n mut Matrix> {
        let are_independent = matches!(
            network.layers().last(),
            Some(Layer::Activation(activation)) if activation.function == Function::Sigmoid
        );
        let function = match are_independent {
            true => Function::Sigmoid,
            false => Function::Softmax,
        };
        let (digits, softened) = (self.digits, &mut self.softened);
        let images = Images::Floats(self.noisy.as_row_major());
        network.image_gradients(&images, network.pre_activation(), |z, dz| {
            softened
                .as_row_major_mut()
                .copy_from_slice(z.as_row_major());
            vector::scale(softened.as_row_major_mut(), 1.0 / TEMPERATURE);
            Activation { function }.forward(softened, dz);
            for (row, dz) in dz.rows_mut().enumerate() {
                dz[digits[row / COPIES]] -= 1.0;
                vector::scale(dz, 1.0 / (TEMPERATURE * COPIES as f32));
            }
        })
    }

    /// dx = the sum over the copies, where the pixel is not at its limit, and the penalties
    fn gather(&mut self, by_pixel: &Matrix) {
        for digit in 0..self.digits.len() {
            let dx = self.dx.row_mut(digit);
            dx.fill(0.0);
            for copy in 0..COPIES {
                vector::add_scaled(dx, 1.0, by_pixel.row(digit * COPIES + copy));
            }
            for (dx, x) in dx.iter_mut().zip(self.x.row(digit)) {
                let inside = x.clamp(0.0, 1.0);
                if inside != *x {
                    *dx = 2.0 * OUT_OF_RANGE * (x - inside);
                }
                if *x > 0.0 {
                    *dx += INK;
                }
            }
        }
    }

    fn finish(mut self) -> Vec<f32> {
        self.draw();
        let values = self.x.as_row_major().iter();
        values.map(|value| value.clamp(0.0, 1.0)).collect()
    }
}
