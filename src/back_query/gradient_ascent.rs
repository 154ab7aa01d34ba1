//! Gradient ascent: from a first image, step by step, to one for which the network predicts the digit.
//!
//! Without regularisation a gradient leads to noise that only this network takes for a digit (I. Goodfellow
//! and others, "Explaining and Harnessing Adversarial Examples", 2015). The regularisation is from
//! C. Olah, A. Mordvintsev and L. Schubert, "Feature Visualization" (2017):
//!
//! - Robustness to transformations: at each step the gradient is taken at the image shifted by up to
//!   [`SHIFT`] pixels, so that the digit has to be recognised wherever it lies.
//! - Frequency penalisation: the gradient is smoothed, at first much and then less ([`PixelSearch`]).
//! - Or a learnt prior: the image may be changed only as handwriting varies ([`ComponentSearch`]).
//!
//! The objective is the digit's pre-activation against those of the digits that are still probable
//! ([`margin_gradient`]), and all ink fades a little at every step, so that ink without a gradient goes.
//!
//! The length of a step depends on its number alone, not on the length of the gradient:
//! steps shrink from [`FIRST_STEP`] to [`LAST_STEP`], first the whole digit, then its details.

use super::component_search::ComponentSearch;
use super::objective::margin_gradient;
use super::pixel_search::PixelSearch;
use super::{Options, Prior, Start};
use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::parallel::with_pool;
use crate::kernels::{Matrix, vector};
use crate::network::Network;
use crate::preprocess::SIDE;
use crate::random::{Random, Stream};
use crate::recipe::IMAGE_SIZE;

// Chosen by eye on `reader`, and so that all six shipped networks predict the digit of each of their own dreams
// with a confidence of 0.9 or more, seeds 1 to 5 (`DREAM_SEEDS=5 cargo test --release --test dreams`). Up to 2 pixels instead of
// 1 gave thinner strokes; three copies a step, or noise on them, cost their time and gained nothing.
/// The largest shift of the image at which the gradient is taken, in pixels each way.
const SHIFT: isize = 1;
/// The length of the first step: the root of the sum of all squared changes.
const FIRST_STEP: f32 = 2.0;
/// The length of the last step.
const LAST_STEP: f32 = 0.3;

/// Gradient ascent on one image a digit. It has as many steps as the options say; taken in portions, they lead to
/// the same images bit for bit.
///
/// ```
/// use neuroglyph::back_query::{GradientAscent, Options};
/// use neuroglyph::{Network, recipe};
///
/// let mut network = Network::new(recipe::named("keras-mlp")?, Some(1))?;
/// let options = Options { steps: 10, ..Options::default() };
/// let mut ascent = GradientAscent::new(&network, &[3, 7], &options)?;
/// ascent.advance(&mut network, 4)?;
/// assert_eq!((ascent.taken(), ascent.steps()), (4, 10));
/// assert_eq!(ascent.images().len(), 2 * 784);
/// # Ok::<(), neuroglyph::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct GradientAscent {
    digits: Vec<usize>,
    steps: usize,
    taken: usize,
    /// [digits, inputs], in 0..1
    images: Matrix,
    /// [digits, inputs]: the images at which the gradient is taken.
    shifted: Matrix,
    /// The shift of each, across and down, in pixels.
    shifts: Vec<[isize; 2]>,
    max_shift: isize,
    randoms: Vec<Random>,
    /// [digits, inputs]: the gradient of each digit's objective by each pixel.
    gradient: Matrix,
    /// Whether the network predicted each digit, at its shifted image, with [`CONFIDENT`] or more.
    are_confident: Vec<bool>,
    search: Search,
}

/// The images among which the ascent searches.
#[derive(Debug, Clone)]
enum Search {
    Pixels(PixelSearch),
    Components(ComponentSearch),
}

/// The confidence from which on a prediction counts.
const CONFIDENT: f32 = 0.9;

impl GradientAscent {
    /// Begins with the start of the options, one image for each of these digits; their method is ignored.
    ///
    /// # Errors
    ///
    /// [`Error::NoGradient`] for a network that has no gradients, [`Error::Length`] for one without 28 × 28 inputs,
    /// [`Error::Index`] for a digit without an output, [`Error::Steps`] for more than 1,000 steps, and
    /// [`Error::BackQuery`] for a [`Options::stay_near`] without images to stay near.
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
            Prior::Free => Search::Pixels(PixelSearch::new(&images, options.stay_near)),
            Prior::Handwriting => {
                let is_grey = options.start == Start::Grey;
                Search::Components(ComponentSearch::new(&images, is_grey))
            }
        };
        let random = |digit: &usize| Random::new(options.seed, Stream::BackQuery).part(*digit);
        Ok(Self {
            digits: digits.to_vec(),
            steps: options.steps,
            taken: 0,
            shifted: images.clone(),
            gradient: images.clone(),
            images,
            shifts: vec![[0, 0]; digits.len()],
            // An image that is to stay near its start is not shifted.
            max_shift: if options.stay_near > 0.0 { 0 } else { SHIFT },
            randoms: digits.iter().map(random).collect(),
            are_confident: vec![false; digits.len()],
            search,
        })
    }

    /// Steps in all.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Steps that have been taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// The images so far: `[digits, 784]`, in 0..1, white ink on black.
    pub fn images(&self) -> &[f32] {
        self.images.as_row_major()
    }

    /// Takes at most `steps` of the steps that are left, by the gradients of this network.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] for a network without an output for a digit, [`Error::NoGradient`] for one without gradients.
    pub fn advance(&mut self, network: &Network, steps: usize) -> Result<()> {
        network.check_digits(&self.digits)?;
        let steps = steps.min(self.steps - self.taken);
        with_pool(|| (0..steps).try_for_each(|_| self.step(network)))
    }

    fn step(&mut self, network: &Network) -> Result<()> {
        self.shift_images();
        self.find_gradient(network)?;
        let progress = self.taken as f32 / (self.steps.max(2) - 1) as f32;
        let length = FIRST_STEP * libm::powf(LAST_STEP / FIRST_STEP, progress);
        let images = &mut self.images;
        match &mut self.search {
            Search::Pixels(pixels) => {
                pixels.step(
                    images,
                    &self.gradient,
                    &self.are_confident,
                    length,
                    progress,
                );
            }
            Search::Components(components) => components.step(images, &self.gradient, length),
        }
        self.taken += 1;
        if self.taken == self.steps
            && let Search::Pixels(pixels) = &self.search
        {
            pixels.restore_nearest(images);
        }
        Ok(())
    }

    fn shift_images(&mut self) {
        let choices = (2 * self.max_shift + 1) as u32;
        for (row, shifted) in self.shifted.rows_mut().enumerate() {
            let random = &mut self.randoms[row];
            let shift = [(); 2].map(|()| random.below(choices) as isize - self.max_shift);
            shifted.fill(0.0);
            add_shifted(self.images.row(row), shift, shifted);
            self.shifts[row] = shift;
        }
    }

    fn find_gradient(&mut self, network: &Network) -> Result<()> {
        let Self {
            digits,
            shifted,
            gradient,
            shifts,
            are_confident,
            ..
        } = self;
        let margins = |z: &Matrix, dz: &mut Matrix| {
            for (row, digit) in digits.iter().enumerate() {
                margin_gradient(z.row(row), *digit, dz.row_mut(row));
            }
        };
        let targets = network.recipe().targets;
        let images = Images::Floats(shifted.as_row_major());
        let top = network.pre_activation();
        network.image_gradients(&images, top, margins, |by_pixel, outputs| {
            for (row, gradient) in gradient.rows_mut().enumerate() {
                let [across, down] = shifts[row];
                gradient.fill(0.0);
                add_shifted(by_pixel.row(row), [-across, -down], gradient);
            }
            for (row, digit) in digits.iter().enumerate() {
                let outputs = outputs.row(row);
                are_confident[row] = targets.predicted(outputs) == *digit
                    && targets.confidence(outputs, *digit) >= CONFIDENT;
            }
        })
    }
}

/// Adds an image, shifted across and down; pixels that leave the square are lost. Both: [784]
fn add_shifted(image: &[f32], [across, down]: [isize; 2], sum: &mut [f32]) {
    // The first row or column that is written, and that is read.
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
