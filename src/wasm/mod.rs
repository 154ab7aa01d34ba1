//! The boundary to JavaScript: the only folder with `#[wasm_bindgen]`, a file a class.
//! Everything crosses as flat typed arrays, plain numbers and plain objects, copied; every
//! refusal arrives as an `Error` whose message names the bad value.

pub mod dataset;
pub mod network;
pub mod preprocess;
pub mod recipes;
pub mod training;

use js_sys::{Error as JsError, Object, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::recipe::{self, Recipe};

/// Runs once, when the module is loaded.
#[wasm_bindgen(start)]
fn start() {
    // A bug that we did not foresee is told with its place, not as "unreachable executed".
    console_error_panic_hook::set_once();
}

fn to_js_error(error: Error) -> JsValue {
    JsError::new(&error.to_string()).into()
}

fn refuse(message: String) -> JsValue {
    JsError::new(&message).into()
}

/// A recipe from its name or from a plain object.
fn to_recipe(recipe: JsValue) -> Result<Recipe, JsValue> {
    match recipe.as_string() {
        Some(name) => recipe::named(&name).map_err(to_js_error),
        None => serde_wasm_bindgen::from_value(recipe)
            .map_err(|error| refuse(format!("recipe: {error}"))),
    }
}

fn to_seed(seed: f64) -> Result<u64, JsValue> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    match seed.fract() == 0.0 && (0.0..=MOST).contains(&seed) {
        true => Ok(seed as u64),
        false => Err(refuse(format!(
            "seed is {seed}: use a whole number from 0 to {MOST}"
        ))),
    }
}

/// A plain object, with numbers for numbers of every width.
fn to_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let object = value.serialize(&serializer);
    object.map_err(|error| refuse(error.to_string()))
}

/// Labels, copied out of JavaScript, which may hand over anything.
fn labels_of(labels: &JsValue) -> Result<Vec<u8>, JsValue> {
    match labels.dyn_ref::<Uint8Array>() {
        Some(labels) => Ok(labels.to_vec()),
        None => Err(refuse(format!("labels: {} is no Uint8Array", kind(labels)))),
    }
}

/// What a value is, in a word, for a message.
fn kind(value: &JsValue) -> String {
    match value.dyn_ref::<Object>() {
        Some(object) => object.constructor().name().into(),
        None if value.is_null() => "null".to_owned(),
        None => value.js_typeof().as_string().unwrap_or_default(),
    }
}
