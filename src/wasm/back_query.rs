//! `Network`'s backwards query in JavaScript.

use js_sys::{Float32Array, Object, Reflect};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::incoming::{check_fields, floats, size, whole};
use super::network::JsNetwork;
use super::{refuse, to_js_error, to_object};
use crate::back_query::{Climb, Dream, Method, Options, Prior, Start};
use crate::error::Error;
use crate::network::Network;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Method = "inversion" | "gradient";
export type Prior = "free" | "handwriting";
/** How to ask backwards. `method` left out: the inversion where it exists, else the gradient.
 * `prior`: which images the gradient may lead to: any, or those that vary as handwriting does; left out: any for a
 * network with convolutions and with `stay_near`, else as handwriting varies.
 * `start`: where the way up the gradient begins: plain grey unless something else is said; images are 784
 * values in 0..1 a digit that is asked for. `stay_near`: the penalty for every pixel that differs from the start,
 * 0 to 1, 0 unless said; above 0 only what the network needs changed to read the digit is changed.
 * `steps`: 0 to 10,000, 100 unless said. `seed`: 1 unless said. */
export interface BackQueryOptions {
  method?: Method; prior?: Prior; start?: "grey" | "inversion" | Float32Array; stay_near?: number;
  steps?: number; seed?: number;
}
/** Ten images of 784 values in 0..1, one a digit, and the digit's output when the network reads each. `prior`: null
 * by inversion. */
export interface Dreams {
  images: Float32Array; confidences: Float32Array; method: Method; prior: Prior | null; steps: number;
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "BackQueryOptions")]
    pub type JsBackQueryOptions;
    #[wasm_bindgen(typescript_type = "Dreams")]
    pub type JsDreams;
    #[wasm_bindgen(typescript_type = "Prior")]
    pub type JsPrior;
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
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

    /// The way up the gradient, to be taken in portions: of one digit, or of all ten. It is a copy of the
    /// network that is asked, so what this one learns meanwhile changes nothing.
    pub fn climb(
        &self,
        options: Option<JsBackQueryOptions>,
        digit: Option<f64>,
    ) -> Result<JsClimb, JsValue> {
        let options = back_query_options(options)?;
        if options.method == Some(Method::Inversion) {
            return Err(refuse("options: the inversion takes no steps".to_owned()));
        }
        let network = self.0.clone();
        let digits = match digit {
            Some(digit) => vec![size("digit", digit)?],
            None => (0..network.recipe().outputs()).collect(),
        };
        let climb = Climb::new(&network, &digits, &options).map_err(to_js_error)?;
        let prior = options.prior_for(&network);
        Ok(JsClimb {
            network,
            climb,
            prior,
        })
    }
}

/// Images on their way up the gradient.
#[wasm_bindgen(js_name = Climb)]
pub struct JsClimb {
    network: Network,
    climb: Climb,
    prior: Prior,
}

#[wasm_bindgen(js_class = Climb)]
impl JsClimb {
    /// Takes up to so many of the steps that are left. In how many portions the way is taken changes
    /// nothing about where it ends.
    pub fn advance(&mut self, steps: f64) -> Result<(), JsValue> {
        let steps = size("steps", steps)?;
        let Self { network, climb, .. } = self;
        climb.advance(network, steps).map_err(to_js_error)
    }

    /// The images as they are now: 784 values in 0..1 a digit, white ink on black.
    pub fn images(&self) -> Vec<f32> {
        self.climb.images().to_vec()
    }

    /// How many steps the whole way has.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> f64 {
        self.climb.steps() as f64
    }

    /// How many of them have been taken.
    #[wasm_bindgen(getter)]
    pub fn taken(&self) -> f64 {
        self.climb.taken() as f64
    }

    /// The prior that is followed.
    #[wasm_bindgen(getter)]
    pub fn prior(&self) -> Result<JsPrior, JsValue> {
        Ok(to_object(&self.prior)?.unchecked_into())
    }
}

/// The options but for the start, which may be an array.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PlainOptions {
    method: Option<Method>,
    prior: Option<Prior>,
    stay_near: Option<f32>,
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
    let known = json!({ "method": null, "prior": null, "start": null, "stay_near": null, "steps": null, "seed": null });
    check_fields(&options, &to_object(&known)?).map_err(refuse)?;
    Ok(Options {
        method: plain.method,
        prior: plain.prior,
        stay_near: plain.stay_near.unwrap_or(default.stay_near),
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
    set("prior", to_object(&first.prior)?)?;
    set("steps", (first.steps as f64).into())?;
    Ok(object.unchecked_into())
}
