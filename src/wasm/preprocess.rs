//! `preprocess_strokes`, `preprocess_pixels` and `is_tap` in JavaScript.

use js_sys::Float32Array;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::{
    JsFloats, JsIndices, JsNumber, JsPixels, floats, indices, length, number, pixels, size,
};
use super::{object_with_arrays, to_js_error};
use crate::preprocess::{self, Placement, Preprocessed};

/// A drawing as a network takes it.
#[derive(Serialize, Tsify)]
#[tsify(rename = "Preprocessed", missing_as_null)]
pub struct JsPreprocessed {
    /// 784 values in 0..1, white ink on black.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    image: Float32Array,
    /// Where the image lies on the drawing, in the drawing's unit; null for a dot, which has no extent.
    placement: Option<Placement>,
}

/// The 28 × 28 image of drawn strokes, and where it lies among them; undefined for a blank. `xy`: x0, y0, x1, y1 …,
/// in any unit, y down; `stroke_ends`: each stroke's exclusive end, in points. At most 1,000,000 points and strokes.
#[wasm_bindgen]
pub fn preprocess_strokes(
    xy: JsFloats,
    stroke_ends: JsIndices,
) -> Result<Option<Ts<JsPreprocessed>>, JsValue> {
    preprocess::check_drawing_size(length(&xy), length(&stroke_ends)).map_err(to_js_error)?;
    let (xy, ends) = (floats("xy", &xy)?, indices("stroke_ends", &stroke_ends)?);
    let preprocessed = preprocess::preprocess_strokes(&xy, &ends).map_err(to_js_error)?;
    preprocessed.map(to_js).transpose()
}

/// Whether all the ink of a drawing, `xy` as above, is no more than a tap with a pen of this width, in the unit of `xy`:
/// a dot, of which the first point says all.
#[wasm_bindgen]
pub fn is_tap(xy: JsFloats, pen_width: JsNumber) -> Result<bool, JsValue> {
    let (xy, pen_width) = (floats("xy", &xy)?, number("pen_width", &pen_width)?);
    Ok(preprocess::is_tap(&xy, pen_width as f32))
}

/// The 28 × 28 image of a picture, and where it lies on the picture, in its pixels; undefined for a blank. Four bytes a
/// pixel, dark on light or light on dark; at most 67,108,864 pixels.
#[wasm_bindgen]
pub fn preprocess_pixels(
    rgba: JsPixels,
    width: JsNumber,
    height: JsNumber,
) -> Result<Option<Ts<JsPreprocessed>>, JsValue> {
    preprocess::check_picture_size(length(&rgba)).map_err(to_js_error)?;
    let rgba = pixels("rgba", &rgba)?;
    let (width, height) = (size("width", &width)?, size("height", &height)?);
    let preprocessed = preprocess::preprocess_pixels(&rgba, width, height).map_err(to_js_error)?;
    preprocessed.map(to_js).transpose()
}

fn to_js(preprocessed: Preprocessed) -> Result<Ts<JsPreprocessed>, JsValue> {
    let Preprocessed { image, placement } = preprocessed;
    let image = Float32Array::from(image.as_slice());
    object_with_arrays(&JsPreprocessed { image, placement })
}
