//! What one value of JavaScript's is, asked without being stopped by what it throws.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A property that is neither undefined nor null. As an `Option`, because an import that gives a `JsValue` and throws
    /// leaves one behind.
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    pub fn property(object: &JsValue, name: &JsValue) -> Result<Option<JsValue>, JsValue>;
}

pub fn is_left_out(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// A string, unless it is very long.
pub fn text(value: &JsValue) -> Result<String, String> {
    const MOST: u32 = 10_000;
    if !value.is_string() {
        return Err(format!("{} is no text", kind(value)));
    }
    match value.unchecked_ref::<JsString>().length() {
        length if length > MOST => Err(format!(
            "a text has {length} characters: use at most {MOST}"
        )),
        _ => Ok(value.as_string().unwrap_or_default()),
    }
}

/// What was thrown, which may be anything.
pub fn words(thrown: &JsValue) -> String {
    let message = property(thrown, &"message".into()).ok().flatten();
    let said = message.and_then(|message| text(&message).ok());
    let said = said.or_else(|| text(thrown).ok());
    said.unwrap_or_else(|| format!("{} was thrown", kind(thrown)))
}

/// What a value is, in a word. Even its constructor may be anything.
pub fn kind(value: &JsValue) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    let constructor = || {
        if !value.is_object() && !value.is_function() {
            return None;
        }
        let constructor = property(value, &"constructor".into()).ok()??;
        let name = property(&constructor, &"name".into()).ok()??;
        name.is_string().then(|| text(&name).ok()).flatten()
    };
    constructor().unwrap_or_else(|| value.js_typeof().as_string().unwrap_or_default())
}
