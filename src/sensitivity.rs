//! Which pixels, neurons and links an answer comes from: gradients of a network's values by the
//! image, and the strongest links of one neuron each way.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::Matrix;
use crate::layer::{ActivationFunction, Layer, Mode};
use crate::network::Network;

/// What one neuron of a dense layer did with an image, and what its error was. A neuron is taken
/// with the activation behind it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Neuron {
    /// What it puts out.
    pub signal: f32,
    /// How the loss moves with its signal; of an output neuron the error, output − target.
    pub sensitivity: f32,
    /// The sensitivity times the slope of the activation: how the loss moves with the sum of what
    /// came in. For a fused loss they are one (see [`crate::loss::Loss::is_fused`]).
    pub output_sensitivity: f32,
    /// The strongest links that come in, those first whose |weight · signal| is largest.
    pub incoming: Vec<Link>,
    /// The strongest links that go out; an output neuron has none.
    pub outgoing: Vec<Link>,
}

/// A link between two neurons.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Link {
    /// The neuron, or the pixel, at its other end.
    pub neuron: usize,
    pub weight: f32,
    /// What it carries, before the weight.
    pub signal: f32,
    /// That of the neuron in which it ends.
    pub output_sensitivity: f32,
    /// Output sensitivity · signal: how the loss moves with the weight.
    pub gradient: f32,
    /// By how much the weight moves in one step of the network's optimiser on this image alone.
    pub moved: f32,
}

impl Network {
    /// The gradient of a digit's pre-activation, which no saturated output flattens, by each pixel
    /// in 0..1. Ink speaks for the digit where it is above 0, and against it below.
    ///
    /// image: [inputs] → [inputs]
    pub fn sensitivity<'a>(
        &mut self,
        image: impl Into<Images<'a>>,
        digit: usize,
    ) -> Result<Vec<f32>> {
        check_index("digit", digit, self.recipe().outputs())?;
        self.gradient_at(&image.into(), self.pre_activation(), digit)
    }

    /// The same for neuron `index` of the layer with this number in the recipe: the gradient of
    /// what that layer puts out, which for a dense layer is the neuron's pre-activation.
    pub fn neuron<'a>(
        &mut self,
        layer: usize,
        index: usize,
        image: impl Into<Images<'a>>,
    ) -> Result<Vec<f32>> {
        check_index("layer", layer, self.layers().len())?;
        check_index("neuron", index, self.widths()[layer + 1])?;
        if let Layer::Activation(activation) = &self.layers()[layer]
            && activation.function == ActivationFunction::Softmax
        {
            let reason = "a softmax weighs its outputs against each other: ask the layer before it";
            return Err(Error::Layer {
                layer,
                reason: reason.to_owned(),
            });
        }
        self.gradient_at(&image.into(), layer + 1, index)
    }

    fn gradient_at(&mut self, image: &Images, top: usize, index: usize) -> Result<Vec<f32>> {
        image.check_one(self.recipe().inputs)?;
        let gradients = self.image_gradients(image, top, |_, d_values| {
            d_values.as_row_major_mut().fill(0.0);
            d_values.row_mut(0)[index] = 1.0;
        })?;
        Ok(gradients.row(0).to_vec())
    }

    /// What each layer puts out for an image, one layer after the other: as many values as
    /// [`Network::widths`] says after its first.
    pub fn activations<'a>(&mut self, image: impl Into<Images<'a>>) -> Result<Vec<f32>> {
        let image = image.into();
        image.check_one(self.recipe().inputs)?;
        self.load(&image, Mode::Query)?;
        self.forward(Mode::Query);
        let outputs = self.values()[1..].iter();
        Ok(outputs.flat_map(Matrix::as_row_major).copied().collect())
    }

    /// The weights of the links that come into a neuron of a dense layer.
    pub fn incoming(&self, layer: usize, index: usize) -> Result<Vec<f32>> {
        self.check_neuron(layer, index)?;
        let w = self.weight(layer);
        Ok((0..w.rows()).map(|row| w.row(row)[index]).collect())
    }

    /// One neuron of the dense layer with this number in the recipe, and its `count` strongest
    /// links each way, for an image that shows this digit. No value is dropped, and the step that
    /// says how the weights move is taken by a copy.
    pub fn links<'a>(
        &self,
        image: impl Into<Images<'a>>,
        label: u8,
        layer: usize,
        index: usize,
        count: usize,
    ) -> Result<Neuron> {
        let image = image.into();
        image.check_one(self.recipe().inputs)?;
        self.check_neuron(layer, index)?;
        let mut copy = self.clone();
        copy.find_gradients(&image, &[label], Mode::Query)?;
        copy.learn(&image, &[label], self.recipe().optimizer, Mode::Query)?;
        let next = (layer + 1..self.layers().len())
            .find(|layer| matches!(self.layers()[*layer], Layer::Dense(_)));
        let values = copy.values();
        let signal = values[next.unwrap_or(self.layers().len())].row(0)[index];
        let sensitivity = match next {
            Some(next) => copy.value_gradients()[next].row(0)[index],
            None => signal - self.targets().of(index, label, self.recipe().outputs()),
        };
        let link = |layer: usize, from: usize, to: usize, neuron: usize| {
            let weight = self.weight(layer).row(from)[to];
            Link {
                neuron,
                weight,
                signal: values[layer].row(0)[from],
                output_sensitivity: copy.value_gradients()[layer + 1].row(0)[to],
                gradient: copy.weight_gradient(layer).row(from)[to],
                moved: copy.weight(layer).row(from)[to] - weight,
            }
        };
        let incoming = (0..self.widths()[layer]).map(|from| link(layer, from, index, from));
        let outgoing = next.map(|next| {
            let ends = 0..self.widths()[next + 1];
            ends.map(move |to| link(next, index, to, to)).collect()
        });
        Ok(Neuron {
            signal,
            sensitivity,
            output_sensitivity: copy.value_gradients()[layer + 1].row(0)[index],
            incoming: strongest(incoming.collect(), count),
            outgoing: strongest(outgoing.unwrap_or_default(), count),
        })
    }

    fn check_neuron(&self, layer: usize, index: usize) -> Result<()> {
        check_index("layer", layer, self.layers().len())?;
        let Layer::Dense(_) = self.layers()[layer] else {
            let reason = "only a dense layer has links".to_owned();
            return Err(Error::Layer { layer, reason });
        };
        check_index("neuron", index, self.widths()[layer + 1])
    }
}

fn strongest(mut links: Vec<Link>, count: usize) -> Vec<Link> {
    let strength = |link: &Link| (link.weight * link.signal).abs();
    links.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    links.truncate(count);
    links
}

pub(crate) fn check_index(what: &'static str, got: usize, count: usize) -> Result<()> {
    let highest = count - 1;
    match got <= highest {
        true => Ok(()),
        false => Err(Error::Index { what, got, highest }),
    }
}
