//! The boundary to JavaScript: the only folder with `#[wasm_bindgen]`, a file a subject.
//! Everything crosses as flat typed arrays, plain numbers and plain objects, copied; every
//! refusal arrives as an `Error` whose message names the bad value.
//!
//! Without the feature `training` only what a page asks in its own thread is there: what reads and says why.

pub mod augment;
#[cfg(feature = "training")]
pub mod back_query;
#[cfg(feature = "training")]
pub mod dataset;
pub mod digits;
#[cfg(feature = "training")]
pub mod examination;
#[cfg(feature = "training")]
pub mod handwriting;
pub mod incoming;
pub mod insight;
#[cfg(feature = "training")]
pub mod learning;
pub mod memory;
pub mod network;
pub mod preprocess;
pub mod recipes;
#[cfg(feature = "training")]
pub mod speed;
#[cfg(feature = "training")]
pub mod teaching;
#[cfg(feature = "threads")]
pub mod threads;
#[cfg(feature = "training")]
pub mod training;

use js_sys::{Error as JsError, JSON};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::Error;

/// Runs once, when the module is loaded.
#[wasm_bindgen(start)]
fn start() {
    // A bug that we did not foresee is told with its place, not as "unreachable executed".
    console_error_panic_hook::set_once();
    // Says which build is running to whoever looks for it.
    web_sys::console::debug_1(&concat!("neuroglyph ", env!("CARGO_PKG_VERSION")).into());
}

fn to_js_error(error: Error) -> JsValue {
    JsError::new(&error.to_string()).into()
}

fn refuse(message: String) -> JsValue {
    JsError::new(&message).into()
}

/// A plain object. By way of JSON, because there 0.001 stays 0.001, where an f32 made wider
/// becomes 0.0010000000474974513.
fn to_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let json = serde_json::to_string(value).map_err(|error| refuse(error.to_string()))?;
    JSON::parse(&json)
}
