//! `Network` by its recipe and its parameters, in JavaScript.

use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::incoming::{JsFloats, JsNumber, floats};
use super::network::JsNetwork;
use super::object::{self, JsRecipe, plain_object, seed_or_none};
use super::to_js_error;
use crate::network::Network;
use crate::recipe::Recipe;

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
        let (recipe, seed) = (object::recipe(&recipe)?, seed_or_none(&seed)?);
        let network = Network::new(recipe, seed).map_err(to_js_error)?;
        Ok(JsNetwork::of(network))
    }

    /// The network as a model file.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, JsValue> {
        self.get()?.to_safetensors().map_err(to_js_error)
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
