//! Backwards query: what a network takes a digit for.
//!
//! The inversion is worked out in one go; the gradient is climbed step by step ([`Climb`]), freely or
//! as handwriting varies, from grey or from a drawing, near which it may have to stay.

mod blur;
mod climb;
mod components;
mod handwriting;
mod inversion;
mod objective;
mod pixels;

pub use climb::Climb;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::Matrix;
use crate::layer::Layer;
use crate::network::Network;
use crate::sensitivity::check_index;

/// How a dream is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Layer by layer from the outputs to the image: through each sigmoid by its inverse, through
    /// each dense layer by its transposed weights, which are no inverse (O. Symon, "Neural network
    /// handwriting recognition", section 7). Only where every activation is a sigmoid.
    Inversion,
    /// Up the gradient of the digit's output by the image, for every network that has gradients.
    Gradient,
}

/// Which images the gradient may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Prior {
    /// Any: every pixel may change.
    Free,
    /// Those that vary as handwriting does: mixtures of 40 principal components of MNIST's training
    /// images, taken without their labels.
    Handwriting,
}

/// The images at which the way up the gradient begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Start {
    /// Every pixel 0.5.
    #[default]
    Grey,
    /// What the inversion gives.
    Inversion,
    /// These, one a digit that is asked for: [digits, inputs], in 0..1.
    Images(Vec<f32>),
}

/// How to ask.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    all(feature = "js", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(rename = "BackQueryOptions"),
    serde(default)
)]
pub struct Options {
    /// Left out: the inversion where it exists and nothing is asked that is about the gradient (a
    /// prior, a start, to stay near it), else the gradient.
    pub method: Option<Method>,
    /// Of the gradient. Left out: free for a network that has convolutions and for an image that is
    /// to stay near its start, else as handwriting varies. A dense network knows nothing of which
    /// pixels are neighbours, and its free images are ghosts.
    pub prior: Option<Prior>,
    #[cfg_attr(
        all(feature = "js", target_arch = "wasm32"),
        tsify(type = "\"grey\" | \"inversion\" | Float32Array")
    )]
    pub start: Start,
    /// The penalty for every pixel that differs from the start, 0 to 1: above 0 the gradient is
    /// followed only until the network reads the digit clearly, and whatever is not needed for that
    /// goes back. At 1 a pixel goes back as far as the whole image moves. Above 0 it needs
    /// [`Start::Images`] and the free prior.
    pub stay_near: f32,
    /// Steps up the gradient, at most 10,000.
    pub steps: usize,
    /// Fixes by how much the network is shown the image shifted at each step.
    pub seed: u64,
}

impl Options {
    /// Whether something is asked that the inversion knows nothing of.
    fn is_about_gradient(&self) -> bool {
        self.prior.is_some() || self.start != Start::Grey || self.stay_near > 0.0
    }

    /// The method by which this network is asked.
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

    /// The prior that is followed for this network.
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

/// An image that a network asked backwards gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Dream {
    /// [inputs], in 0..1, white ink on black.
    pub image: Vec<f32>,
    pub method: Method,
    /// Of the gradient; the inversion has none.
    pub prior: Option<Prior>,
    /// Steps up the gradient; the inversion takes none.
    pub steps: usize,
    /// The digit's output when the network reads the image.
    pub confidence: f32,
}

const MOST_STEPS: usize = 10_000;

impl Network {
    /// What the network thinks this digit looks like.
    pub fn back_query(&self, digit: usize, options: &Options) -> Result<Dream> {
        let mut dreams = self.back_query_each(&[digit], options)?;
        Ok(dreams.remove(0))
    }

    /// The same for every digit that the network knows, in less time than one after the other.
    /// A digit's shifts are its own; its image differs from a single one's by rounding alone.
    pub fn dreams(&self, options: &Options) -> Result<Vec<Dream>> {
        let digits: Vec<usize> = (0..self.recipe().outputs()).collect();
        self.back_query_each(&digits, options)
    }

    /// Why the inversion does not exist for this network, if it does not.
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
                let mut climb = Climb::new(self, digits, options)?;
                climb.advance(self, options.steps)?;
                let prior = options.prior_for(self);
                (climb.images().to_vec(), Some(prior), options.steps)
            }
        };
        let (inputs, outputs) = (self.recipe().inputs, self.recipe().outputs());
        let confidences = self.query(&images)?;
        let dream = |(image, (row, digit)): (&[f32], (&[f32], &usize))| Dream {
            image: image.to_vec(),
            method,
            prior,
            steps,
            confidence: row[*digit],
        };
        let read = confidences.chunks_exact(outputs).zip(digits);
        Ok(images.chunks_exact(inputs).zip(read).map(dream).collect())
    }

    fn check_digits(&self, digits: &[usize]) -> Result<()> {
        let outputs = self.recipe().outputs();
        let mut digits = digits.iter();
        digits.try_for_each(|digit| check_index("digit", *digit, outputs))
    }

    fn invert_each(&self, digits: &[usize]) -> Result<Vec<f32>> {
        self.recipe().check_inversion()?;
        Ok(digits
            .iter()
            .flat_map(|digit| self.invert(*digit))
            .collect())
    }

    /// Where the climb begins: [digits, inputs]
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
