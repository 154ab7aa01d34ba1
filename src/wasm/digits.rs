//! What a network must be to read digits, in JavaScript.

use wasm_bindgen::prelude::*;

use super::object::{self, JsRecipe};
use super::to_js_error;

/// Throws an `Error` that names what was found and what is needed, unless a network of this recipe reads digits: 784
/// inputs, 10 outputs, and a softmax or a sigmoid as its last layer. Such a network gives ten numbers in 0..1 for an
/// image; `Network` itself takes any.
#[wasm_bindgen]
pub fn check_reads_digits(recipe: JsRecipe) -> Result<(), JsValue> {
    let recipe = object::recipe(&recipe)?;
    recipe.check_reads_digits().map_err(to_js_error)
}
