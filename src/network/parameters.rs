//! A network's parameters, one after the other.

use super::Network;
use crate::error::{Error, Result};
use crate::kernels::parallel::par_rows;
use crate::layer::{Layer, Parameter, Role, parameter_name};

impl Network {
    /// All parameters, layer by layer, each row by row; weights are `[inputs, outputs]`. The running means and
    /// variances of normalisations are among them.
    pub fn weights(&self) -> Vec<f32> {
        let mut weights = Vec::new();
        self.copy_weights(&mut weights);
        weights
    }

    /// Sets all parameters, in the order of [`Network::weights`].
    ///
    /// # Errors
    ///
    /// [`Error::Length`] for another number of them, [`Error::Parameter`] for one that is not finite,
    /// [`Error::Variance`] for a variance below 0.
    pub fn set_weights(&mut self, weights: &[f32]) -> Result<()> {
        let expected = self.parameter_count();
        if weights.len() != expected {
            return Err(Error::Length {
                what: "weights",
                got: weights.len(),
                expected: expected.to_string(),
            });
        }
        check_finite("weights", weights)?;
        self.check_variances(weights)?;
        self.expire_derived();
        for layer in &mut self.layers {
            if let Layer::Dense(dense) = layer {
                dense.baseline = None;
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

    /// Refuses variances below 0, whose square root would be NaN.
    fn check_variances(&self, weights: &[f32]) -> Result<()> {
        let mut rest = weights;
        for (layer, parameter) in self.parameters() {
            let (values, others) = rest.split_at(parameter.value.as_row_major().len());
            rest = others;
            if parameter.role == Role::Variance
                && let Some(index) = values.iter().position(|value| *value < 0.0)
            {
                let (tensor, value) = (parameter_name(layer, parameter.name), values[index]);
                return Err(Error::Variance {
                    tensor,
                    index,
                    value,
                });
            }
        }
        Ok(())
    }

    /// Copies the parameters, in the order of [`Network::weights`], into memory that is reused.
    pub(crate) fn copy_weights(&self, weights: &mut Vec<f32>) {
        weights.clear();
        weights.reserve_exact(self.parameter_count());
        for (_, parameter) in self.parameters() {
            weights.extend_from_slice(parameter.value.as_row_major());
        }
    }

    /// Whether every parameter is a finite number.
    pub(crate) fn is_finite(&self) -> bool {
        // One after the other in a loop without an exit, which is vectorised.
        let are_finite =
            |values: &[f32]| (values.iter()).fold(true, |all, value| all & value.is_finite());
        self.parameters()
            .all(|(_, parameter)| are_finite(parameter.value.as_row_major()))
    }

    /// own += by · (other − own), for every parameter of a network of the same shape.
    pub(crate) fn ema_update(&mut self, other: &Network, by: f32) {
        self.expire_derived();
        let others = other.parameters().map(|(_, parameter)| &parameter.value);
        let own = self.layers.iter_mut().flat_map(Layer::parameters_mut);
        for (own, other) in own.zip(others) {
            let rows = (own.value.row_slice_mut(), other.row_slice());
            par_rows(rows, |_, (own, other)| {
                for (own, other) in own.values.iter_mut().zip(other.values) {
                    *own += by * (other - *own);
                }
            });
        }
    }

    fn parameter_count(&self) -> usize {
        let parameters = self.parameters();
        let sizes = parameters.map(|(_, parameter)| parameter.value.as_row_major().len());
        sizes.sum()
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
