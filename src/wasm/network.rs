//! `Network` in JavaScript.

use wasm_bindgen::prelude::*;

use super::incoming::{self, JsBytes, JsFloats, JsImages, JsRecipe, OwnedImages, floats, whole};
use super::{to_js_error, to_object};
use crate::metrics::LEAST_CONFIDENCE;
use crate::network::Network;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Recipe")]
    pub type JsRecipeObject;
}

/// Where the largest output is below this, there is no answer.
#[wasm_bindgen]
pub fn least_confidence() -> f32 {
    LEAST_CONFIDENCE
}

/// A neural network for digits.
#[wasm_bindgen(js_name = Network)]
pub struct JsNetwork(pub(super) Network);

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// A network that has learnt nothing yet.
    ///
    /// `recipe` is a recipe's name or a recipe; `seed`, a whole number, fixes the initial
    /// weights and the dropout masks, and is chosen at random if it is left out.
    #[wasm_bindgen(constructor)]
    pub fn new(recipe: JsRecipe, seed: Option<f64>) -> Result<JsNetwork, JsValue> {
        let recipe = incoming::recipe(&recipe)?;
        let seed = seed.map(|seed| whole("seed", seed)).transpose()?;
        let network = Network::new(recipe, seed).map_err(to_js_error)?;
        Ok(JsNetwork(network))
    }

    /// Reads a model file.
    pub fn from_safetensors(bytes: JsBytes) -> Result<JsNetwork, JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        let network = Network::from_safetensors(&bytes).map_err(to_js_error)?;
        Ok(JsNetwork(network))
    }

    /// The network as a model file.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, JsValue> {
        self.0.to_safetensors().map_err(to_js_error)
    }

    /// The ten outputs for an image of 784 values in 0..1, white ink on black (or for n images,
    /// one after the other): probabilities if the last layer is a softmax.
    pub fn query(&mut self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let images = OwnedImages::take(&image)?;
        let outputs = self.0.query(images.borrow()).map_err(to_js_error)?;
        Ok(outputs.to_vec())
    }

    /// All parameters, layer by layer: what `set_weights` of a network of this shape takes.
    pub fn weights(&self) -> Vec<f32> {
        self.0.weights()
    }

    pub fn set_weights(&mut self, flat: JsFloats) -> Result<(), JsValue> {
        let flat = floats("weights", &flat)?;
        self.0.set_weights(&flat).map_err(to_js_error)
    }

    /// What the network is and how it is trained.
    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> Result<JsRecipeObject, JsValue> {
        Ok(to_object(self.0.recipe())?.unchecked_into())
    }

    /// The seed of the initial weights and the dropout masks.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> f64 {
        self.0.seed() as f64
    }
}
