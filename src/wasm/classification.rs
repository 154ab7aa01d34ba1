//! How a network reads a whole dataset, and what that says of it, in JavaScript.

use js_sys::{Float32Array, Object, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::incoming::{JsBytes, JsFloats, JsNumber, bytes, floats, size};
use super::network::JsNetwork;
use super::{to_js_error, to_object};
use crate::metrics::{Bin, Calibration, ClassificationReport, Confusion};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** `confidence` and `accuracy` are means in 0..1, null without samples. */
export interface CalibrationBin { samples: number; confidence: number | null; accuracy: number | null }
/** `read` and `confidences`: the largest output of each image, which it is and how large. confusion[10 · written +
 * read]. `calibration.error`: the expected calibration error over 15 bins of equal width. */
export interface ClassificationReport {
  accuracy: number; read: Uint8Array; confidences: Float32Array; confusion: Uint32Array;
  calibration: { error: number; bins: CalibrationBin[] };
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "ClassificationReport")]
    pub type JsClassificationReport;
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
        let (dataset, mut network) = (dataset.shared()?, self.get()?);
        let dataset = dataset.borrow();
        let (images, _) = dataset.part(examples).map_err(to_js_error)?;
        let outputs = network.query(images).map_err(to_js_error)?;
        Ok(outputs.to_vec())
    }
}

/// What n × 10 outputs, for images that show the digits of n labels, say of a network.
#[wasm_bindgen]
pub fn classification_report(
    outputs: JsFloats,
    labels: JsBytes,
) -> Result<JsClassificationReport, JsValue> {
    let outputs = floats("outputs", &outputs)?;
    let labels = bytes("labels", &labels)?;
    let examination = ClassificationReport::of(&outputs, &labels, CLASSES).map_err(to_js_error)?;
    let ClassificationReport {
        accuracy,
        read,
        confidences,
        confusion: Confusion { counts, .. },
        calibration,
    } = examination;
    let object = Object::new();
    let set = |key: &str, value: JsValue| Reflect::set(&object, &key.into(), &value);
    set("accuracy", accuracy.into())?;
    set("read", Uint8Array::from(read.as_slice()).into())?;
    set(
        "confidences",
        Float32Array::from(confidences.as_slice()).into(),
    )?;
    set("confusion", Uint32Array::from(counts.as_slice()).into())?;
    set(
        "calibration",
        to_object(&PlainCalibration::from(&calibration))?,
    )?;
    Ok(object.unchecked_into())
}

/// Digits.
const CLASSES: usize = 10;

#[derive(Serialize)]
struct PlainCalibration {
    error: f64,
    bins: Vec<PlainBin>,
}

#[derive(Serialize)]
struct PlainBin {
    samples: usize,
    confidence: Option<f64>,
    accuracy: Option<f64>,
}

impl From<&Calibration> for PlainCalibration {
    fn from(calibration: &Calibration) -> Self {
        let plain = |bin: &Bin| PlainBin {
            samples: bin.samples,
            confidence: (bin.samples > 0).then(|| bin.confidence()),
            accuracy: (bin.samples > 0).then(|| bin.accuracy()),
        };
        Self {
            error: calibration.error(),
            bins: calibration.bins.iter().map(plain).collect(),
        }
    }
}
