//! Whole numbers in JavaScript.

use js_sys::{Float32Array, Uint32Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::{
    JsFloats, JsIndices, JsNumber, JsPixels, floats, indices, length, pixels, size,
};
use super::network::JsNetwork;
use super::value::is_left_out;
use super::{object_with_arrays, plain, refuse, to_js_error};
use crate::preprocess::{self, Bounds, Placement};
use crate::reading::{FoundDigit, MOST_DIGITS, NumberReading, ReadingOptions};

/// The most digits of a number, but for those that the user has set apart.
#[wasm_bindgen]
pub fn most_digits() -> usize {
    MOST_DIGITS
}

/// The type of the options: what they hold are typed arrays, which serde does not know.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What the user has said of the ink of a number. */
export interface ReadingOptions {
    /** Groups of ink, named as `FoundDigit.strokes`, each of which is a digit by itself. */
    fixed?: readonly Uint32Array[] | null;
    /** The ink of one digit that is to be read as several. It stays one where there is no place to cut it. */
    split?: Uint32Array | null;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What the user has said of the ink, as a plain object.
    #[wasm_bindgen(typescript_type = "ReadingOptions")]
    pub type JsReadingOptions;
}

/// A whole number as a network reads it.
#[derive(Serialize, Tsify)]
#[tsify(rename = "NumberReading")]
pub struct JsNumberReading {
    /// The digits, and `?` for each sign that is none; empty for a blank.
    text: String,
    /// From left to right.
    #[tsify(type = "FoundDigit[]")]
    digits: Vec<JsFoundDigit>,
}

/// A digit of a number, or a sign that is none.
#[derive(Serialize, Tsify)]
#[tsify(rename = "FoundDigit", missing_as_null)]
pub struct JsFoundDigit {
    /// Null if no output reaches `confidence_threshold()`.
    digit: Option<u8>,
    /// The network's ten outputs for its image.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    probabilities: Float32Array,
    /// 784 values in 0..1, white ink on black.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    image: Float32Array,
    /// Where the image lies on the drawing, in the drawing's unit; null for a dot, which has no extent.
    placement: Option<Placement>,
    /// The box around its ink, in the drawing's unit.
    bounds: Bounds,
    /// Its ink. Of drawn strokes the start and the exclusive end of each part of a stroke, in points of the drawing; where
    /// a stroke is cut, both parts have the point of the cut. Of a picture the numbers of its pieces.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Uint32Array")]
    strokes: Uint32Array,
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// Reads a whole number of at most 12 digits in drawn strokes, given as to `preprocess_strokes`.
    pub fn read_strokes(
        &self,
        xy: JsFloats,
        stroke_ends: JsIndices,
        #[wasm_bindgen(unchecked_optional_param_type = "ReadingOptions | null")]
        options: JsReadingOptions,
    ) -> Result<Ts<JsNumberReading>, JsValue> {
        preprocess::check_drawing_size(length(&xy), length(&stroke_ends)).map_err(to_js_error)?;
        let (xy, ends) = (floats("xy", &xy)?, indices("stroke_ends", &stroke_ends)?);
        let options = reading_options(&options)?;
        let reading = self.get()?.read_strokes(&xy, &ends, &options);
        to_js(reading.map_err(to_js_error)?)
    }

    /// Reads a whole number of at most 12 digits in a picture, given as to `preprocess_pixels`.
    pub fn read_pixels(
        &self,
        rgba: JsPixels,
        width: JsNumber,
        height: JsNumber,
        #[wasm_bindgen(unchecked_optional_param_type = "ReadingOptions | null")]
        options: JsReadingOptions,
    ) -> Result<Ts<JsNumberReading>, JsValue> {
        preprocess::check_picture_size(length(&rgba)).map_err(to_js_error)?;
        let rgba = pixels("rgba", &rgba)?;
        let (width, height) = (size("width", &width)?, size("height", &height)?);
        let options = reading_options(&options)?;
        let reading = self.get()?.read_pixels(&rgba, width, height, &options);
        to_js(reading.map_err(to_js_error)?)
    }
}

fn reading_options(options: &JsValue) -> Result<ReadingOptions, JsValue> {
    if is_left_out(options) {
        return Ok(ReadingOptions::default());
    }
    let in_options = |reason: String| refuse(format!("options: {reason}"));
    let [fixed, split] = plain::fields(options, ["fixed", "split"]).map_err(in_options)?;
    let groups = match is_left_out(&fixed) {
        true => Vec::new(),
        false => plain::elements(&fixed).map_err(in_options)?,
    };
    let fixed = groups.iter().map(|group| indices("fixed", group));
    Ok(ReadingOptions {
        fixed: fixed.collect::<Result<_, _>>()?,
        split: match is_left_out(&split) {
            true => None,
            false => Some(indices("split", &split)?),
        },
    })
}

fn to_js(reading: NumberReading) -> Result<Ts<JsNumberReading>, JsValue> {
    let text = reading.text();
    let digits = reading.digits.into_iter().map(JsFoundDigit::from).collect();
    object_with_arrays(&JsNumberReading { text, digits })
}

impl From<FoundDigit> for JsFoundDigit {
    fn from(found: FoundDigit) -> Self {
        Self {
            digit: found.digit,
            probabilities: Float32Array::from(found.probabilities.as_slice()),
            image: Float32Array::from(found.image.as_slice()),
            placement: found.placement,
            bounds: found.bounds,
            strokes: Uint32Array::from(found.strokes.as_slice()),
        }
    }
}
