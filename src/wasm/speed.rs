//! What a device can do, in JavaScript.

use wasm_bindgen::prelude::*;

use super::incoming::{JsNumber, size};
use super::refuse;
use crate::kernels::peak;

/// So many take 0.2 s of a core in the plain build.
const MOST_STEPS: usize = 1 << 27;

/// Multiplies and adds in the registers of one core, in `steps` steps, 0 to 134,217,728, and
/// gives how many floating-point operations that was: in the time that it took, no product does
/// more.
#[wasm_bindgen]
pub fn register_peak(steps: JsNumber) -> Result<f64, JsValue> {
    let steps = size("steps", &steps)?;
    if steps > MOST_STEPS {
        return Err(refuse(format!("steps is {steps}: use 0 to {MOST_STEPS}")));
    }
    let steps = steps as u32;
    std::hint::black_box(peak::run(std::hint::black_box(steps)));
    Ok(f64::from(steps) * peak::FLOPS as f64)
}
