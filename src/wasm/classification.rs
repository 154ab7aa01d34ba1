//! Predictions for a whole dataset and their report, in JavaScript.

use js_sys::{Float32Array, Uint8Array, Uint32Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::incoming::{JsBytes, JsFloats, JsNumber, bytes, floats, size};
use super::network::JsNetwork;
use super::{object_with_arrays, to_js_error};
use crate::metrics::{self, Bin, ClassificationReport};

/// What the outputs for labelled images say of a network.
#[derive(Serialize, Tsify)]
#[tsify(rename = "ClassificationReport")]
pub struct JsReport {
    /// The share of images whose largest output is their label's, 0..1.
    accuracy: f64,
    /// Of each image, the index of the largest output.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Uint8Array")]
    predicted: Uint8Array,
    /// Of each image, the largest output.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    confidences: Float32Array,
    /// Counts at 10 · label + predicted.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Uint32Array")]
    confusion: Uint32Array,
    calibration: Calibration,
}

/// How often a network is right when it is how sure.
#[derive(Serialize, Tsify)]
pub struct Calibration {
    /// The expected calibration error, 0..1.
    error: f64,
    /// 15 bins of equal width.
    bins: Vec<CalibrationBin>,
}

/// The samples whose largest output lies in one of the bins.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct CalibrationBin {
    samples: usize,
    /// The mean of the largest outputs, 0..1; null without samples.
    confidence: Option<f64>,
    /// The share that was right, 0..1; null without samples.
    accuracy: Option<f64>,
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// The ten outputs for each of the examples `start` to `end` − 1 of a dataset.
    pub fn query_dataset(
        &self,
        dataset: &JsDataset,
        start: JsNumber,
        end: JsNumber,
    ) -> Result<Vec<f32>, JsValue> {
        let examples = size("start", &start)?..size("end", &end)?;
        let (dataset, network) = (dataset.shared()?, self.get()?);
        let dataset = dataset.borrow();
        let inputs = network.recipe().inputs;
        dataset.check_inputs(inputs).map_err(to_js_error)?;
        let (images, _) = dataset.part(examples).map_err(to_js_error)?;
        network.query(images).map_err(to_js_error)
    }
}

/// What n × 10 outputs, for images that show the digits of n labels, say of a network.
#[wasm_bindgen]
pub fn classification_report(outputs: JsFloats, labels: JsBytes) -> Result<Ts<JsReport>, JsValue> {
    let outputs = floats("outputs", &outputs)?;
    let labels = bytes("labels", &labels)?;
    let report = ClassificationReport::of(&outputs, &labels, CLASSES).map_err(to_js_error)?;
    object_with_arrays(&JsReport {
        accuracy: report.accuracy,
        predicted: Uint8Array::from(report.predicted.as_slice()),
        confidences: Float32Array::from(report.confidences.as_slice()),
        confusion: Uint32Array::from(report.confusion.counts.as_slice()),
        calibration: Calibration::from(&report.calibration),
    })
}

/// Digits.
const CLASSES: usize = 10;

impl From<&metrics::Calibration> for Calibration {
    fn from(calibration: &metrics::Calibration) -> Self {
        let bin = |bin: &Bin| CalibrationBin {
            samples: bin.samples,
            confidence: (bin.samples > 0).then(|| bin.confidence()),
            accuracy: (bin.samples > 0).then(|| bin.accuracy()),
        };
        Self {
            error: calibration.error(),
            bins: calibration.bins.iter().map(bin).collect(),
        }
    }
}
