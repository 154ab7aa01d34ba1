//! `FineTuning` in JavaScript.

use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::handle::{Class, Handle};
use super::incoming::{JsBytes, JsImages, JsNumber, OwnedImages, bytes, size, whole};
use super::network::JsNetwork;
use super::to_js_error;
use crate::fine_tune::FineTuning;

/// Fine-tunes a copy of a network on labelled drawings: 30 steps, and as many more as it takes until each drawing's label
/// has an output of 0.75 or more, but 100 at most; none if all have already. Images of a dataset are rehearsed meanwhile.
#[wasm_bindgen(js_name = FineTuning)]
#[repr(transparent)]
pub struct JsFineTuning(Handle<FineTuning>);

impl Class for FineTuning {
    const NAME: &'static str = "FineTuning";
}

#[wasm_bindgen(js_class = FineTuning)]
impl JsFineTuning {
    /// `drawings`: n × 784; `labels`: n digits. A seed gives the same steps again.
    #[wasm_bindgen(constructor)]
    pub fn new(
        network: &JsNetwork,
        drawings: JsImages,
        labels: JsBytes,
        seed: JsNumber,
    ) -> Result<JsFineTuning, JsValue> {
        let drawings = OwnedImages::take(&drawings)?;
        let labels = bytes("labels", &labels)?;
        let seed = whole("seed", &seed)?;
        let fine_tuning = FineTuning::new(&*network.get()?, drawings.borrow(), &labels, seed);
        Ok(JsFineTuning(Handle::new(fine_tuning.map_err(to_js_error)?)))
    }

    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
    }

    /// Takes at most `max_steps` steps, with the first 6,000 examples of a dataset rehearsed, or all that are there.
    pub fn run(&self, rehearsal: &JsDataset, max_steps: JsNumber) -> Result<(), JsValue> {
        let max_steps = size("max_steps", &max_steps)?;
        let (rehearsal, mut fine_tuning) = (rehearsal.shared()?, self.0.get()?);
        fine_tuning
            .run(&rehearsal.borrow(), max_steps)
            .map_err(to_js_error)
    }

    /// Steps taken so far.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> Result<u32, JsValue> {
        Ok(self.0.get()?.steps() as u32)
    }

    /// Whether all steps have been taken.
    #[wasm_bindgen(getter)]
    pub fn is_over(&self) -> Result<bool, JsValue> {
        Ok(self.0.get()?.is_over())
    }

    /// The parameters of the copy after the steps so far, as `Network.set_weights` takes them.
    pub fn weights(&self) -> Result<Vec<f32>, JsValue> {
        Ok(self.0.get()?.network().weights())
    }
}
