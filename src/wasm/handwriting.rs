//! Synthetic handwriting in JavaScript.

use js_sys::{Float32Array, Uint32Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::{JsNumber, size, whole};
use super::object::plain_object;
use super::{object_with_arrays, to_js_error};
use crate::dataset::handwriting::{HandwritingGenerator, Style, styles};
use crate::sensitivity::check_index;

/// A handwriting style.
#[derive(Serialize, Tsify)]
#[tsify(rename = "HandwritingStyle")]
pub struct JsStyle {
    digit: u8,
    name: &'static str,
}

/// A drawing as a pad would give it (see `preprocess_strokes`), and its image.
#[derive(Serialize, Tsify)]
#[tsify(rename = "Handwriting")]
pub struct JsHandwriting {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    xy: Float32Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Uint32Array")]
    stroke_ends: Uint32Array,
    /// 784 values in 0..1.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    image: Float32Array,
}

/// The styles of synthetic handwriting, digit by digit.
#[wasm_bindgen]
pub fn handwriting_styles() -> Result<Vec<Ts<JsStyle>>, JsValue> {
    let plain = |style: &Style| {
        plain_object(&JsStyle {
            digit: style.digit,
            name: style.name,
        })
    };
    styles().iter().map(plain).collect()
}

/// A digit in the style with this number in `handwriting_styles()`; every `example` is another drawing of it.
#[wasm_bindgen]
pub fn handwrite(
    style: JsNumber,
    seed: JsNumber,
    example: JsNumber,
) -> Result<Ts<JsHandwriting>, JsValue> {
    let style = size("style", &style)?;
    check_index("style", style, styles().len()).map_err(to_js_error)?;
    let (seed, example) = (whole("seed", &seed)?, size("example", &example)? as u32);
    let drawing = HandwritingGenerator::new(seed).write(&styles()[style], 0, example);
    object_with_arrays(&JsHandwriting {
        xy: Float32Array::from(drawing.xy.as_slice()),
        stroke_ends: Uint32Array::from(drawing.stroke_ends.as_slice()),
        image: Float32Array::from(drawing.image().as_slice()),
    })
}
