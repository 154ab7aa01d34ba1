//! What JavaScript hands over, which may be anything: taken in and checked.

use js_sys::{Float32Array, Uint8Array, Uint8ClampedArray, Uint32Array};
use wasm_bindgen::prelude::*;

use super::value::{kind, words};
use super::{js_error, refuse};
use crate::error::ErrorKind;
use crate::images::Images;

#[wasm_bindgen]
extern "C" {
    /// A number.
    #[wasm_bindgen(typescript_type = "number")]
    pub type JsNumber;
    /// Images, one after the other: bytes 0..255 or numbers 0..1, white ink on black.
    #[wasm_bindgen(typescript_type = "Uint8Array | Float32Array")]
    pub type JsImages;
    /// Bytes: labels, or a part of a file.
    #[wasm_bindgen(typescript_type = "Uint8Array")]
    pub type JsBytes;
    /// The pixels of a picture, four bytes each: red, green, blue and opacity.
    #[wasm_bindgen(typescript_type = "Uint8Array | Uint8ClampedArray")]
    pub type JsPixels;
    /// Numbers of 32 bits: coordinates, outputs or parameters.
    #[wasm_bindgen(typescript_type = "Float32Array")]
    pub type JsFloats;
    /// Whole numbers of 32 bits.
    #[wasm_bindgen(typescript_type = "Uint32Array")]
    pub type JsIndices;

    #[wasm_bindgen(js_name = Uint8Array)]
    type TypedArray;
    /// How long a typed array is, even if its own `length` says something else; throws if it is none.
    #[wasm_bindgen(catch, method, getter, final, js_class = "Uint8Array", js_name = length)]
    fn true_length(this: &TypedArray) -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Uint8Array, js_name = "prototype.set.call")]
    fn copy_bytes(into: &mut [u8], from: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = Float32Array, js_name = "prototype.set.call")]
    fn copy_floats(into: &mut [f32], from: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = Uint32Array, js_name = "prototype.set.call")]
    fn copy_indices(into: &mut [u32], from: &JsValue) -> Result<(), JsValue>;
}

/// Images, copied out of JavaScript.
pub(super) enum OwnedImages {
    Bytes(Vec<u8>),
    Floats(Vec<f32>),
}

impl OwnedImages {
    pub(super) fn take(images: &JsValue) -> Result<Self, JsValue> {
        if images.is_instance_of::<Uint8Array>() {
            return Ok(Self::Bytes(bytes("images", images)?));
        }
        if images.is_instance_of::<Float32Array>() {
            return Ok(Self::Floats(floats("images", images)?));
        }
        Err(not_a("images", images, "Uint8Array or Float32Array"))
    }

    pub(super) fn borrow(&self) -> Images<'_> {
        match self {
            Self::Bytes(bytes) => Images::Bytes(bytes),
            Self::Floats(floats) => Images::Floats(floats),
        }
    }
}

pub(super) fn bytes(what: &str, value: &JsValue) -> Result<Vec<u8>, JsValue> {
    match value.is_instance_of::<Uint8Array>() {
        true => copied(what, value, copy_bytes),
        false => Err(not_a(what, value, "Uint8Array")),
    }
}

/// A canvas's pixels are a Uint8ClampedArray.
pub(super) fn pixels(what: &str, value: &JsValue) -> Result<Vec<u8>, JsValue> {
    match value.is_instance_of::<Uint8ClampedArray>() {
        true => copied(what, value, copy_bytes),
        false => bytes(what, value),
    }
}

pub(super) fn floats(what: &str, value: &JsValue) -> Result<Vec<f32>, JsValue> {
    match value.is_instance_of::<Float32Array>() {
        true => copied(what, value, copy_floats),
        false => Err(not_a(what, value, "Float32Array")),
    }
}

pub(super) fn indices(what: &str, value: &JsValue) -> Result<Vec<u32>, JsValue> {
    match value.is_instance_of::<Uint32Array>() {
        true => copied(what, value, copy_indices),
        false => Err(not_a(what, value, "Uint32Array")),
    }
}

/// How many values a typed array has, so that too many are refused before they are copied; 0 of what is none.
pub(super) fn length(value: &JsValue) -> usize {
    let length = value.unchecked_ref::<TypedArray>().true_length();
    length.map_or(0, |length| length as usize)
}

/// Where there is no memory for so much, that is an error: to run out of it would end the module.
fn copied<T: Clone + Default>(
    what: &str,
    array: &JsValue,
    copy: impl FnOnce(&mut [T], &JsValue) -> Result<(), JsValue>,
) -> Result<Vec<T>, JsValue> {
    let unreadable =
        |thrown: JsValue| refuse(format!("{what}: it cannot be read: {}", words(&thrown)));
    let length = array.unchecked_ref::<TypedArray>().true_length();
    let length = length.map_err(unreadable)?;
    let mut values = Vec::new();
    let room = values.try_reserve_exact(length as usize);
    let no_room = || format!("there is not enough memory for {length} values");
    room.map_err(|_| js_error(&no_room(), ErrorKind::Memory))?;
    values.resize(length as usize, T::default());
    copy(&mut values, array).map_err(unreadable)?;
    Ok(values)
}

pub(super) fn number(what: &str, value: &JsValue) -> Result<f64, JsValue> {
    let number = value.as_f64();
    number.ok_or_else(|| not_a(what, value, "number"))
}

/// A whole number that JavaScript has exactly.
pub(super) fn whole(what: &str, value: &JsValue) -> Result<u64, JsValue> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    let value = number(what, value)?;
    match value.fract() == 0.0 && (0.0..=MOST).contains(&value) {
        true => Ok(value as u64),
        false => Err(refuse(format!(
            "{what} is {value}: use a whole number from 0 to {MOST}"
        ))),
    }
}

/// A whole number that counts things in memory.
pub(super) fn size(what: &str, value: &JsValue) -> Result<usize, JsValue> {
    let size = whole(what, value)?;
    usize::try_from(size).map_err(|_| refuse(format!("{what} is {size}: that is too much")))
}

fn not_a(what: &str, value: &JsValue, needed: &str) -> JsValue {
    refuse(format!("{what}: {} is no {needed}", kind(value)))
}
