//! What `Network` learns from somebody's own digits in JavaScript.

use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::incoming::{JsBytes, JsImages, OwnedImages, bytes, whole};
use super::network::JsNetwork;
use super::to_js_error;

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// Learns drawings that somebody made, n × 784, which show the digits of n labels, in small
    /// steps: 30 and as many more as it needs to be sure of each, but 100 at most; gives how many
    /// it took, 0 if it is sure of all of them already. Among them it rehearses the first 6,000
    /// examples of a dataset, as many as are there, and so forgets nothing. A seed gives the same
    /// steps again.
    pub fn teach(
        &mut self,
        drawings: JsImages,
        labels: JsBytes,
        rehearsal: &JsDataset,
        seed: f64,
    ) -> Result<u32, JsValue> {
        let drawings = OwnedImages::take(&drawings)?;
        let labels = bytes("labels", &labels)?;
        let seed = whole("seed", seed)?;
        let rehearsal = rehearsal.0.borrow();
        let steps = self.0.teach(drawings.borrow(), &labels, &rehearsal, seed);
        Ok(steps.map_err(to_js_error)? as u32)
    }
}
