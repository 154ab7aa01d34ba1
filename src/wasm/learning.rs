//! `train_step`, `gradients` and `evaluate` of `Network` in JavaScript, and both by other rules than the chain rule.

use js_sys::Uint32Array;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::incoming::{JsBytes, JsImages, OwnedImages, bytes};
use super::network::JsNetwork;
use super::object::{self, plain_object};
use super::{object_with_arrays, refuse, to_js_error};
use crate::credit_assignment::CreditRule;
use crate::metrics::Evaluation;
use crate::network::StepReport;

#[wasm_bindgen]
extern "C" {
    /// A `CreditRule`, by its name.
    #[wasm_bindgen(typescript_type = "CreditRule")]
    pub type JsCreditRule;
}

/// Over these samples; of a train step, before it changed anything.
#[derive(Serialize, Tsify)]
#[tsify(rename = "StepReport")]
pub struct JsStepReport {
    /// The mean loss.
    loss: f64,
    /// Samples whose predicted class is their label: the largest output's or, of a single output, 1 above the middle of
    /// the targets, else 0.
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
    /// Counts at classes · label + predicted; there are as many classes as outputs, but two with a single output.
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
        plain_object(&JsStepReport::from(report))
    }

    /// The gradient of a batch's loss by every parameter, in the order of `weights`; changes no parameter. `images`: n
    /// times the inputs, bytes 0..255 or numbers 0..1; `labels`: n.
    pub fn gradients(&self, images: JsImages, labels: JsBytes) -> Result<Vec<f32>, JsValue> {
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        self.get()?
            .gradients(images.borrow(), &labels)
            .map_err(to_js_error)
    }

    /// What a rule takes for the gradient of a batch's loss by every parameter, in the order of `weights`. Only for
    /// dense layers that are each followed by a sigmoid, and the squared error.
    pub fn gradients_by(
        &self,
        rule: JsCreditRule,
        images: JsImages,
        labels: JsBytes,
    ) -> Result<Vec<f32>, JsValue> {
        let rule = credit_rule(&rule)?;
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        self.get()?
            .gradients_by(rule, images.borrow(), &labels)
            .map_err(to_js_error)
    }

    /// Learns from a batch by a rule: every parameter changes by the learning rate times what `gradients_by` gives. Only
    /// with plain SGD.
    pub fn train_step_by(
        &self,
        rule: JsCreditRule,
        images: JsImages,
        labels: JsBytes,
    ) -> Result<Ts<JsStepReport>, JsValue> {
        let rule = credit_rule(&rule)?;
        let images = OwnedImages::take(&images)?;
        let labels = bytes("labels", &labels)?;
        let report = self
            .get()?
            .train_step_by(rule, images.borrow(), &labels)
            .map_err(to_js_error)?;
        plain_object(&JsStepReport::from(report))
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

fn credit_rule(rule: &JsValue) -> Result<CreditRule, JsValue> {
    object::read(rule).map_err(|reason| refuse(format!("rule: {reason}")))
}

impl From<StepReport> for JsStepReport {
    fn from(report: StepReport) -> Self {
        Self {
            loss: report.loss,
            correct: report.correct,
            samples: report.samples,
        }
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
