//! Backwards query: an image for which a network predicts a given digit, called a dream.
//!
//! The inversion computes it in one pass from the outputs to the image. [`GradientAscent`] finds it step by step,
//! without a prior or with the handwriting prior, from grey or from a drawing, near which it may have to stay.
//!
//! ```
//! use neuroglyph::back_query::{Method, Options};
//! use neuroglyph::{Network, recipe};
//!
//! let mut network = Network::new(recipe::named("symon")?, Some(1))?;
//! let dream = network.back_query(7, &Options::default())?;
//! assert_eq!(dream.method, Method::Inversion);
//! assert_eq!(dream.image.len(), 784);
//! # Ok::<(), neuroglyph::Error>(())
//! ```

mod blur;
mod component_search;
mod gradient_ascent;
mod handwriting;
mod inversion;
mod objective;
mod pixel_search;

pub use gradient_ascent::GradientAscent;
pub use inversion::{InversionStep, InversionStepKind};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::Matrix;
use crate::layer::Layer;
use crate::network::Network;
use crate::sensitivity::check_index;

/// How a backwards query finds its image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Layer by layer from the outputs to the image: each sigmoid by its inverse,
    /// each dense layer by its transposed weights, which are no inverse (O. Symon, "Neural network
    /// handwriting recognition", section 7). Only where every activation is a sigmoid.
    Inversion,
    /// Gradient ascent on the digit's output by the image's pixels, for every network that has gradients.
    Gradient,
}

/// The images among which gradient ascent searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Prior {
    /// All: every pixel may change.
    Free,
    /// Those that vary as handwriting does: the mean and 40 principal components of MNIST's training
    /// images, computed without their labels.
    Handwriting,
}

/// The images with which gradient ascent begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Start {
    /// Every pixel 0.5.
    #[default]
    Grey,
    /// The images of the inversion.
    Inversion,
    /// These, one for each digit of the query: [digits, inputs], in 0..1.
    Images(Vec<f32>),
}

/// The options of a backwards query.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    all(feature = "js", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(rename = "BackQueryOptions"),
    serde(default)
)]
pub struct Options {
    /// `None`: the inversion where it exists and no option of gradient ascent is set (`prior`, `start`,
    /// `stay_near`), else the gradient.
    pub method: Option<Method>,
    /// Of gradient ascent. `None`: free for a network that has convolutions and with `stay_near`, else
    /// handwriting. A dense network does not know which pixels are neighbours, and its images without a
    /// prior show no strokes.
    pub prior: Option<Prior>,
    /// Of gradient ascent.
    #[cfg_attr(
        all(feature = "js", target_arch = "wasm32"),
        tsify(type = "\"grey\" | \"inversion\" | Float32Array")
    )]
    pub start: Start,
    /// The weight of an L1 penalty on the distance from the start, 0 to 1: above 0 gradient ascent goes on only until
    /// the network predicts the digit with a confidence of 0.9, and changes that are not needed for that are undone.
    /// At 1 a step of the penalty moves a pixel as far as a step of the gradient moves the whole image. Above 0 it
    /// needs images as its start and the free prior.
    pub stay_near: f32,
    /// Steps of gradient ascent, at most 1,000.
    pub steps: usize,
    /// Fixes the shifts of the image at which gradients are taken.
    pub seed: u64,
}

impl Options {
    /// Whether an option is set that the inversion does not have.
    fn is_about_gradient(&self) -> bool {
        self.prior.is_some() || self.start != Start::Grey || self.stay_near > 0.0
    }

    /// The method for this network.
    pub fn method_for(&self, network: &Network) -> Method {
        self.method.unwrap_or_else(|| {
            match !self.is_about_gradient() && network.recipe().check_inversion().is_ok() {
                true => Method::Inversion,
                false => Method::Gradient,
            }
        })
    }

    fn check(&self) -> Result<()> {
        if self.steps > MOST_STEPS {
            return Err(Error::Steps {
                got: self.steps,
                most: MOST_STEPS,
            });
        }
        if !(0.0..=1.0).contains(&self.stay_near) {
            let got = self.stay_near;
            return Err(Error::BackQuery(format!("stay_near is {got}: use 0 to 1")));
        }
        if self.method == Some(Method::Inversion) && self.is_about_gradient() {
            let reason = "prior, start and stay_near are about the gradient, not the inversion";
            return Err(Error::BackQuery(reason.to_owned()));
        }
        if self.stay_near > 0.0 {
            if !matches!(self.start, Start::Images(_)) {
                let reason = "stay_near needs the images to stay near: give them as start";
                return Err(Error::BackQuery(reason.to_owned()));
            }
            if self.prior == Some(Prior::Handwriting) {
                let reason = "stay_near is about single pixels: it needs the prior \"free\"";
                return Err(Error::BackQuery(reason.to_owned()));
            }
        }
        Ok(())
    }

    /// The prior of gradient ascent for this network.
    pub fn prior_for(&self, network: &Network) -> Prior {
        self.prior.unwrap_or_else(|| {
            let is_conv = |layer: &Layer| matches!(layer, Layer::Conv(_));
            match self.stay_near > 0.0 || network.layers().iter().any(is_conv) {
                true => Prior::Free,
                false => Prior::Handwriting,
            }
        })
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            method: None,
            prior: None,
            start: Start::Grey,
            stay_near: 0.0,
            // With 80 the thinnest strokes of `reader` are still grey, with 200 nothing is clearer.
            steps: 100,
            seed: 1,
        }
    }
}

/// The image that a backwards query found, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Dream {
    /// `[inputs]`, in 0..1, white ink on black.
    pub image: Vec<f32>,
    /// The method that found it.
    pub method: Method,
    /// Of gradient ascent; the inversion has none.
    pub prior: Option<Prior>,
    /// Steps of gradient ascent; the inversion takes none.
    pub steps: usize,
    /// The digit's output when the network is queried with the image; of a single output y, for 0, that of the other
    /// class: 1 − y with the targets 0 and 1.
    pub confidence: f32,
}

/// With so many a query of `reader`, the largest network that is shipped, takes 1.7 s of a core in the plain build of
/// WebAssembly, and `dreams`, of all ten digits, 9 s; a larger network takes as much longer as its gradients do. No
/// image is clearer for them.
const MOST_STEPS: usize = 1_000;

impl Network {
    /// An image for which the network predicts this digit.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] for a digit without an output, [`Error::BackQuery`], [`Error::Steps`] or [`Error::Length`] for
    /// options that cannot be used, [`Error::NoInversion`] or [`Error::NoGradient`] for a network without the method.
    pub fn back_query(&self, digit: usize, options: &Options) -> Result<Dream> {
        let mut dreams = self.back_query_each(&[digit], options)?;
        Ok(dreams.remove(0))
    }

    /// [`Network::back_query`] for every class of the network, in one batch, which takes less time than one after the
    /// other, but up to as many times that of a single query as there are classes: [`GradientAscent`] takes its steps
    /// in portions. Each digit has random shifts of its own; its image differs from that of a single query by rounding
    /// alone.
    ///
    /// # Errors
    ///
    /// As [`Network::back_query`].
    pub fn dreams(&self, options: &Options) -> Result<Vec<Dream>> {
        let digits: Vec<usize> = (0..self.recipe().classes()).collect();
        self.back_query_each(&digits, options)
    }

    /// Why the inversion does not exist for this network, or `None` if it does.
    pub fn inversion_objection(&self) -> Option<String> {
        let error = self.recipe().check_inversion().err()?;
        Some(error.to_string())
    }

    fn back_query_each(&self, digits: &[usize], options: &Options) -> Result<Vec<Dream>> {
        self.check_digits(digits)?;
        options.check()?;
        let method = options.method_for(self);
        let (images, prior, steps) = match method {
            Method::Inversion => (self.invert_each(digits)?, None, 0),
            Method::Gradient => {
                let mut ascent = GradientAscent::new(self, digits, options)?;
                ascent.advance(self, options.steps)?;
                let prior = options.prior_for(self);
                (ascent.images().to_vec(), Some(prior), options.steps)
            }
        };
        let (inputs, outputs) = (self.recipe().inputs, self.recipe().outputs());
        let confidences = self.query(&images)?;
        let dream = |(image, (row, digit)): (&[f32], (&[f32], &usize))| Dream {
            image: image.to_vec(),
            method,
            prior,
            steps,
            confidence: self.recipe().targets.confidence(row, *digit),
        };
        let read = confidences.chunks_exact(outputs).zip(digits);
        Ok(images.chunks_exact(inputs).zip(read).map(dream).collect())
    }

    fn check_digits(&self, digits: &[usize]) -> Result<()> {
        let classes = self.recipe().classes();
        let mut digits = digits.iter();
        digits.try_for_each(|digit| check_index("digit", *digit, classes))
    }

    fn invert_each(&self, digits: &[usize]) -> Result<Vec<f32>> {
        self.recipe().check_inversion()?;
        Ok(digits
            .iter()
            .flat_map(|digit| self.invert(*digit))
            .collect())
    }

    /// The start of gradient ascent: [digits, inputs]
    fn first_images(&self, digits: &[usize], start: &Start) -> Result<Matrix> {
        let mut images = Matrix::zeros(digits.len(), self.recipe().inputs);
        let values = images.as_row_major_mut();
        match start {
            Start::Grey => values.fill(0.5),
            Start::Inversion => values.copy_from_slice(&self.invert_each(digits)?),
            Start::Images(given) => {
                if given.len() != values.len() {
                    return Err(Error::Length {
                        what: "start",
                        got: given.len(),
                        expected: values.len().to_string(),
                    });
                }
                Images::Floats(given).check(self.recipe().inputs)?;
                values.copy_from_slice(given);
            }
        }
        Ok(images)
    }
}
