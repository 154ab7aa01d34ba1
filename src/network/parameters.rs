//! A network's parameters, one after the other.

use super::Network;
use crate::error::{Error, Result};
use crate::layer::{Layer, Parameter};

impl Network {
    /// All parameters, layer by layer, each row by row; weights are [inputs, outputs].
    pub fn weights(&self) -> Vec<f32> {
        let mut weights = Vec::new();
        self.copy_weights(&mut weights);
        weights
    }

    /// Takes what [`Network::weights`] of a network of the same shape gave.
    pub fn set_weights(&mut self, weights: &[f32]) -> Result<()> {
        let sizes = |(_, parameter): (_, &Parameter)| parameter.value.as_row_major().len();
        let expected: usize = self.parameters().map(sizes).sum();
        if weights.len() != expected {
            return Err(Error::Length {
                what: "weights",
                got: weights.len(),
                expected: expected.to_string(),
            });
        }
        check_finite("weights", weights)?;
        for layer in &mut self.layers {
            if let Layer::Dense(dense) = layer {
                dense.rest = None;
            }
        }
        let mut rest = weights;
        for parameter in self.layers.iter_mut().flat_map(Layer::parameters_mut) {
            let values = parameter.value.as_row_major_mut();
            let (these, others) = rest.split_at(values.len());
            values.copy_from_slice(these);
            rest = others;
        }
        Ok(())
    }

    /// Copies the parameters, in the order of [`Network::weights`], without allocating anew.
    pub(crate) fn copy_weights(&self, weights: &mut Vec<f32>) {
        weights.clear();
        for (_, parameter) in self.parameters() {
            weights.extend_from_slice(parameter.value.as_row_major());
        }
    }

    /// Every parameter with the index of its layer.
    pub fn parameters(&self) -> impl Iterator<Item = (usize, &Parameter)> {
        let layers = self.layers.iter().enumerate();
        layers.flat_map(|(index, layer)| layer.parameters().iter().map(move |p| (index, p)))
    }
}

/// Refuses a parameter that is no finite number.
pub(crate) fn check_finite(tensor: &str, values: &[f32]) -> Result<()> {
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(()),
        Some(index) => Err(Error::Parameter {
            tensor: tensor.to_owned(),
            index,
            value: values[index],
        }),
    }
}
