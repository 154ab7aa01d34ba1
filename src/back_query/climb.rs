//! The way up the gradient: from a first image towards one that the network reads as the digit.
//!
//! Left to itself a gradient finds noise that only this network takes for a digit (I. Goodfellow
//! and others, "Explaining and Harnessing Adversarial Examples", 2015). What keeps the image
//! legible is from C. Olah, A. Mordvintsev and L. Schubert, "Feature Visualization" (2017):
//!
//! - Robustness to transformations: at each step the network is shown the image shifted by up to
//!   [`SHIFT`] pixels, so that the digit has to be found wherever it lies.
//! - Frequency penalisation: the gradient is smoothed, at first much and then less ([`Pixels`]).
//! - Or a learnt prior: the image may be changed only as handwriting varies ([`Components`]).
//!
//! What is followed is the digit's pre-activation against those of the digits that are still probable
//! ([`margin_gradient`]), and all ink fades a little at every step, so that what nobody asks for goes.
//!
//! Each step has the length that its place on the way gives it, whatever the length of the gradient:
//! steps shrink from [`FIRST_STEP`] to [`LAST_STEP`], first the whole digit, then its details.

use super::components::Components;
use super::objective::margin_gradient;
use super::pixels::Pixels;
use super::{Options, Prior, Start};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::with_pool;
use crate::kernels::{Matrix, vector};
use crate::network::Network;
use crate::preprocess::SIDE;
use crate::random::{Random, Stream};
use crate::recipe::IMAGE_SIZE;

// Chosen by eye on `reader`, and so that all six shipped networks read each of their own dreams
// with 0.9 or more, seeds 1 to 5 (`DREAM_SEEDS=5 cargo test --release --test dreams`). Up to 2 pixels instead of
// 1 gave thinner strokes; three copies a step, or noise on them, cost their time and gained nothing.
/// The image is shown shifted by up to so many pixels each way.
const SHIFT: isize = 1;
/// How far the first step goes: the root of the sum of all squared changes.
const FIRST_STEP: f32 = 2.0;
/// How far the last step goes.
const LAST_STEP: f32 = 0.3;

/// Images on their way up the gradient. The way has as many steps as the options say, and can be
/// taken in portions, which changes nothing about where it ends.
#[derive(Debug, Clone)]
pub struct Climb {
    digits: Vec<usize>,
    steps: usize,
    taken: usize,
    /// [digits, inputs], in 0..1
    images: Matrix,
    /// [digits, inputs]: the images as the network is shown them.
    shown: Matrix,
    /// By how much each was shifted, across and down.
    shifts: Vec<[isize; 2]>,
    shift: isize,
    randoms: Vec<Random>,
    /// [digits, inputs]: by how much more each digit is asked for, by each pixel.
    gradient: Matrix,
    /// Whether the network read each image, as it was shown, clearly as its digit.
    are_read: Vec<bool>,
    search: Search,
}

/// Where the image is looked for.
#[derive(Debug, Clone)]
enum Search {
    Pixels(Pixels),
    Components(Components),
}

/// The output from which on an image counts as clearly read.
const CLEARLY: f32 = 0.9;

impl Climb {
    /// Begins where the options say, one image for each of these digits. A climb is by the gradient,
    /// whether or not the options say so.
    ///
    /// Refuses a network that has no gradients or no 28 × 28 inputs, digits that it does not
    /// know, more than 10,000 steps, and a [`Options::stay_near`] that has nothing to stay near.
    pub fn new(network: &Network, digits: &[usize], options: &Options) -> Result<Self> {
        network.recipe().check_trainable()?;
        network.check_digits(digits)?;
        options.check()?;
        if network.recipe().inputs != IMAGE_SIZE {
            return Err(Error::Length {
                what: "inputs",
                got: network.recipe().inputs,
                expected: format!("{IMAGE_SIZE}, 28 × 28,"),
            });
        }
        let images = network.first_images(digits, &options.start)?;
        let search = match options.prior_for(network) {
            Prior::Free => Search::Pixels(Pixels::new(&images, options.stay_near)),
            Prior::Handwriting => {
                let is_grey = options.start == Start::Grey;
                Search::Components(Components::new(&images, is_grey))
            }
        };
        let random = |digit: &usize| Random::new(options.seed, Stream::Dream).part(*digit);
        Ok(Self {
            digits: digits.to_vec(),
            steps: options.steps,
            taken: 0,
            shown: images.clone(),
            gradient: images.clone(),
            images,
            shifts: vec![[0, 0]; digits.len()],
            // What is to stay as it is, is shown where it is.
            shift: if options.stay_near > 0.0 { 0 } else { SHIFT },
            randoms: digits.iter().map(random).collect(),
            are_read: vec![false; digits.len()],
            search,
        })
    }

    /// How many steps the whole way has.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// How many of them have been taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// The images as they are now: [digits, 784], in 0..1, white ink on black.
    pub fn images(&self) -> &[f32] {
        self.images.as_row_major()
    }

    /// Takes up to so many of the steps that are left, by the gradients of this network.
    pub fn advance(&mut self, network: &Network, steps: usize) -> Result<()> {
        network.check_digits(&self.digits)?;
        let steps = steps.min(self.steps - self.taken);
        with_pool(|| (0..steps).try_for_each(|_| self.step(network)))
    }

    fn step(&mut self, network: &Network) -> Result<()> {
        self.show();
        self.find_gradient(network)?;
        let progress = self.taken as f32 / (self.steps.max(2) - 1) as f32;
        let length = FIRST_STEP * libm::powf(LAST_STEP / FIRST_STEP, progress);
        let images = &mut self.images;
        match &mut self.search {
            Search::Pixels(pixels) => {
                pixels.step(images, &self.gradient, &self.are_read, length, progress);
            }
            Search::Components(components) => components.step(images, &self.gradient, length),
        }
        self.taken += 1;
        if self.taken == self.steps
            && let Search::Pixels(pixels) = &self.search
        {
            pixels.take_nearest(images);
        }
        Ok(())
    }

    fn show(&mut self) {
        let choices = (2 * self.shift + 1) as u32;
        for (row, shown) in self.shown.rows_mut().enumerate() {
            let random = &mut self.randoms[row];
            let shift = [(); 2].map(|()| random.below(choices) as isize - self.shift);
            shown.fill(0.0);
            add_shifted(self.images.row(row), shift, shown);
            self.shifts[row] = shift;
        }
    }

    fn find_gradient(&mut self, network: &Network) -> Result<()> {
        let Self {
            digits,
            shown,
            gradient,
            shifts,
            are_read,
            ..
        } = self;
        let margins = |z: &Matrix, dz: &mut Matrix| {
            for (row, digit) in digits.iter().enumerate() {
                margin_gradient(z.row(row), *digit, dz.row_mut(row));
            }
        };
        let images = Images::Floats(shown.as_row_major());
        let top = network.pre_activation();
        network.image_gradients(&images, top, margins, |by_pixel, outputs| {
            for (row, gradient) in gradient.rows_mut().enumerate() {
                let [across, down] = shifts[row];
                gradient.fill(0.0);
                add_shifted(by_pixel.row(row), [-across, -down], gradient);
            }
            for (row, digit) in digits.iter().enumerate() {
                let outputs = outputs.row(row);
                are_read[row] = vector::argmax(outputs) == *digit && outputs[*digit] >= CLEARLY;
            }
        })
    }
}

/// Adds an image, shifted across and down; what leaves the square is lost. Both: [784]
fn add_shifted(image: &[f32], [across, down]: [isize; 2], sum: &mut [f32]) {
    // Where something begins, here and there.
    let begin = |shift: isize| (shift.max(0) as usize, (-shift).max(0) as usize);
    let ((x, from_x), (y, from_y)) = (begin(across), begin(down));
    for line in 0..SIDE - y.max(from_y) {
        let row = &image[(from_y + line) * SIDE..][..SIDE];
        let into = &mut sum[(y + line) * SIDE..][..SIDE];
        vector::add_scaled(&mut into[x..], 1.0, &row[from_x..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifted_ink_lies_where_it_should() {
        let mut image = vec![0.0; IMAGE_SIZE];
        image[5 * SIDE + 9] = 1.0;
        image[27 * SIDE + 27] = 1.0;
        let shifted = |shift: [isize; 2]| {
            let mut sum = vec![0.0; IMAGE_SIZE];
            add_shifted(&image, shift, &mut sum);
            let ink = sum.iter().enumerate().filter(|(_, value)| **value > 0.0);
            ink.map(|(at, _)| (at % SIDE, at / SIDE))
                .collect::<Vec<_>>()
        };
        assert_eq!(shifted([0, 0]), [(9, 5), (27, 27)]);
        assert_eq!(shifted([1, -2]), [(10, 3)]);
        assert_eq!(shifted([-1, -1]), [(8, 4), (26, 26)]);
        assert_eq!(shifted([-1, 1]), [(8, 6)]);
    }
}
