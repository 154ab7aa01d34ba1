//! `train_step` and `evaluate` of `Network` in JavaScript.

use js_sys::Uint32Array;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::{JsBytes, JsImages, OwnedImages, bytes};
use super::network::JsNetwork;
use super::{object_with_arrays, plain_object, to_js_error};
use crate::metrics::Evaluation;

/// Over these samples; of a train step, before it changed anything.
#[derive(Serialize, Tsify)]
#[tsify(rename = "StepReport")]
pub struct JsStepReport {
    /// The mean loss.
    loss: f64,
    /// Samples whose largest output is their label's.
    correct: usize,
    samples: usize,
}

/// Loss and accuracy over a dataset.
#[derive(Serialize, Tsify)]
#[tsify(rename = "Evaluation")]
pub struct JsEvaluation {
    /// The mean loss.
    loss: f64,
    /// 0..1
    accuracy: f64,
    /// Counts at outputs · label + predicted.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Uint32Array")]
    confusion: Uint32Array,
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// Learns from a batch. `images`: n × 784, bytes 0..255 or numbers 0..1, white ink on
    /// black; `labels`: n digits.
    pub fn train_step(
        &self,
        images: JsImages,
        labels: JsBytes,
    ) -> Result<Ts<JsStepReport>, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let report = self
            .get()?
            .train_step(images.borrow(), &labels)
            .map_err(to_js_error)?;
        plain_object(&JsStepReport {
            loss: report.loss,
            correct: report.correct,
            samples: report.samples,
        })
    }

    /// Loss, accuracy and confusion over n images; changes no parameter.
    pub fn evaluate(&self, images: JsImages, labels: JsBytes) -> Result<Ts<JsEvaluation>, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let evaluation = self
            .get()?
            .evaluate(images.borrow(), &labels)
            .map_err(to_js_error)?;
        object_with_arrays(&JsEvaluation::from(&evaluation))
    }
}

impl From<&Evaluation> for JsEvaluation {
    fn from(evaluation: &Evaluation) -> Self {
        Self {
            loss: evaluation.loss,
            accuracy: evaluation.accuracy,
            confusion: Uint32Array::from(evaluation.confusion.counts.as_slice()),
        }
    }
}
