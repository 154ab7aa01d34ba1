//! `Lesson` in JavaScript.

use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::incoming::{JsBytes, JsImages, OwnedImages, bytes, size, whole};
use super::network::JsNetwork;
use super::to_js_error;
use crate::teaching::Lesson;

/// Drawings that somebody made on their way into a network: 30 small steps, and as many more as it
/// needs to read each of them right and to be sure of it, but 100 at most; none if it is sure of all
/// of them already. Among them it rehearses images, and so forgets nothing.
#[wasm_bindgen(js_name = Lesson)]
pub struct JsLesson(Lesson);

#[wasm_bindgen(js_class = Lesson)]
impl JsLesson {
    /// For a copy of a network: n × 784 drawings, which show the digits of n labels. A seed gives the
    /// same steps again.
    #[wasm_bindgen(constructor)]
    pub fn new(
        network: &JsNetwork,
        drawings: JsImages,
        labels: JsBytes,
        seed: f64,
    ) -> Result<JsLesson, JsValue> {
        let drawings = OwnedImages::take(&drawings)?;
        let labels = bytes("labels", &labels)?;
        let seed = whole("seed", seed)?;
        let lesson = Lesson::new(&network.0, drawings.borrow(), &labels, seed);
        Ok(JsLesson(lesson.map_err(to_js_error)?))
    }

    /// Takes at most so many steps, and rehearses the first 6,000 examples of a dataset, as many as
    /// are there.
    pub fn run(&mut self, rehearsal: &JsDataset, max_steps: f64) -> Result<(), JsValue> {
        let max_steps = size("max_steps", max_steps)?;
        let rehearsal = rehearsal.0.borrow();
        self.0.run(&rehearsal, max_steps).map_err(to_js_error)
    }

    /// Steps that were taken so far.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> u32 {
        self.0.steps() as u32
    }

    /// There is nothing left to do.
    #[wasm_bindgen(getter)]
    pub fn is_over(&self) -> bool {
        self.0.is_over()
    }

    /// The parameters of the network that learns, as `Network.set_weights` takes them.
    pub fn weights(&self) -> Vec<f32> {
        self.0.network().weights()
    }
}
