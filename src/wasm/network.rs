//! `Network` in JavaScript.

use js_sys::{Object, Reflect, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::incoming::{
    self, JsBytes, JsFloats, JsImages, JsRecipe, OwnedImages, bytes, floats, whole,
};
use super::{to_js_error, to_object};
use crate::metrics::{Evaluation, LEAST_CONFIDENCE};
use crate::network::Network;

/// What TypeScript is told of the plain objects that cross.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Over these samples; of a train step, before it changed anything. */
export interface StepReport { loss: number; correct: number; samples: number }
/** confusion[10 · written + read] */
export interface Evaluation { loss: number; accuracy: number; confusion: Uint32Array }
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Recipe")]
    pub type JsRecipeObject;
    #[wasm_bindgen(typescript_type = "StepReport")]
    pub type JsStepReport;
    #[wasm_bindgen(typescript_type = "Evaluation")]
    pub type JsEvaluation;
}

#[derive(Serialize)]
struct StepReport {
    loss: f64,
    correct: usize,
    samples: usize,
}

/// Where the largest output is below this, there is no answer.
#[wasm_bindgen]
pub fn least_confidence() -> f32 {
    LEAST_CONFIDENCE
}

/// A neural network for digits.
#[wasm_bindgen(js_name = Network)]
pub struct JsNetwork(pub(super) Network);

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// A network that has learnt nothing yet.
    ///
    /// `recipe` is a recipe's name or a recipe; `seed`, a whole number, fixes the initial
    /// weights and the dropout masks, and is chosen at random if it is left out.
    #[wasm_bindgen(constructor)]
    pub fn new(recipe: JsRecipe, seed: Option<f64>) -> Result<JsNetwork, JsValue> {
        let recipe = incoming::recipe(&recipe)?;
        let seed = seed.map(|seed| whole("seed", seed)).transpose()?;
        let network = Network::new(recipe, seed).map_err(to_js_error)?;
        Ok(JsNetwork(network))
    }

    /// Reads a model file.
    pub fn from_safetensors(bytes: JsBytes) -> Result<JsNetwork, JsValue> {
        let bytes = incoming::bytes("bytes", &bytes)?;
        let network = Network::from_safetensors(&bytes).map_err(to_js_error)?;
        Ok(JsNetwork(network))
    }

    /// The network as a model file.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, JsValue> {
        self.0.to_safetensors().map_err(to_js_error)
    }

    /// Learns from a batch. `images`: n × 784, bytes 0..255 or numbers 0..1, white ink on
    /// black; `labels`: n digits.
    pub fn train_step(
        &mut self,
        images: JsImages,
        labels: JsBytes,
    ) -> Result<JsStepReport, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let report = self
            .0
            .train_step(images.borrow(), &labels)
            .map_err(to_js_error)?;
        to_js_report(report.loss, report.correct, report.samples)
    }

    /// The ten outputs for an image of 784 values in 0..1, white ink on black (or for n images,
    /// one after the other): probabilities if the last layer is a softmax.
    pub fn query(&mut self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let images = OwnedImages::take(&image)?;
        let outputs = self.0.query(images.borrow()).map_err(to_js_error)?;
        Ok(outputs.to_vec())
    }

    /// Loss, accuracy and confusion over n images; learns nothing.
    pub fn evaluate(&mut self, images: JsImages, labels: JsBytes) -> Result<JsEvaluation, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let evaluation = self
            .0
            .evaluate(images.borrow(), &labels)
            .map_err(to_js_error)?;
        to_js_evaluation(&evaluation)
    }

    /// All parameters, layer by layer: what `set_weights` of a network of this shape takes.
    pub fn weights(&self) -> Vec<f32> {
        self.0.weights()
    }

    pub fn set_weights(&mut self, flat: JsFloats) -> Result<(), JsValue> {
        let flat = floats("weights", &flat)?;
        self.0.set_weights(&flat).map_err(to_js_error)
    }

    /// What the network is and how it is trained.
    #[wasm_bindgen(getter)]
    pub fn recipe(&self) -> Result<JsRecipeObject, JsValue> {
        Ok(to_object(self.0.recipe())?.unchecked_into())
    }

    /// The seed of the initial weights and the dropout masks.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> f64 {
        self.0.seed() as f64
    }
}

pub(super) fn to_js_report(
    loss: f64,
    correct: usize,
    samples: usize,
) -> Result<JsStepReport, JsValue> {
    let report = StepReport {
        loss,
        correct,
        samples,
    };
    Ok(to_object(&report)?.unchecked_into())
}

pub(super) fn to_js_evaluation(evaluation: &Evaluation) -> Result<JsEvaluation, JsValue> {
    let object = Object::new();
    let set = |key: &str, value: JsValue| Reflect::set(&object, &key.into(), &value);
    set("loss", evaluation.loss.into())?;
    set("accuracy", evaluation.accuracy.into())?;
    let counts = evaluation.confusion.counts.as_slice();
    set("confusion", Uint32Array::from(counts).into())?;
    Ok(object.unchecked_into())
}
