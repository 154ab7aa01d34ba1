//! Backwards query: what a network thinks a digit looks like.

mod gradient;
mod handwriting;
mod inversion;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::images::Images;
use crate::layer::{Activation, Function, Layer};
use crate::network::Network;
use crate::sensitivity::check_index;

/// How a dream is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Seed 004, section 7: layer by layer from the outputs to the image, by the inverse of the
    /// sigmoid. Only where every activation is one.
    Inversion,
    /// Up the gradient of the digit's output by the image, for every network that has gradients.
    Gradient,
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
pub struct Options {
    /// Left out: the inversion where it exists, else the gradient.
    pub method: Option<Method>,
    pub start: Start,
    /// Steps up the gradient, at most 10,000.
    pub steps: usize,
    /// Fixes the noise that the gradient is found with.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            method: None,
            start: Start::Grey,
            steps: 150,
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
    /// Steps up the gradient; the inversion takes none.
    pub steps: usize,
    /// The digit's output when the network reads the image.
    pub confidence: f32,
}

const MOST_STEPS: usize = 10_000;

impl Network {
    /// What the network thinks this digit looks like.
    pub fn back_query(&mut self, digit: usize, options: &Options) -> Result<Dream> {
        let mut dreams = self.back_query_each(&[digit], options)?;
        Ok(dreams.remove(0))
    }

    /// The same for every digit that the network knows, in less time than one after the other.
    /// A digit's noise is its own; its image differs from a single one's by rounding alone.
    pub fn dreams(&mut self, options: &Options) -> Result<Vec<Dream>> {
        let digits: Vec<usize> = (0..self.recipe().outputs()).collect();
        self.back_query_each(&digits, options)
    }

    /// Why the inversion does not exist for this network, if it does not.
    pub fn inversion_objection(&self) -> Option<String> {
        let error = self.check_inversion().err()?;
        Some(error.to_string())
    }

    fn back_query_each(&mut self, digits: &[usize], options: &Options) -> Result<Vec<Dream>> {
        for digit in digits {
            check_index("digit", *digit, self.recipe().outputs())?;
        }
        let method = options.method.unwrap_or(match self.check_inversion() {
            Ok(()) => Method::Inversion,
            Err(_) => Method::Gradient,
        });
        let (images, steps) = match method {
            Method::Inversion => (self.invert_each(digits)?, 0),
            Method::Gradient => {
                if options.steps > MOST_STEPS {
                    return Err(Error::Steps {
                        got: options.steps,
                        most: MOST_STEPS,
                    });
                }
                (self.climb(digits, options)?, options.steps)
            }
        };
        let (inputs, outputs) = (self.recipe().inputs, self.recipe().outputs());
        let confidences = self.query(&images)?.to_vec();
        let dream = |(image, (row, digit)): (&[f32], (&[f32], &usize))| Dream {
            image: image.to_vec(),
            method,
            steps,
            confidence: row[*digit],
        };
        let read = confidences.chunks_exact(outputs).zip(digits);
        Ok(images.chunks_exact(inputs).zip(read).map(dream).collect())
    }

    /// Dense layers, each followed by a sigmoid: the networks that the inversion is for.
    fn check_inversion(&self) -> Result<()> {
        for (layer, kind) in self.layers().iter().enumerate() {
            let found = match kind {
                Layer::Dense(_) if layer % 2 == 0 => continue,
                Layer::Dense(_) => "dense layer",
                Layer::Activation(Activation {
                    function: Function::Sigmoid,
                }) if layer % 2 == 1 => continue,
                Layer::Activation(activation) => activation.function.name(),
                Layer::Conv(_) => "convolution",
                Layer::MaxPool(_) => "max pooling",
                Layer::AveragePool(_) => "average pooling",
                Layer::BatchNorm(_) => "batch normalisation",
                Layer::Dropout(_) => "dropout",
            };
            return Err(Error::NoInversion { layer, kind: found });
        }
        match self.layers().len() % 2 {
            0 => Ok(()),
            _ => Err(Error::NoInversion {
                layer: self.layers().len() - 1,
                kind: "dense layer without an activation",
            }),
        }
    }

    fn invert_each(&self, digits: &[usize]) -> Result<Vec<f32>> {
        self.check_inversion()?;
        Ok(digits
            .iter()
            .flat_map(|digit| self.invert(*digit))
            .collect())
    }

    /// [digits, inputs]
    fn start(&self, digits: &[usize], start: &Start) -> Result<Vec<f32>> {
        let values = digits.len() * self.recipe().inputs;
        match start {
            Start::Grey => Ok(vec![0.5; values]),
            Start::Inversion => self.invert_each(digits),
            Start::Images(images) => {
                if images.len() != values {
                    return Err(Error::Length {
                        what: "start",
                        got: images.len(),
                        expected: values.to_string(),
                    });
                }
                Images::Floats(images).check(self.recipe().inputs)?;
                Ok(images.clone())
            }
        }
    }
}
