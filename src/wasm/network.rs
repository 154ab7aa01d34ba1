//! `Network` in JavaScript.

use js_sys::{Float32Array, Object, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{kind, labels_of, refuse, to_js_error, to_object, to_recipe, to_seed};
use crate::images::Images;
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
    #[wasm_bindgen(typescript_type = "Uint8Array | Float32Array")]
    pub type JsImages;
    #[wasm_bindgen(typescript_type = "Uint8Array")]
    pub type JsLabels;
    #[wasm_bindgen(typescript_type = "Float32Array")]
    pub type JsImage;
    #[wasm_bindgen(typescript_type = "string | Recipe")]
    pub type JsRecipe;
    #[wasm_bindgen(typescript_type = "Recipe")]
    pub type JsRecipeObject;
    #[wasm_bindgen(typescript_type = "StepReport")]
    pub type JsStepReport;
    #[wasm_bindgen(typescript_type = "Evaluation")]
    pub type JsEvaluation;
}

/// Images, copied out of JavaScript.
enum OwnedImages {
    Bytes(Vec<u8>),
    Floats(Vec<f32>),
}

impl OwnedImages {
    fn from_js(images: &JsValue) -> Result<Self, JsValue> {
        if let Some(bytes) = images.dyn_ref::<Uint8Array>() {
            return Ok(Self::Bytes(bytes.to_vec()));
        }
        if let Some(floats) = images.dyn_ref::<Float32Array>() {
            return Ok(Self::Floats(floats.to_vec()));
        }
        let kind = kind(images);
        Err(refuse(format!(
            "images: {kind} is no Uint8Array or Float32Array"
        )))
    }

    fn borrow(&self) -> Images<'_> {
        match self {
            Self::Bytes(bytes) => Images::Bytes(bytes),
            Self::Floats(floats) => Images::Floats(floats),
        }
    }
}

#[derive(Serialize)]
struct StepReport {
    loss: f64,
    correct: usize,
    samples: usize,
}

/// Where the largest output is below this, no digit has even odds, and there is no answer.
#[wasm_bindgen]
pub fn least_confidence() -> f32 {
    LEAST_CONFIDENCE
}

/// A neural network for digits.
#[wasm_bindgen(js_name = Network)]
pub struct JsNetwork(Network);

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// A network that has learnt nothing yet.
    ///
    /// `recipe` is a recipe's name or a recipe; `seed`, a whole number, fixes the initial
    /// weights and the dropout masks, and is chosen at random if it is left out.
    #[wasm_bindgen(constructor)]
    pub fn new(recipe: JsRecipe, seed: Option<f64>) -> Result<JsNetwork, JsValue> {
        let recipe = to_recipe(recipe.into())?;
        let seed = seed.map(to_seed).transpose()?;
        let network = Network::new(recipe, seed).map_err(to_js_error)?;
        Ok(JsNetwork(network))
    }

    /// Reads a model file.
    pub fn from_safetensors(bytes: &[u8]) -> Result<JsNetwork, JsValue> {
        let network = Network::from_safetensors(bytes).map_err(to_js_error)?;
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
        labels: JsLabels,
    ) -> Result<JsStepReport, JsValue> {
        let images = OwnedImages::from_js(&images)?;
        let labels = labels_of(&labels)?;
        let report = self
            .0
            .train_step(images.borrow(), &labels)
            .map_err(to_js_error)?;
        to_js_report(report.loss, report.correct, report.samples)
    }

    /// The ten outputs for an image of 784 values in 0..1, white ink on black (or for n images,
    /// one after the other): probabilities if the last layer is a softmax.
    pub fn query(&mut self, image: JsImage) -> Result<Vec<f32>, JsValue> {
        let images = OwnedImages::from_js(&image)?;
        let outputs = self.0.query(images.borrow()).map_err(to_js_error)?;
        Ok(outputs.to_vec())
    }

    /// Loss, accuracy and confusion over n images; learns nothing.
    pub fn evaluate(
        &mut self,
        images: JsImages,
        labels: JsLabels,
    ) -> Result<JsEvaluation, JsValue> {
        let images = OwnedImages::from_js(&images)?;
        let labels = labels_of(&labels)?;
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

    pub fn set_weights(&mut self, flat: JsImage) -> Result<(), JsValue> {
        let Some(flat) = flat.dyn_ref::<Float32Array>() else {
            return Err(refuse(format!(
                "weights: {} is no Float32Array",
                kind(&flat)
            )));
        };
        self.0.set_weights(&flat.to_vec()).map_err(to_js_error)
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
