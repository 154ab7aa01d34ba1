//! `Network`'s backwards query in JavaScript.

use js_sys::Float32Array;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::handle::{Class, Handle};
use super::incoming::{JsNumber, floats, number, size};
use super::network::JsNetwork;
use super::object::{self, plain_object, seed_or_none};
use super::value::{is_left_out, text};
use super::{object_with_arrays, plain, refuse, to_js_error};
use crate::back_query::{
    Dream, GradientAscent, InversionStep, InversionStepKind, Method, Options, Prior, Start,
};
use crate::error::Error;
use crate::network::Network;

#[wasm_bindgen]
extern "C" {
    /// The options of a backwards query, as a plain object.
    #[wasm_bindgen(typescript_type = "BackQueryOptions")]
    pub type JsBackQueryOptions;
}

/// Ten images of 784 values in 0..1, white ink on black, one a digit.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Dreams {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    images: Float32Array,
    /// Of each image, the digit's output when the network is queried with it.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    confidences: Float32Array,
    method: Method,
    /// Null by inversion.
    prior: Option<Prior>,
    steps: usize,
}

/// One step of an inversion: what it makes of the values of the step before.
#[derive(Serialize, Tsify)]
#[tsify(rename = "InversionStep")]
pub struct JsInversionStep {
    /// The index in the recipe of the layer that the step goes back through.
    layer: usize,
    kind: InversionStepKind,
    /// What comes of it.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    values: Float32Array,
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// What the network thinks this digit looks like: 784 values in 0..1, white ink on black. The time grows with
    /// `steps`, of which there are at most 1,000.
    pub fn back_query(
        &self,
        digit: JsNumber,
        #[wasm_bindgen(unchecked_optional_param_type = "BackQueryOptions | null")]
        options: JsBackQueryOptions,
    ) -> Result<Vec<f32>, JsValue> {
        let digit = size("digit", &digit)?;
        let options = back_query_options(&options)?;
        let dream = self
            .get()?
            .back_query(digit, &options)
            .map_err(to_js_error)?;
        Ok(dream.image)
    }

    /// The same for all ten digits, in less time than one after the other, but up to ten times that of one:
    /// `gradient_ascent` takes the steps in portions.
    pub fn dreams(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "BackQueryOptions | null")]
        options: JsBackQueryOptions,
    ) -> Result<Ts<Dreams>, JsValue> {
        let options = back_query_options(&options)?;
        let dreams = self.get()?.dreams(&options).map_err(to_js_error)?;
        to_js_dreams(&dreams)
    }

    /// The inversion of a digit step by step, from the outputs to the pixels: a logit, the biases if there are any, the
    /// transposed weights and a rescaling for each dense layer and its sigmoid, the last ones first. The values of the
    /// last step are what `back_query` gives with the method "inversion".
    pub fn inversion_trace(&self, digit: JsNumber) -> Result<Vec<Ts<JsInversionStep>>, JsValue> {
        let digit = size("digit", &digit)?;
        let trace = self.get()?.inversion_trace(digit).map_err(to_js_error)?;
        trace.iter().map(to_js_step).collect()
    }

    /// Gradient ascent step by step, for one digit or, left out, for all ten. It has a copy of the network, which later
    /// training of this one does not change.
    pub fn gradient_ascent(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "BackQueryOptions | null")]
        options: JsBackQueryOptions,
        #[wasm_bindgen(unchecked_optional_param_type = "number | null")] digit: JsNumber,
    ) -> Result<JsGradientAscent, JsValue> {
        let options = back_query_options(&options)?;
        if options.method == Some(Method::Inversion) {
            return Err(refuse("options: the inversion takes no steps".to_owned()));
        }
        let digit = match is_left_out(&digit) {
            true => None,
            false => Some(size("digit", &digit)?),
        };
        let network = self.get()?.clone();
        let digits = match digit {
            Some(digit) => vec![digit],
            None => (0..network.recipe().classes()).collect(),
        };
        let ascent = GradientAscent::new(&network, &digits, &options).map_err(to_js_error)?;
        let prior = options.prior_for(&network);
        Ok(JsGradientAscent(Handle::new(Ascent {
            network,
            images: ascent,
            prior,
        })))
    }
}

/// Gradient ascent on one image a digit.
#[wasm_bindgen(js_name = GradientAscent)]
#[repr(transparent)]
pub struct JsGradientAscent(Handle<Ascent>);

struct Ascent {
    network: Network,
    images: GradientAscent,
    prior: Prior,
}

impl Class for Ascent {
    const NAME: &'static str = "GradientAscent";
}

#[wasm_bindgen(js_class = GradientAscent)]
impl JsGradientAscent {
    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
    }

    /// Takes at most `steps` of the steps that are left. Taken in portions, they lead to the same images.
    pub fn advance(&self, steps: JsNumber) -> Result<(), JsValue> {
        let steps = size("steps", &steps)?;
        let mut ascent = self.0.get()?;
        let Ascent {
            network, images, ..
        } = &mut *ascent;
        images.advance(network, steps).map_err(to_js_error)
    }

    /// The images so far: 784 values in 0..1 a digit, white ink on black.
    pub fn images(&self) -> Result<Vec<f32>, JsValue> {
        Ok(self.0.get()?.images.images().to_vec())
    }

    /// Steps in all.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> Result<f64, JsValue> {
        Ok(self.0.get()?.images.steps() as f64)
    }

    /// Steps that have been taken.
    #[wasm_bindgen(getter)]
    pub fn taken(&self) -> Result<f64, JsValue> {
        Ok(self.0.get()?.images.taken() as f64)
    }

    /// The prior of the search.
    #[wasm_bindgen(getter)]
    pub fn prior(&self) -> Result<Ts<Prior>, JsValue> {
        plain_object(&self.0.get()?.prior)
    }
}

fn back_query_options(options: &JsValue) -> Result<Options, JsValue> {
    let default = Options::default();
    if is_left_out(options) {
        return Ok(default);
    }
    let refuse = |reason: String| refuse(format!("options: {reason}"));
    const KNOWN: [&str; 6] = ["method", "prior", "seed", "start", "stay_near", "steps"];
    let [method, prior, seed, start, stay_near, steps] =
        plain::fields(options, KNOWN).map_err(refuse)?;
    Ok(Options {
        method: object::read(&method).map_err(refuse)?,
        prior: object::read(&prior).map_err(refuse)?,
        start: self::start(&start)?,
        stay_near: match is_left_out(&stay_near) {
            true => default.stay_near,
            false => number("stay_near", &stay_near)? as f32,
        },
        steps: match is_left_out(&steps) {
            true => default.steps,
            false => size("steps", &steps)?,
        },
        seed: seed_or_none(&seed)?.unwrap_or(default.seed),
    })
}

fn start(start: &JsValue) -> Result<Start, JsValue> {
    if is_left_out(start) {
        return Ok(Start::Grey);
    }
    if !start.is_string() {
        return Ok(Start::Images(floats("start", start)?));
    }
    let name = text(start).map_err(|reason| refuse(format!("start: {reason}")))?;
    match name.as_str() {
        "grey" => Ok(Start::Grey),
        "inversion" => Ok(Start::Inversion),
        other => Err(refuse(format!(
            "start is \"{other}\": use \"grey\", \"inversion\" or a Float32Array"
        ))),
    }
}

fn to_js_step(step: &InversionStep) -> Result<Ts<JsInversionStep>, JsValue> {
    object_with_arrays(&JsInversionStep {
        layer: step.layer,
        kind: step.kind,
        values: Float32Array::from(step.values.as_slice()),
    })
}

fn to_js_dreams(dreams: &[Dream]) -> Result<Ts<Dreams>, JsValue> {
    let Some(first) = dreams.first() else {
        return Err(to_js_error(Error::EmptyBatch));
    };
    let images: Vec<f32> = dreams
        .iter()
        .flat_map(|dream| &dream.image)
        .copied()
        .collect();
    let confidences: Vec<f32> = dreams.iter().map(|dream| dream.confidence).collect();
    object_with_arrays(&Dreams {
        images: Float32Array::from(images.as_slice()),
        confidences: Float32Array::from(confidences.as_slice()),
        method: first.method,
        prior: first.prior,
        steps: first.steps,
    })
}
