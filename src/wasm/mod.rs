//! The boundary to JavaScript: the only folder with `#[wasm_bindgen]`, a file a subject.
//! Everything crosses as flat typed arrays, plain numbers and plain objects, copied; every
//! refusal arrives as an `Error` whose message names the bad value.
//!
//! # The rule that every export follows
//!
//! A caller may hand over anything, and code of its own may run while that is read (a getter, a proxy) and throw. An
//! exception of JavaScript's runs no destructors of Rust's: what is borrowed stays borrowed for ever. So:
//!
//! 1. Take every argument in first, by `incoming` or `plain`: an object of `JsValue`'s kind, never a number or a
//!    string, which the glue would convert on its own and not catch what that throws. Nothing is borrowed meanwhile,
//!    and every import that may run code of the caller's is declared `catch`.
//! 2. Then ask the `Handle` of `self` and of other objects for their values, and call Rust with
//!    them. From here on nothing of the caller's runs. Methods take `&self`: a handle knows itself who was freed.
//! 3. Bound what is copied: depth, count and length.
//!
//! `tools/build/guard.mjs` sees to what is left, in the glue. `tests/hostile` calls every export with everything.
//!
//! Without the feature `training` only what a page asks in its own thread is there, and without `page` only what reads:
//! query, attribution and whole numbers.

#[cfg(feature = "page")]
pub mod augment;
#[cfg(feature = "training")]
pub mod back_query;
#[cfg(feature = "training")]
pub mod classification;
#[cfg(feature = "training")]
pub mod dataset;
#[cfg(feature = "page")]
pub mod describe;
#[cfg(feature = "page")]
pub mod digits;
#[cfg(feature = "training")]
pub mod fine_tune;
mod handle;
#[cfg(feature = "training")]
pub mod handwriting;
pub mod incoming;
#[cfg(feature = "page")]
pub mod insight;
#[cfg(feature = "training")]
pub mod learning;
pub mod network;
#[cfg(feature = "page")]
mod object;
#[cfg(feature = "training")]
pub mod onnx;
#[cfg(feature = "page")]
pub mod parameters;
mod plain;
pub mod preprocess;
pub mod reading;
#[cfg(feature = "page")]
pub mod recipes;
#[cfg(feature = "training")]
pub mod speed;
#[cfg(feature = "threads")]
pub mod threads;
#[cfg(feature = "training")]
pub mod training;
mod value;

use js_sys::{Error as JsError, Reflect};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::error::{Error, ErrorKind};

/// Whatever the crate throws: the type of the plain objects is derived from Rust's, and this one extends JavaScript's.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What every function and method of this module throws: `message` names the bad value. */
export interface NeuroglyphError extends Error { kind: ErrorKind }
"#;

/// Runs once, when the module is loaded.
#[wasm_bindgen(start)]
fn start() {
    // A panic is reported with its place, not as "unreachable executed".
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        #[cfg(feature = "threads")]
        threads::thread_ended();
    }));
    // The version, for the console.
    web_sys::console::debug_1(&concat!("neuroglyph ", env!("CARGO_PKG_VERSION")).into());
}

fn to_js_error(error: Error) -> JsValue {
    js_error(&error.to_string(), error.kind())
}

fn refuse(message: String) -> JsValue {
    js_error(&message, ErrorKind::Argument)
}

fn js_error(message: &str, kind: ErrorKind) -> JsValue {
    let error = JsError::new(message);
    // Setting a property of a fresh object does not fail.
    let kind = serde_wasm_bindgen::to_value(&kind).unwrap_or_default();
    _ = Reflect::set(&error, &"kind".into(), &kind);
    error.into()
}

/// A plain object whose fields may be typed arrays.
fn object_with_arrays<T: Serialize + Tsify>(value: &T) -> Result<Ts<T>, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    let object = value.serialize(&serializer);
    let object = object.map_err(|error| refuse(error.to_string()))?;
    Ok(Ts::new_unchecked(object))
}
