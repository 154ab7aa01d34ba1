//! The named recipes, and whether a recipe can be used, in JavaScript.

use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::object::{self, JsRecipe, plain_object};
use super::to_js_error;
use crate::recipe::{self, Recipe, Settings};

/// The named recipes.
#[wasm_bindgen]
pub fn recipes() -> Result<Vec<Ts<Recipe>>, JsValue> {
    let recipe = |name: &String| plain_object(&recipe::named(name).map_err(to_js_error)?);
    recipe::names().iter().map(recipe).collect()
}

/// Throws an `Error` that names the field, its value and what to use, if a recipe cannot be
/// used for training.
#[wasm_bindgen]
pub fn check_recipe(recipe: JsRecipe) -> Result<(), JsValue> {
    let recipe = object::recipe(&recipe)?;
    let checked = recipe.check().and_then(|()| recipe.check_trainable());
    checked.map_err(to_js_error)
}

#[wasm_bindgen]
extern "C" {
    /// The settings of a recipe, as a plain object.
    #[wasm_bindgen(typescript_type = "Settings")]
    pub type JsSettings;
}

/// The settings that a recipe has.
#[wasm_bindgen]
pub fn settings_of(recipe: JsRecipe) -> Result<Ts<Settings>, JsValue> {
    plain_object(&object::recipe(&recipe)?.settings())
}

/// The recipe with these settings, which may be none that `check_recipe` accepts; what they leave out stays as it is.
#[wasm_bindgen]
pub fn with_settings(recipe: JsRecipe, settings: JsSettings) -> Result<Ts<Recipe>, JsValue> {
    let (recipe, settings) = (object::recipe(&recipe)?, object::plain(&settings)?);
    plain_object(&recipe.with_settings(&settings))
}
