//! Sensitivity: gradients of a network's values by the image, and the strongest links of one neuron each way.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::images::Images;
use crate::kernels::Matrix;
use crate::layer::{ActivationFunction, Layer, Mode};
use crate::network::{Network, Workspace};
use crate::order;

/// One neuron of a dense layer, with the activation behind it, for one image.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Neuron {
    /// Its activation.
    pub signal: f32,
    /// Its pre-activation, what the dense layer makes of its inputs: the sum of weight · signal over all incoming links,
    /// and the bias.
    pub sum: f32,
    /// Its bias; 0 where the layer has none.
    pub bias: f32,
    /// The gradient of the loss by its signal; of an output neuron the error, output − target.
    pub sensitivity: f32,
    /// The gradient of the loss by its pre-activation: the sensitivity times the slope of the activation function.
    /// Of an output neuron the two are equal where the loss is a cross-entropy.
    pub output_sensitivity: f32,
    /// The strongest incoming links, in descending order of |weight · signal|.
    pub incoming: Vec<Link>,
    /// The strongest outgoing links, in the same order; an output neuron has none.
    pub outgoing: Vec<Link>,
}

/// A link between two neurons.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Link {
    /// The index of the neuron, or of the pixel, at its other end.
    pub neuron: usize,
    /// The link's weight.
    pub weight: f32,
    /// The activation that it multiplies.
    pub signal: f32,
    /// The output sensitivity of the neuron in which it ends.
    pub output_sensitivity: f32,
    /// The gradient of the loss by the weight: output sensitivity · signal.
    pub gradient: f32,
    /// The change of the weight in one step of the network's optimiser on this image alone.
    pub moved: f32,
}

impl Network {
    /// The gradient of a digit's pre-activation by each pixel in 0..1; the pre-activation, because a saturated
    /// output has a gradient near 0. Where it is above 0, ink is evidence for the digit, below 0 against it. A single output
    /// is for 1, and the gradient for 0 is the same with the other sign.
    ///
    /// image: `[inputs]` → `[inputs]`
    ///
    /// # Errors
    ///
    /// [`Error::Index`] for a digit without an output, [`Error::NoGradient`] for a network without gradients; of the
    /// image [`Error::EmptyBatch`], [`Error::Length`] or [`Error::Pixel`].
    pub fn sensitivity<'a>(&self, image: impl Into<Images<'a>>, digit: usize) -> Result<Vec<f32>> {
        check_index("digit", digit, self.recipe().classes())?;
        let top = self.pre_activation();
        match (self.recipe().outputs(), digit) {
            (1, 0) => self.gradient_at(&image.into(), top, 0, -1.0),
            (1, _) => self.gradient_at(&image.into(), top, 0, 1.0),
            _ => self.gradient_at(&image.into(), top, digit, 1.0),
        }
    }

    /// [`Network::sensitivity`] of value `index` of the output of the layer with this index in the recipe; of a dense
    /// layer the output is the pre-activation.
    ///
    /// # Errors
    ///
    /// As [`Network::sensitivity`], [`Error::Index`] for a layer or value that does not exist, and [`Error::Layer`] for
    /// a softmax.
    pub fn neuron<'a>(
        &self,
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
        self.gradient_at(&image.into(), layer + 1, index, 1.0)
    }

    /// The gradient by each pixel of `factor` times value `index` of values[top].
    fn gradient_at(
        &self,
        image: &Images,
        top: usize,
        index: usize,
        factor: f32,
    ) -> Result<Vec<f32>> {
        image.check_one(self.recipe().inputs)?;
        let one_hot = |_: &Matrix, d_values: &mut Matrix| {
            d_values.as_row_major_mut().fill(0.0);
            d_values.row_mut(0)[index] = factor;
        };
        self.image_gradients(image, top, one_hot, |by_pixel, _| by_pixel.row(0).to_vec())
    }

    /// The outputs of each layer for an image, layer after layer: as many values as [`Network::widths`] says after
    /// its first. Those of a dense layer are the pre-activations of the activation behind it, whose own outputs follow:
    /// both stand in the result.
    ///
    /// image: `[inputs]`
    ///
    /// ```
    /// use neuroglyph::{Network, recipe};
    ///
    /// let network = Network::new(recipe::named("nielsen")?, Some(1))?;
    /// let image = vec![0.5f32; 784];
    /// let values = network.activations(&image)?;
    /// // Layers of 30 units, a sigmoid, 10 units and a sigmoid.
    /// assert_eq!(values.len(), 30 + 30 + 10 + 10);
    /// let (pre_activation, activation) = (values[0], values[30]);
    /// assert!((activation - 1.0 / (1.0 + (-pre_activation).exp())).abs() < 1e-6);
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::EmptyBatch`], [`Error::Length`] or [`Error::Pixel`] for anything but one image in 0..1.
    pub fn activations<'a>(&self, image: impl Into<Images<'a>>) -> Result<Vec<f32>> {
        let image = image.into();
        image.check_one(self.recipe().inputs)?;
        self.with_workspace(|workspace| {
            self.write_inputs(workspace, &image, Mode::Query)?;
            self.forward(workspace);
            let outputs = workspace.values[1..].iter();
            Ok(outputs.flat_map(Matrix::as_row_major).copied().collect())
        })
    }

    /// The weights of the incoming links of a neuron of a dense layer: `[inputs of the layer]`.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] for a layer or neuron that does not exist, [`Error::Layer`] for a layer that is not dense.
    pub fn incoming(&self, layer: usize, index: usize) -> Result<Vec<f32>> {
        self.check_neuron(layer, index)?;
        let w = self.weight(layer);
        Ok((0..w.rows()).map(|row| w.row(row)[index]).collect())
    }

    /// One neuron of the dense layer with this index in the recipe, and its `count` strongest links each way, for an
    /// image that shows this digit. There is no dropout, and the step of the optimiser changes a copy.
    ///
    /// image: `[inputs]`
    ///
    /// # Errors
    ///
    /// As [`Network::incoming`] and [`Network::train_step`].
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
        self.with_workspace(|workspace| {
            copy.find_gradients_in(workspace, &image, &[label], Mode::Query)?;
            copy.learn(&image, &[label], self.recipe().optimizer, Mode::Query)?;
            Ok(self.neuron_of(workspace, &copy, label, layer, index, count))
        })
    }

    /// After a pass that has found the gradients in this workspace and in the parameters of this copy, which has
    /// then taken a step.
    fn neuron_of(
        &self,
        workspace: &Workspace,
        copy: &Network,
        label: u8,
        layer: usize,
        index: usize,
        count: usize,
    ) -> Neuron {
        let (values, gradients) = (&workspace.values, &workspace.gradients);
        let next = (layer + 1..self.layers().len())
            .find(|layer| matches!(self.layers()[*layer], Layer::Dense(_)));
        let signal = values[next.unwrap_or(self.layers().len())].row(0)[index];
        let sensitivity = match next {
            Some(next) => gradients[next].row(0)[index],
            None => signal - self.targets().of(index, label, self.recipe().outputs()),
        };
        let link = |layer: usize, from: usize, to: usize, neuron: usize| {
            let weight = self.weight(layer).row(from)[to];
            Link {
                neuron,
                weight,
                signal: values[layer].row(0)[from],
                output_sensitivity: gradients[layer + 1].row(0)[to],
                gradient: copy.weight_gradient(layer).row(from)[to],
                moved: copy.weight(layer).row(from)[to] - weight,
            }
        };
        let incoming = (0..self.widths()[layer]).map(|from| link(layer, from, index, from));
        let outgoing = next.map(|next| {
            let ends = 0..self.widths()[next + 1];
            ends.map(move |to| link(next, index, to, to)).collect()
        });
        let bias = self.layers()[layer].parameters().get(1);
        Neuron {
            signal,
            sum: values[layer + 1].row(0)[index],
            bias: bias.map_or(0.0, |bias| bias.value.as_row_major()[index]),
            sensitivity,
            output_sensitivity: gradients[layer + 1].row(0)[index],
            incoming: strongest(incoming.collect(), count),
            outgoing: strongest(outgoing.unwrap_or_default(), count),
        }
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

fn strongest(links: Vec<Link>, count: usize) -> Vec<Link> {
    let weakness = |link: &Link| -f64::from((link.weight * link.signal).abs());
    let mut links = order::by_key(links, weakness);
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
