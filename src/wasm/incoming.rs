//! What JavaScript hands over, which may be anything: taken in and checked.

use js_sys::{Array, Float32Array, Object, Reflect, Uint8Array, Uint8ClampedArray, Uint32Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::{refuse, to_js_error, to_object};
use crate::error::Error;
use crate::images::Images;
use crate::recipe::{self, Recipe};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Uint8Array | Float32Array")]
    pub type JsImages;
    #[wasm_bindgen(typescript_type = "Uint8Array")]
    pub type JsBytes;
    #[wasm_bindgen(typescript_type = "Uint8Array | Uint8ClampedArray")]
    pub type JsPixels;
    #[wasm_bindgen(typescript_type = "Float32Array")]
    pub type JsFloats;
    #[wasm_bindgen(typescript_type = "Uint32Array")]
    pub type JsIndices;
    #[wasm_bindgen(typescript_type = "string | Recipe")]
    pub type JsRecipe;
}

/// Images, copied out of JavaScript.
pub enum OwnedImages {
    Bytes(Vec<u8>),
    Floats(Vec<f32>),
}

impl OwnedImages {
    pub fn take(images: &JsValue) -> Result<Self, JsValue> {
        if images.is_instance_of::<Uint8Array>() {
            return Ok(Self::Bytes(bytes("images", images)?));
        }
        if images.is_instance_of::<Float32Array>() {
            return Ok(Self::Floats(floats("images", images)?));
        }
        Err(not_a("images", images, "Uint8Array or Float32Array"))
    }

    pub fn borrow(&self) -> Images<'_> {
        match self {
            Self::Bytes(bytes) => Images::Bytes(bytes),
            Self::Floats(floats) => Images::Floats(floats),
        }
    }
}

pub fn bytes(what: &str, value: &JsValue) -> Result<Vec<u8>, JsValue> {
    match value.dyn_ref::<Uint8Array>() {
        Some(array) => copied(array.length(), |into| array.copy_to(into)),
        None => Err(not_a(what, value, "Uint8Array")),
    }
}

/// A canvas's pixels are a Uint8ClampedArray.
pub fn pixels(what: &str, value: &JsValue) -> Result<Vec<u8>, JsValue> {
    match value.dyn_ref::<Uint8ClampedArray>() {
        Some(array) => copied(array.length(), |into| array.copy_to(into)),
        None => bytes(what, value),
    }
}

pub fn floats(what: &str, value: &JsValue) -> Result<Vec<f32>, JsValue> {
    match value.dyn_ref::<Float32Array>() {
        Some(array) => copied(array.length(), |into| array.copy_to(into)),
        None => Err(not_a(what, value, "Float32Array")),
    }
}

pub fn indices(what: &str, value: &JsValue) -> Result<Vec<u32>, JsValue> {
    match value.dyn_ref::<Uint32Array>() {
        Some(array) => copied(array.length(), |into| array.copy_to(into)),
        None => Err(not_a(what, value, "Uint32Array")),
    }
}

/// Where there is no memory for so much, that is an error: to run out of it would end the module.
fn copied<T: Clone + Default>(length: u32, copy: impl FnOnce(&mut [T])) -> Result<Vec<T>, JsValue> {
    let length = length as usize;
    let mut values = Vec::new();
    let room = values.try_reserve_exact(length);
    room.map_err(|_| refuse(format!("there is not enough memory for {length} values")))?;
    values.resize(length, T::default());
    copy(&mut values);
    Ok(values)
}

/// A recipe from its name or from a plain object.
pub fn recipe(recipe: &JsValue) -> Result<Recipe, JsValue> {
    match recipe.as_string() {
        Some(name) => recipe::named(&name).map_err(to_js_error),
        None => plain(recipe),
    }
}

/// A recipe, or a part of one, from a plain object.
pub fn plain<T: DeserializeOwned + Serialize>(given: &JsValue) -> Result<T, JsValue> {
    let refuse = |reason: String| to_js_error(Error::RecipeSyntax(reason));
    // By way of a JSON value, as a model file's recipe comes: the code that reads a recipe is large, and once is enough.
    let value: Result<serde_json::Value, _> = serde_wasm_bindgen::from_value(given.clone());
    let value = value.map_err(|error| refuse(error.to_string()))?;
    let taken: T = serde_json::from_value(value).map_err(|error| refuse(error.to_string()))?;
    check_fields(given, &to_object(&taken)?).map_err(refuse)?;
    Ok(taken)
}

/// Names a field that nothing was taken from: the deserialiser asks an object for the fields that
/// it knows, and would pass over a misspelt one.
pub fn check_fields(given: &JsValue, taken: &JsValue) -> Result<(), String> {
    let (Some(given), Some(taken)) = (given.dyn_ref::<Object>(), taken.dyn_ref::<Object>()) else {
        return Ok(());
    };
    for key in Object::keys(given) {
        let [given, inner] = [given, taken].map(|object| Reflect::get(object, &key));
        let (given, inner) = (given.unwrap_or_default(), inner.unwrap_or_default());
        // What is not there may be left out of what was taken.
        if inner.is_undefined() && !given.is_undefined() && !given.is_null() {
            let names = |keys: Array| Vec::from_iter(keys.iter().map(|key| name(&key))).join(", ");
            let (key, known) = (name(&key), names(Object::keys(taken)));
            return Err(format!("unknown field {key}, expected one of {known}"));
        }
        check_fields(&given, &inner)?;
    }
    Ok(())
}

fn name(key: &JsValue) -> String {
    format!("`{}`", key.as_string().unwrap_or_default())
}

/// A whole number that JavaScript has exactly.
pub fn whole(what: &str, value: f64) -> Result<u64, JsValue> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    match value.fract() == 0.0 && (0.0..=MOST).contains(&value) {
        true => Ok(value as u64),
        false => Err(refuse(format!(
            "{what} is {value}: use a whole number from 0 to {MOST}"
        ))),
    }
}

/// A whole number that counts things in memory.
pub fn size(what: &str, value: f64) -> Result<usize, JsValue> {
    let size = whole(what, value)?;
    usize::try_from(size).map_err(|_| refuse(format!("{what} is {value}: that is too much")))
}

fn not_a(what: &str, value: &JsValue, needed: &str) -> JsValue {
    refuse(format!("{what}: {} is no {needed}", kind(value)))
}

/// What a value is, in a word. Even its constructor may be anything.
fn kind(value: &JsValue) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    let constructor = value.dyn_ref::<Object>().and_then(|object| {
        let constructor = Reflect::get(object, &"constructor".into()).ok()?;
        Reflect::get(&constructor, &"name".into()).ok()?.as_string()
    });
    constructor.unwrap_or_else(|| value.js_typeof().as_string().unwrap_or_default())
}
