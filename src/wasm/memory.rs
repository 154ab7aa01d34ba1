//! How much memory a training takes, in JavaScript.

use wasm_bindgen::prelude::*;

use super::incoming::{self, JsNumber, JsRecipe, size};
use super::to_js_error;
use crate::training::Training;

/// Bytes of the program itself, and of what it tells JavaScript.
const PROGRAM: f64 = 6e6;

/// Gaps that pieces of memory leave which were given back and are too short for what is asked for next, as a share of
/// what a training takes: of ten recipes 784-1024-1024-10 with Adam had 13 % on one thread and some more on two, the
/// next one 2 %.
const GAPS: f64 = 0.2;

/// Bytes of a thread's stack.
const STACK: f64 = 2_097_152.0;

/// Bytes of an image and its label.
const IMAGE: f64 = 785.0;

/// Bytes of WebAssembly memory that a training by a recipe takes at most, on so many threads, with so many images in
/// that memory, whether it trains with them or is tested on them. Throws an `Error` if the recipe cannot be used.
#[wasm_bindgen]
pub fn training_memory(
    recipe: JsRecipe,
    images: JsNumber,
    threads: JsNumber,
) -> Result<f64, JsValue> {
    let recipe = incoming::recipe(&recipe)?;
    let (images, threads) = (size("images", &images)?, size("threads", &threads)?.max(1));
    recipe.check().map_err(to_js_error)?;
    let training = Training::memory(&recipe, images, threads) as f64;
    Ok(PROGRAM + threads as f64 * STACK + images as f64 * IMAGE + (1.0 + GAPS) * training)
}
