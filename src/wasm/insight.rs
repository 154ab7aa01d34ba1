//! `Network`'s neurons, activations and links in JavaScript.

use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::incoming::{JsImages, JsNumber, OwnedImages, size};
use super::network::JsNetwork;
use super::object::plain_object;
use super::to_js_error;
use crate::sensitivity::Neuron;

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// The gradient of one output of a layer by each pixel: of a dense layer, of the neuron's pre-activation. `layer` is
    /// the layer's index in the recipe, `index` that of the neuron.
    pub fn neuron(
        &self,
        layer: JsNumber,
        index: JsNumber,
        image: JsImages,
    ) -> Result<Vec<f32>, JsValue> {
        let (layer, index) = (size("layer", &layer)?, size("neuron", &index)?);
        let image = OwnedImages::take(&image)?;
        let gradient = self.get()?.neuron(layer, index, image.borrow());
        gradient.map_err(to_js_error)
    }

    /// The activations of an image, one layer after the other; the outputs of the layers that `describe` gives say how
    /// many each has. A dense layer's are the pre-activations of the activation behind it, whose own values follow.
    pub fn activations(&self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let image = OwnedImages::take(&image)?;
        self.get()?.activations(image.borrow()).map_err(to_js_error)
    }

    /// The weights of the links that come into a neuron of a dense layer.
    pub fn incoming(&self, layer: JsNumber, index: JsNumber) -> Result<Vec<f32>, JsValue> {
        let (layer, index) = (size("layer", &layer)?, size("neuron", &index)?);
        self.get()?.incoming(layer, index).map_err(to_js_error)
    }

    /// A neuron of the dense layer with this number in the recipe, for an image that shows this
    /// digit, and the `count` strongest of its links each way. The network learns nothing.
    pub fn links(
        &self,
        image: JsImages,
        label: JsNumber,
        layer: JsNumber,
        index: JsNumber,
        count: JsNumber,
    ) -> Result<Ts<Neuron>, JsValue> {
        let image = OwnedImages::take(&image)?;
        let label = size("label", &label)?.min(usize::from(u8::MAX)) as u8;
        let (layer, index) = (size("layer", &layer)?, size("neuron", &index)?);
        let count = size("count", &count)?;
        let neuron = self
            .get()?
            .links(image.borrow(), label, layer, index, count);
        plain_object(&neuron.map_err(to_js_error)?)
    }
}
