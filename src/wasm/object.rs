//! Recipes and their parts as plain objects, both ways.

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::whole;
use super::plain::{MAX_VALUES, elements_of, fields_of, is_array, thrown, unknown};
use super::value::{is_left_out, text};
use super::{refuse, to_js_error};
use crate::error::Error;
use crate::recipe::{self, Recipe};

/// Objects in objects. In a recipe there are at most four.
const MAX_DEPTH: usize = 16;

#[wasm_bindgen]
extern "C" {
    /// A recipe's name, or a recipe as a plain object.
    #[wasm_bindgen(typescript_type = "string | Recipe")]
    pub type JsRecipe;
}

/// A recipe from its name or from a plain object.
pub(super) fn recipe(recipe: &JsValue) -> Result<Recipe, JsValue> {
    if !recipe.is_string() {
        return plain(recipe);
    }
    let name = text(recipe).map_err(|reason| refuse(format!("recipe: {reason}")))?;
    recipe::named(&name).map_err(to_js_error)
}

/// A seed, which may be left out.
pub(super) fn seed_or_none(value: &JsValue) -> Result<Option<u64>, JsValue> {
    match is_left_out(value) {
        true => Ok(None),
        false => whole("seed", value).map(Some),
    }
}

/// A recipe, or a part of one, from a plain object.
pub(super) fn plain<T: DeserializeOwned + Serialize>(given: &JsValue) -> Result<T, JsValue> {
    read(given).map_err(|reason| to_js_error(Error::RecipeSyntax(reason)))
}

/// What a plain object says, which may have no field that is not known.
pub(super) fn read<T: DeserializeOwned + Serialize>(object: &JsValue) -> Result<T, String> {
    let given = copied(object, 0, &mut { MAX_VALUES })?;
    let taken = |error: serde_json::Error| error.to_string();
    let value: T = serde_json::from_value(given.clone()).map_err(taken)?;
    let again = serde_json::to_string(&value).and_then(|json| serde_json::from_str(&json));
    check_fields(&given, &again.map_err(taken)?)?;
    Ok(value)
}

fn copied(value: &JsValue, depth: usize, left: &mut usize) -> Result<Value, String> {
    if is_left_out(value) {
        return Ok(Value::Null);
    }
    if let Some(value) = value.as_bool() {
        return Ok(value.into());
    }
    if let Some(number) = value.as_f64() {
        let whole = number as i64;
        // A count is to arrive as a whole number, as it does from a file.
        return Ok(match whole as f64 == number && number.abs() < 1e15 {
            true => whole.into(),
            false => number.into(),
        });
    }
    if value.is_string() {
        return Ok(text(value)?.into());
    }
    if depth == MAX_DEPTH {
        return Err(format!(
            "there are more than {MAX_DEPTH} objects, each in the next"
        ));
    }
    if !is_array(value).map_err(thrown)? {
        let mut copy = serde_json::Map::new();
        for (name, field) in fields_of(value, left)? {
            let field = copied(&field, depth + 1, left);
            let field = field.map_err(|reason| format!("{name}: {reason}"))?;
            copy.insert(name, field);
        }
        return Ok(Value::Object(copy));
    }
    let mut copy = Vec::new();
    for (index, element) in elements_of(value, left)?.iter().enumerate() {
        let element = copied(element, depth + 1, left);
        copy.push(element.map_err(|reason| format!("[{index}]: {reason}"))?);
    }
    Ok(Value::Array(copy))
}

/// Names a field that nothing was taken from: a recipe's deserialiser passes over a misspelt one.
fn check_fields(given: &Value, taken: &Value) -> Result<(), String> {
    match (given, taken) {
        (Value::Object(given), Value::Object(taken)) => {
            for (name, given) in given {
                match taken.get(name) {
                    Some(taken) => check_fields(given, taken)?,
                    None => return Err(unknown(name, &Vec::from_iter(taken.keys()))),
                }
            }
        }
        (Value::Array(given), Value::Array(taken)) => {
            for (given, taken) in given.iter().zip(taken) {
                check_fields(given, taken)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// A plain object, by way of JSON: there an f32 of 0.001 stays 0.001, where one made wider becomes
/// 0.0010000000474974513.
pub(super) fn plain_object<T: Serialize + Tsify>(value: &T) -> Result<Ts<T>, JsValue> {
    let json = serde_json::to_string(value).map_err(|error| refuse(error.to_string()))?;
    JSON::parse(&json).map(Ts::new_unchecked)
}
