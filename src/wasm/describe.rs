//! `describe` in JavaScript.

use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::{JsNumber, size};
use super::object::{self, JsRecipe, plain_object};
use super::to_js_error;
use super::value::is_left_out;
use crate::recipe::Description;
use crate::training::Training;

/// Bytes of the program itself, and of the values that it returns to JavaScript.
const PROGRAM: f64 = 6e6;

/// Fragmentation of the heap, as a share of what a training takes: of ten recipes 784-1024-1024-10 with Adam had 13 % on
/// one thread and some more on two, the next one 2 %.
const GAPS: f64 = 0.2;

/// Bytes of a thread's stack.
const STACK: f64 = 2_097_152.0;

/// Bytes of an image and its label.
const IMAGE: f64 = 785.0;

/// MNIST's images, of which some train and some test.
const MNIST: usize = 70_000;

/// The network of a recipe, and what a training by it takes.
#[derive(Serialize, Tsify)]
#[tsify(rename = "RecipeDescription")]
pub struct JsDescription {
    #[serde(flatten)]
    network: Description,
    /// Bytes of WebAssembly memory that a training takes at most.
    memory: f64,
}

/// Layers with shapes, parameters and cost, what can be asked of the network, which values each field of the recipe
/// accepts, and the memory that a training takes with `images` images of 28 × 28 in memory (70,000 unless given) on
/// `threads` threads (1 unless given). Throws if the recipe cannot be used.
#[wasm_bindgen]
pub fn describe(
    recipe: JsRecipe,
    #[wasm_bindgen(unchecked_optional_param_type = "number | null")] images: JsNumber,
    #[wasm_bindgen(unchecked_optional_param_type = "number | null")] threads: JsNumber,
) -> Result<Ts<JsDescription>, JsValue> {
    let recipe = object::recipe(&recipe)?;
    let images = size_or("images", &images, MNIST)?;
    let threads = size_or("threads", &threads, 1)?.max(1);
    let network = recipe.describe().map_err(to_js_error)?;
    let training = Training::memory(&recipe, images, threads) as f64;
    let memory = PROGRAM + threads as f64 * STACK + images as f64 * IMAGE + (1.0 + GAPS) * training;
    plain_object(&JsDescription { network, memory })
}

fn size_or(what: &str, value: &JsValue, default: usize) -> Result<usize, JsValue> {
    match is_left_out(value) {
        true => Ok(default),
        false => size(what, value),
    }
}
