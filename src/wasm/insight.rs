//! What `Network` tells of itself in JavaScript: backwards query, blame, activations and errors.

use js_sys::{Float32Array, Object, Reflect, Uint8Array, Uint32Array};
use serde::{Deserialize, Serialize};
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::dataset::JsDataset;
use super::incoming::{
    JsBytes, JsFloats, JsImages, OwnedImages, bytes, check_fields, floats, size, whole,
};
use super::network::JsNetwork;
use super::{refuse, to_js_error, to_object};
use crate::back_query::{Dream, Method, Options, Start};
use crate::error::Error;
use crate::metrics::{Bin, Calibration, Confusion, Examination};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Method = "inversion" | "gradient";
/** How to ask backwards. `method` left out: the inversion where it exists, else the gradient.
 * `start`: where the way up the gradient begins: plain grey unless something else is said; images are 784
 * values in 0..1 a digit that is asked for. `steps`: 0 to 10,000, 150 unless said. `seed`: 1 unless said. */
export interface BackQueryOptions {
  method?: Method; start?: "grey" | "inversion" | Float32Array; steps?: number; seed?: number;
}
/** Ten images of 784 values in 0..1, one a digit, and the digit's output when the network reads each. */
export interface Dreams { images: Float32Array; confidences: Float32Array; method: Method; steps: number }
/** A link: `neuron` is the one, or the pixel, at its other end; `gradient` = `output_sensitivity` of the neuron
 * in which it ends · `signal`; `moved`: by how much the weight moves in one step on this image alone. */
export interface Link {
  neuron: number; weight: number; signal: number; output_sensitivity: number; gradient: number; moved: number;
}
/** What one neuron did with an image, and its strongest links by |weight · signal|. */
export interface Neuron {
  signal: number; sensitivity: number; output_sensitivity: number; incoming: Link[]; outgoing: Link[];
}
/** `confidence` and `accuracy` are means in 0..1, null without samples. */
export interface CalibrationBin { samples: number; confidence: number | null; accuracy: number | null }
/** `read` and `confidences`: the largest output of each image, which it is and how large. confusion[10 · written +
 * read]. `calibration.error`: the expected calibration error over 15 bins of equal width. */
export interface Examination {
  accuracy: number; read: Uint8Array; confidences: Float32Array; confusion: Uint32Array;
  calibration: { error: number; bins: CalibrationBin[] };
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "BackQueryOptions")]
    pub type JsBackQueryOptions;
    #[wasm_bindgen(typescript_type = "Dreams")]
    pub type JsDreams;
    #[wasm_bindgen(typescript_type = "Neuron")]
    pub type JsNeuron;
    #[wasm_bindgen(typescript_type = "Examination")]
    pub type JsExamination;
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// The width of the image, then of what each layer of the recipe puts out.
    #[wasm_bindgen(getter)]
    pub fn widths(&self) -> Vec<u32> {
        let widths = self.0.widths();
        widths.into_iter().map(|width| width as u32).collect()
    }

    /// What the network thinks this digit looks like: 784 values in 0..1, white ink on black.
    pub fn back_query(
        &mut self,
        digit: f64,
        options: Option<JsBackQueryOptions>,
    ) -> Result<Vec<f32>, JsValue> {
        let digit = size("digit", digit)?;
        let options = back_query_options(options)?;
        let dream = self.0.back_query(digit, &options).map_err(to_js_error)?;
        Ok(dream.image)
    }

    /// The same for all ten digits, in less time than one after the other.
    pub fn dreams(&mut self, options: Option<JsBackQueryOptions>) -> Result<JsDreams, JsValue> {
        let options = back_query_options(options)?;
        let dreams = self.0.dreams(&options).map_err(to_js_error)?;
        to_js_dreams(&dreams)
    }

    /// Why the inversion does not exist for this network, if it does not.
    #[wasm_bindgen(getter)]
    pub fn inversion_objection(&self) -> Option<String> {
        self.0.inversion_objection()
    }

    /// The gradient of the digit's pre-activation by each of the 784 pixels: ink speaks for the
    /// digit where it is above 0, and against it below.
    pub fn sensitivity(&mut self, image: JsImages, digit: f64) -> Result<Vec<f32>, JsValue> {
        let image = OwnedImages::take(&image)?;
        let digit = size("digit", digit)?;
        let gradient = self.0.sensitivity(image.borrow(), digit);
        gradient.map_err(to_js_error)
    }

    /// The same for neuron `index` of what layer `layer` of the recipe puts out, which for a
    /// dense layer is the neuron's pre-activation.
    pub fn neuron(&mut self, layer: f64, index: f64, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let (layer, index) = (size("layer", layer)?, size("neuron", index)?);
        let image = OwnedImages::take(&image)?;
        let gradient = self.0.neuron(layer, index, image.borrow());
        gradient.map_err(to_js_error)
    }

    /// What each layer puts out for an image, one layer after the other: `widths` says how many
    /// values, after its first.
    pub fn activations(&mut self, image: JsImages) -> Result<Vec<f32>, JsValue> {
        let image = OwnedImages::take(&image)?;
        self.0.activations(image.borrow()).map_err(to_js_error)
    }

    /// The weights of the links that come into a neuron of a dense layer.
    pub fn incoming(&self, layer: f64, index: f64) -> Result<Vec<f32>, JsValue> {
        let (layer, index) = (size("layer", layer)?, size("neuron", index)?);
        self.0.incoming(layer, index).map_err(to_js_error)
    }

    /// A neuron of the dense layer with this number in the recipe, for an image that shows this
    /// digit, and the `count` strongest of its links each way. The network learns nothing.
    pub fn links(
        &self,
        image: JsImages,
        label: f64,
        layer: f64,
        index: f64,
        count: f64,
    ) -> Result<JsNeuron, JsValue> {
        let image = OwnedImages::take(&image)?;
        let label = size("label", label)?.min(usize::from(u8::MAX)) as u8;
        let (layer, index) = (size("layer", layer)?, size("neuron", index)?);
        let count = size("count", count)?;
        let neuron = self.0.links(image.borrow(), label, layer, index, count);
        Ok(to_object(&neuron.map_err(to_js_error)?)?.unchecked_into())
    }

    /// The ten outputs for each of the examples `start` to `end` − 1 of a dataset.
    pub fn query_dataset(
        &mut self,
        dataset: &JsDataset,
        start: f64,
        end: f64,
    ) -> Result<Vec<f32>, JsValue> {
        let examples = size("start", start)?..size("end", end)?;
        let dataset = dataset.0.borrow();
        let (images, _) = dataset.part(examples).map_err(to_js_error)?;
        let outputs = self.0.query(images).map_err(to_js_error)?;
        Ok(outputs.to_vec())
    }
}

/// What n × 10 outputs, for images that show the digits of n labels, say of a network.
#[wasm_bindgen]
pub fn examine(outputs: JsFloats, labels: JsBytes) -> Result<JsExamination, JsValue> {
    let outputs = floats("outputs", &outputs)?;
    let labels = bytes("labels", &labels)?;
    let examination = Examination::of(&outputs, &labels, CLASSES).map_err(to_js_error)?;
    let Examination {
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

/// The options but for the start, which may be an array.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PlainOptions {
    method: Option<Method>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    start: JsValue,
    steps: Option<f64>,
    seed: Option<f64>,
}

fn back_query_options(options: Option<JsBackQueryOptions>) -> Result<Options, JsValue> {
    let default = Options::default();
    let Some(options) = options else {
        return Ok(default);
    };
    let refuse = |reason: String| refuse(format!("options: {reason}"));
    let plain = serde_wasm_bindgen::from_value(options.clone());
    let plain: PlainOptions = plain.map_err(|error| refuse(error.to_string()))?;
    let known = json!({ "method": null, "start": null, "steps": null, "seed": null });
    check_fields(&options, &to_object(&known)?).map_err(refuse)?;
    Ok(Options {
        method: plain.method,
        start: start(&plain.start)?,
        steps: match plain.steps {
            Some(steps) => size("steps", steps)?,
            None => default.steps,
        },
        seed: match plain.seed {
            Some(seed) => whole("seed", seed)?,
            None => default.seed,
        },
    })
}

fn start(start: &JsValue) -> Result<Start, JsValue> {
    match start.as_string().as_deref() {
        None if start.is_undefined() => Ok(Start::Grey),
        None => Ok(Start::Images(floats("start", start)?)),
        Some("grey") => Ok(Start::Grey),
        Some("inversion") => Ok(Start::Inversion),
        Some(other) => Err(refuse(format!(
            "start is \"{other}\": use \"grey\", \"inversion\" or a Float32Array"
        ))),
    }
}

fn to_js_dreams(dreams: &[Dream]) -> Result<JsDreams, JsValue> {
    let Some(first) = dreams.first() else {
        return Err(to_js_error(Error::EmptyBatch));
    };
    let images: Vec<f32> = dreams
        .iter()
        .flat_map(|dream| &dream.image)
        .copied()
        .collect();
    let confidences: Vec<f32> = dreams.iter().map(|dream| dream.confidence).collect();
    let object = Object::new();
    let set = |key: &str, value: JsValue| Reflect::set(&object, &key.into(), &value);
    set("images", Float32Array::from(images.as_slice()).into())?;
    set(
        "confidences",
        Float32Array::from(confidences.as_slice()).into(),
    )?;
    set("method", to_object(&first.method)?)?;
    set("steps", (first.steps as f64).into())?;
    Ok(object.unchecked_into())
}
