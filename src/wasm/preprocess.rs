//! `preprocess_strokes` and `preprocess_pixels` in JavaScript, and where their images lie.

use wasm_bindgen::prelude::*;

use super::incoming::{JsFloats, JsIndices, JsNumber, JsPixels, floats, indices, pixels, size};
use super::to_js_error;
use crate::preprocess::{self, Placement};

/// Drawn strokes to the 28 × 28 image that a network reads: 784 values in 0..1, or undefined
/// for a blank. `xy`: x0, y0, x1, y1 …, in any unit, y down; `stroke_ends`: each stroke's
/// exclusive end, in points.
#[wasm_bindgen]
pub fn preprocess_strokes(
    xy: JsFloats,
    stroke_ends: JsIndices,
) -> Result<Option<Vec<f32>>, JsValue> {
    let (xy, ends) = (floats("xy", &xy)?, indices("stroke_ends", &stroke_ends)?);
    preprocess::preprocess_strokes(&xy, &ends).map_err(to_js_error)
}

/// Where the image of such strokes lies among them: left, top and side, in their unit; or undefined for a blank,
/// and for a dot, which has no extent.
#[wasm_bindgen]
pub fn place_strokes(xy: JsFloats, stroke_ends: JsIndices) -> Result<Option<Vec<f32>>, JsValue> {
    let (xy, ends) = (floats("xy", &xy)?, indices("stroke_ends", &stroke_ends)?);
    let placement = preprocess::place_strokes(&xy, &ends).map_err(to_js_error)?;
    Ok(placement.map(numbers))
}

/// The image from a picture, four bytes a pixel, dark on light or light on dark.
#[wasm_bindgen]
pub fn preprocess_pixels(
    rgba: JsPixels,
    width: JsNumber,
    height: JsNumber,
) -> Result<Option<Vec<f32>>, JsValue> {
    let rgba = pixels("rgba", &rgba)?;
    let (width, height) = (size("width", &width)?, size("height", &height)?);
    preprocess::preprocess_pixels(&rgba, width, height).map_err(to_js_error)
}

/// Where the image of such a picture lies on it: left, top and side, in its pixels; or undefined for a blank.
#[wasm_bindgen]
pub fn place_pixels(
    rgba: JsPixels,
    width: JsNumber,
    height: JsNumber,
) -> Result<Option<Vec<f32>>, JsValue> {
    let rgba = pixels("rgba", &rgba)?;
    let (width, height) = (size("width", &width)?, size("height", &height)?);
    let placement = preprocess::place_pixels(&rgba, width, height).map_err(to_js_error)?;
    Ok(placement.map(numbers))
}

fn numbers(Placement { left, top, side }: Placement) -> Vec<f32> {
    vec![left, top, side]
}
