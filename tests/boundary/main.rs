//! What JavaScript meets: plain values in and out, and an `Error` for every bad one.
#![cfg(target_arch = "wasm32")]

mod drawings;
mod insight;
mod network;
mod recipes;
mod training;

use js_sys::{Error, Float32Array, Reflect, Uint8Array, Uint8ClampedArray};
use neuroglyph::wasm::incoming::{JsImages, JsNumber};
use neuroglyph::wasm::network::JsNetwork;
use neuroglyph::wasm::preprocess::preprocess_pixels;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

fn network() -> JsNetwork {
    JsNetwork::new(JsValue::from("nielsen").unchecked_into(), n(1.0)).unwrap()
}

fn n(value: f64) -> JsNumber {
    JsValue::from(value).unchecked_into()
}

/// An argument that is left out.
fn none<T: JsCast>() -> T {
    JsValue::UNDEFINED.unchecked_into()
}

fn get(object: &(impl Clone + Into<JsValue>), key: &str) -> JsValue {
    Reflect::get(&object.clone().into(), &key.into()).unwrap()
}

fn number(object: &(impl Clone + Into<JsValue>), key: &str) -> f64 {
    get(object, key).as_f64().unwrap()
}

/// The message of the `Error` that was thrown.
fn thrown<T>(result: Result<T, JsValue>) -> String {
    let error = result.err().expect("an error was thrown");
    let error: Error = error.dyn_into().expect("what was thrown is an Error");
    let kind = get(&error, "kind");
    assert!(kind.is_string(), "{kind:?} is the error's kind");
    error.message().into()
}

fn array(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn from_file(bytes: &[u8]) -> Result<JsNetwork, JsValue> {
    JsNetwork::from_safetensors(array(bytes).unchecked_into())
}

fn bytes(length: u32) -> JsValue {
    Uint8Array::new_with_length(length).into()
}

fn floats(length: u32, value: f32) -> JsValue {
    Float32Array::new_with_length(length)
        .fill(value, 0, length)
        .into()
}

/// A white picture of four pixels that says it is of this size.
fn picture(width: f64, height: f64) -> Result<Option<JsValue>, JsValue> {
    let rgba: JsValue = Uint8ClampedArray::new_with_length(16)
        .fill(255, 0, 16)
        .into();
    let preprocessed = preprocess_pixels(rgba.unchecked_into(), n(width), n(height))?;
    Ok(preprocessed.map(JsValue::from))
}

fn image() -> JsImages {
    floats(784, 0.25).unchecked_into()
}
