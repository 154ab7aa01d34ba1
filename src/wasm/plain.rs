//! Plain objects of JavaScript's, a recipe or options, copied before anything else is done. Reading them may run any
//! code (getters, proxies), go round in circles, or never end: so it is bounded, and what it throws is caught.

use std::fmt::Display;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::value::{kind, property, text, words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys_of(object: &Object) -> Result<Option<Array>, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    pub fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    /// Whether it is a typed array.
    #[wasm_bindgen(js_namespace = ArrayBuffer, js_name = isView)]
    fn is_view(value: &JsValue) -> bool;
}

/// Values of one object, with all that is in it. A recipe of 64 layers, the most, has fewer than 1,000.
pub const MAX_VALUES: usize = 4_096;

/// The fields of a plain object that has no others, each read once: undefined where it has none.
pub fn fields<const N: usize>(object: &JsValue, known: [&str; N]) -> Result<[JsValue; N], String> {
    let mut found = [const { JsValue::UNDEFINED }; N];
    for (name, field) in fields_of(object, &mut { MAX_VALUES })? {
        match known.iter().position(|known| *known == name) {
            Some(index) => found[index] = field,
            None => return Err(unknown(&name, &known)),
        }
    }
    Ok(found)
}

/// The elements of an array, each read once.
pub fn elements(array: &JsValue) -> Result<Vec<JsValue>, String> {
    match is_array(array).map_err(thrown)? {
        true => elements_of(array, &mut { MAX_VALUES }),
        false => Err(format!("{} is no array", kind(array))),
    }
}

pub fn elements_of(array: &JsValue, left: &mut usize) -> Result<Vec<JsValue>, String> {
    let length = property(array, &"length".into()).map_err(thrown)?;
    let length = length.and_then(|length| length.as_f64());
    let length = length.unwrap_or(f64::INFINITY);
    spend(left, length)?;
    let element = |index: u32| property(array, &index.into()).map_err(thrown);
    let elements = (0..length as u32).map(|index| Ok(element(index)?.unwrap_or_default()));
    elements.collect()
}

/// The fields of an object that say something: one that is undefined or null is left out.
pub fn fields_of(object: &JsValue, left: &mut usize) -> Result<Vec<(String, JsValue)>, String> {
    // Of an array each element is a field, and there may be millions: they are not even listed.
    if !object.is_object() || is_view(object) || is_array(object).map_err(thrown)? {
        return Err(format!("{} is no plain object", kind(object)));
    }
    let Some(names) = keys_of(object.unchecked_ref()).map_err(thrown)? else {
        return Ok(Vec::new());
    };
    spend(left, f64::from(names.length()))?;
    let mut fields = Vec::new();
    for name in names {
        if let Some(field) = property(object, &name).map_err(thrown)? {
            fields.push((text(&name)?, field));
        }
    }
    Ok(fields)
}

fn spend(left: &mut usize, values: f64) -> Result<(), String> {
    if !(0.0..=*left as f64).contains(&values) {
        return Err(format!("there are more than {MAX_VALUES} values in it"));
    }
    *left -= values as usize;
    Ok(())
}

pub fn thrown(thrown: JsValue) -> String {
    format!("it cannot be read: {}", words(&thrown))
}

pub fn unknown(name: &str, known: &[impl Display]) -> String {
    let known = Vec::from_iter(known.iter().map(|name| format!("`{name}`"))).join(", ");
    format!("unknown field `{name}`, expected one of {known}")
}
