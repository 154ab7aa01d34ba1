//! `augment` in JavaScript.

use wasm_bindgen::prelude::*;

use super::incoming::{JsImages, JsNumber, OwnedImages, size, whole};
use super::object::plain;
use super::to_js_error;
use crate::dataset;

#[wasm_bindgen]
extern "C" {
    /// An `Augmentation`, as a plain object.
    #[wasm_bindgen(typescript_type = "Augmentation")]
    pub type JsAugmentation;
}

/// The example that a run with this seed makes of an image of 784 values in its first epoch: 784 values in
/// 0..1. Each example number, from 0, gives another variant; with `rotation_degrees` three
/// in a row are of one image. Changing one setting leaves the random numbers of the others as they are.
#[wasm_bindgen]
pub fn augment(
    image: JsImages,
    augmentation: JsAugmentation,
    seed: JsNumber,
    example: JsNumber,
) -> Result<Vec<f32>, JsValue> {
    let image = OwnedImages::take(&image)?;
    let augmentation = plain(&augmentation)?;
    let (seed, example) = (whole("seed", &seed)?, size("example", &example)? as u32);
    dataset::augment(image.borrow(), augmentation, seed, example).map_err(to_js_error)
}
