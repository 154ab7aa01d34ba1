//! How `Network` learns in JavaScript, and how well it has learnt.

use js_sys::{Object, Reflect, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::incoming::{JsBytes, JsImages, OwnedImages, bytes};
use super::network::JsNetwork;
use super::{to_js_error, to_object};
use crate::metrics::Evaluation;

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

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// Learns from a batch. `images`: n × 784, bytes 0..255 or numbers 0..1, white ink on
    /// black; `labels`: n digits.
    pub fn train_step(&self, images: JsImages, labels: JsBytes) -> Result<JsStepReport, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let report = self
            .get()?
            .train_step(images.borrow(), &labels)
            .map_err(to_js_error)?;
        to_js_report(report.loss, report.correct, report.samples)
    }

    /// Loss, accuracy and confusion over n images; learns nothing.
    pub fn evaluate(&self, images: JsImages, labels: JsBytes) -> Result<JsEvaluation, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let evaluation = self
            .get()?
            .evaluate(images.borrow(), &labels)
            .map_err(to_js_error)?;
        to_js_evaluation(&evaluation)
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
