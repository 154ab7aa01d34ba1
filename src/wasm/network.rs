//! `Network` in JavaScript.

use std::cell::RefMut;

use wasm_bindgen::prelude::*;

use super::handle::{Class, Handle};
use super::incoming::{self, JsBytes, JsImages, JsNumber, OwnedImages, size};
use super::to_js_error;
use crate::metrics::CONFIDENCE_THRESHOLD;
use crate::network::Network;

/// A prediction whose confidence is below this is refused.
#[wasm_bindgen]
pub fn confidence_threshold() -> f32 {
    CONFIDENCE_THRESHOLD
}

/// A neural network for digits.
#[wasm_bindgen(js_name = Network)]
#[repr(transparent)]
pub struct JsNetwork(Handle<Network>);

impl Class for Network {
    const NAME: &'static str = "Network";
}

impl JsNetwork {
    pub(super) fn of(network: Network) -> Self {
        Self(Handle::new(network))
    }

    pub(super) fn get(&self) -> Result<RefMut<'_, Network>, JsValue> {
        self.0.get()
    }
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
    }

    /// Reads a model file.
    pub fn from_safetensors(bytes: JsBytes) -> Result<JsNetwork, JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        let network = Network::from_safetensors(&bytes).map_err(to_js_error)?;
        Ok(JsNetwork::of(network))
    }

    /// Throws an `Error` that names what was found and what is needed, unless the network reads digits.
    pub fn check_reads_digits(&self) -> Result<(), JsValue> {
        let network = self.get()?;
        network.recipe().check_reads_digits().map_err(to_js_error)
    }

    /// The ten outputs for an image of 784 values in 0..1, white ink on black (or for n images,
    /// one after the other): probabilities if the last layer is a softmax.
    pub fn query(&self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let images = OwnedImages::take(&image)?;
        self.get()?.query(images.borrow()).map_err(to_js_error)
    }

    /// The gradient of the digit's pre-activation by each of the 784 pixels: ink speaks for the
    /// digit where it is above 0, and against it below. A single output is for 1, and with the other sign for 0.
    pub fn sensitivity(&self, image: JsImages, digit: JsNumber) -> Result<Vec<f32>, JsValue> {
        let image = OwnedImages::take(&image)?;
        let digit = size("digit", &digit)?;
        let gradient = self.get()?.sensitivity(image.borrow(), digit);
        gradient.map_err(to_js_error)
    }
}
