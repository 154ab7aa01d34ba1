//! What `Network` tells of itself in JavaScript: widths, blame, activations and links, and whether it can be inverted.

use wasm_bindgen::prelude::*;

use super::incoming::{JsImages, OwnedImages, size};
use super::network::JsNetwork;
use super::{to_js_error, to_object};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A link: `neuron` is the one, or the pixel, at its other end; `gradient` = `output_sensitivity` of the neuron
 * in which it ends · `signal`; `moved`: by how much the weight moves in one step on this image alone. */
export interface Link {
  neuron: number; weight: number; signal: number; output_sensitivity: number; gradient: number; moved: number;
}
/** What one neuron did with an image, and its strongest links by |weight · signal|. */
export interface Neuron {
  signal: number; sensitivity: number; output_sensitivity: number; incoming: Link[]; outgoing: Link[];
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Neuron")]
    pub type JsNeuron;
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// The width of the image, then of what each layer of the recipe puts out.
    #[wasm_bindgen(getter)]
    pub fn widths(&self) -> Vec<u32> {
        let widths = self.0.widths();
        widths.into_iter().map(|width| width as u32).collect()
    }

    /// Why the inversion does not exist for this network, if it does not.
    #[wasm_bindgen(getter)]
    pub fn inversion_objection(&self) -> Option<String> {
        self.0.inversion_objection()
    }

    /// The gradient of the digit's pre-activation by each of the 784 pixels: ink speaks for the
    /// digit where it is above 0, and against it below.
    pub fn sensitivity(&mut self, image: JsImages, digit: f64) -> Result<Vec<f32>, JsValue> {
        let image = OwnedImages::take(&image)?;
        let digit = size("digit", digit)?;
        let gradient = self.0.sensitivity(image.borrow(), digit);
        gradient.map_err(to_js_error)
    }

    /// The same for neuron `index` of what layer `layer` of the recipe puts out, which for a
    /// dense layer is the neuron's pre-activation.
    pub fn neuron(&mut self, layer: f64, index: f64, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let (layer, index) = (size("layer", layer)?, size("neuron", index)?);
        let image = OwnedImages::take(&image)?;
        let gradient = self.0.neuron(layer, index, image.borrow());
        gradient.map_err(to_js_error)
    }

    /// What each layer puts out for an image, one layer after the other: `widths` says how many
    /// values, after its first.
    pub fn activations(&mut self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let image = OwnedImages::take(&image)?;
        self.0.activations(image.borrow()).map_err(to_js_error)
    }

    /// The weights of the links that come into a neuron of a dense layer.
    pub fn incoming(&self, layer: f64, index: f64) -> Result<Vec<f32>, JsValue> {
        let (layer, index) = (size("layer", layer)?, size("neuron", index)?);
        self.0.incoming(layer, index).map_err(to_js_error)
    }

    /// A neuron of the dense layer with this number in the recipe, for an image that shows this
    /// digit, and the `count` strongest of its links each way. The network learns nothing.
    pub fn links(
        &self,
        image: JsImages,
        label: f64,
        layer: f64,
        index: f64,
        count: f64,
    ) -> Result<JsNeuron, JsValue> {
        let image = OwnedImages::take(&image)?;
        let label = size("label", label)?.min(usize::from(u8::MAX)) as u8;
        let (layer, index) = (size("layer", layer)?, size("neuron", index)?);
        let count = size("count", count)?;
        let neuron = self.0.links(image.borrow(), label, layer, index, count);
        Ok(to_object(&neuron.map_err(to_js_error)?)?.unchecked_into())
    }
}
