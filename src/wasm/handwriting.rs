//! Synthetic handwriting in JavaScript.

use js_sys::{Float32Array, Object, Reflect, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::incoming::{JsNumber, size, whole};
use super::{to_js_error, to_object};
use crate::dataset::handwriting::{Style, Writer, styles};
use crate::sensitivity::check_index;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A way of writing a digit. */
export interface HandwritingStyle { digit: number; name: string }
/** A drawing as a pad would give it (see `preprocess_strokes`), and the 784 values in 0..1 that a network sees of it. */
export interface Handwriting { xy: Float32Array; stroke_ends: Uint32Array; image: Float32Array }
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "HandwritingStyle[]")]
    pub type JsStyles;
    #[wasm_bindgen(typescript_type = "Handwriting")]
    pub type JsHandwriting;
}

#[derive(Serialize)]
struct PlainStyle {
    digit: u8,
    name: &'static str,
}

/// The ways of writing that synthetic handwriting knows, digit by digit.
#[wasm_bindgen]
pub fn handwriting_styles() -> Result<JsStyles, JsValue> {
    let plain = |style: &Style| PlainStyle {
        digit: style.digit,
        name: style.name,
    };
    let plain: Vec<PlainStyle> = styles().iter().map(plain).collect();
    Ok(to_object(&plain)?.unchecked_into())
}

/// A digit in the style with this number; every `example` is another drawing of it.
#[wasm_bindgen]
pub fn handwrite(
    style: JsNumber,
    seed: JsNumber,
    example: JsNumber,
) -> Result<JsHandwriting, JsValue> {
    let style = size("style", &style)?;
    check_index("style", style, styles().len()).map_err(to_js_error)?;
    let (seed, example) = (whole("seed", &seed)?, size("example", &example)? as u32);
    let drawing = Writer::new(seed).write(&styles()[style], 0, example);
    let object = Object::new();
    let set = |key: &str, value: JsValue| Reflect::set(&object, &key.into(), &value);
    set("xy", Float32Array::from(drawing.xy.as_slice()).into())?;
    let ends = Uint32Array::from(drawing.stroke_ends.as_slice());
    set("stroke_ends", ends.into())?;
    set(
        "image",
        Float32Array::from(drawing.image().as_slice()).into(),
    )?;
    Ok(object.unchecked_into())
}
