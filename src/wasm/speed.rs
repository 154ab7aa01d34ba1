//! What a device can do, in JavaScript.

use wasm_bindgen::prelude::*;

use super::incoming::{JsNumber, size};
use crate::kernels::peak;

/// Multiplies and adds in the registers of one core, in `steps` steps, 0 to 4,294,967,295, and
/// gives how many floating-point operations that was: in the time that it took, no product does
/// more.
#[wasm_bindgen]
pub fn register_peak(steps: JsNumber) -> Result<f64, JsValue> {
    let steps = size("steps", &steps)? as u32;
    std::hint::black_box(peak::run(std::hint::black_box(steps)));
    Ok(f64::from(steps) * peak::FLOPS as f64)
}
