//! `Network` in JavaScript.

use std::cell::RefMut;

use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::handle::{Class, Handle};
use super::incoming::{
    self, JsBytes, JsFloats, JsImages, JsNumber, JsRecipe, OwnedImages, floats, seed_or_none,
};
use super::{plain_object, to_js_error};
use crate::metrics::CONFIDENCE_THRESHOLD;
use crate::network::Network;
use crate::recipe::Recipe;

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
    fn of(network: Network) -> Self {
        Self(Handle::new(network))
    }

    pub(super) fn get(&self) -> Result<RefMut<'_, Network>, JsValue> {
        self.0.get()
    }
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// An untrained network.
    ///
    /// `recipe` is a recipe's name or a recipe; `seed`, a whole number, fixes the initial
    /// weights and the dropout masks, and is chosen at random if it is left out.
    #[wasm_bindgen(constructor)]
    pub fn new(
        recipe: JsRecipe,
        #[wasm_bindgen(unchecked_optional_param_type = "number | null")] seed: JsNumber,
    ) -> Result<JsNetwork, JsValue> {
        let (recipe, seed) = (incoming::recipe(&recipe)?, seed_or_none(&seed)?);
        let network = Network::new(recipe, seed).map_err(to_js_error)?;
        Ok(JsNetwork::of(network))
    }

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

    /// The network as a model file.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, JsValue> {
        self.get()?.to_safetensors().map_err(to_js_error)
    }

    /// The ten outputs for an image of 784 values in 0..1, white ink on black (or for n images,
    /// one after the other): probabilities if the last layer is a softmax.
    pub fn query(&self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let images = OwnedImages::take(&image)?;
        self.get()?.query(images.borrow()).map_err(to_js_error)
    }

    /// All parameters, layer by layer: what `set_weights` of a network of this shape takes.
    pub fn weights(&self) -> Result<Vec<f32>, JsValue> {
        Ok(self.get()?.weights())
    }

    /// Sets all parameters, in the order of `weights`.
    pub fn set_weights(&self, flat: JsFloats) -> Result<(), JsValue> {
        let flat = floats("weights", &flat)?;
        self.get()?.set_weights(&flat).map_err(to_js_error)
    }

    /// What the network is and how it is trained.
    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> Result<Ts<Recipe>, JsValue> {
        plain_object(self.get()?.recipe())
    }

    /// The seed of the initial weights and the dropout masks.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> Result<f64, JsValue> {
        Ok(self.get()?.seed() as f64)
    }
}
