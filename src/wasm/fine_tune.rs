//! `FineTuning` in JavaScript.

use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::handle::{Class, Handle};
use super::incoming::{JsBytes, JsImages, JsNumber, OwnedImages, bytes, size, whole};
use super::network::JsNetwork;
use super::to_js_error;
use crate::fine_tune::FineTuning;

/// Drawings that somebody made on their way into a network: 30 small steps, and as many more as it
/// needs to read each of them right and to be sure of it, but 100 at most; none if it is sure of all
/// of them already. Among them it rehearses images, and so forgets nothing.
#[wasm_bindgen(js_name = FineTuning)]
#[repr(transparent)]
pub struct JsFineTuning(Handle<FineTuning>);

impl Class for FineTuning {
    const NAME: &'static str = "FineTuning";
}

#[wasm_bindgen(js_class = FineTuning)]
impl JsFineTuning {
    /// For a copy of a network: n × 784 drawings, which show the digits of n labels. A seed gives the
    /// same steps again.
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
        let lesson = FineTuning::new(&*network.get()?, drawings.borrow(), &labels, seed);
        Ok(JsFineTuning(Handle::new(lesson.map_err(to_js_error)?)))
    }

    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
    }

    /// Takes at most so many steps, and rehearses the first 6,000 examples of a dataset, as many as
    /// are there.
    pub fn run(&self, rehearsal: &JsDataset, max_steps: JsNumber) -> Result<(), JsValue> {
        let max_steps = size("max_steps", &max_steps)?;
        let (rehearsal, mut lesson) = (rehearsal.shared()?, self.0.get()?);
        lesson
            .run(&rehearsal.borrow(), max_steps)
            .map_err(to_js_error)
    }

    /// Steps that were taken so far.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> Result<u32, JsValue> {
        Ok(self.0.get()?.steps() as u32)
    }

    /// There is nothing left to do.
    #[wasm_bindgen(getter)]
    pub fn is_over(&self) -> Result<bool, JsValue> {
        Ok(self.0.get()?.is_over())
    }

    /// The parameters of the network that learns, as `Network.set_weights` takes them.
    pub fn weights(&self) -> Result<Vec<f32>, JsValue> {
        Ok(self.0.get()?.network().weights())
    }
}
