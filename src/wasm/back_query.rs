//! `Network`'s backwards query in JavaScript.

use js_sys::{Float32Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::handle::{Class, Handle};
use super::incoming::{JsNumber, floats, is_left_out, number, seed_or_none, size, text};
use super::network::JsNetwork;
use super::{plain, refuse, to_js_error, to_object};
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

    /// The same for all ten digits, in less time than one after the other.
    pub fn dreams(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "BackQueryOptions | null")]
        options: JsBackQueryOptions,
    ) -> Result<JsDreams, JsValue> {
        let options = back_query_options(&options)?;
        let dreams = self.get()?.dreams(&options).map_err(to_js_error)?;
        to_js_dreams(&dreams)
    }

    /// The way up the gradient, to be taken in portions: of one digit, or of all ten. It is a copy of the
    /// network that is asked, so what this one learns meanwhile changes nothing.
    pub fn climb(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "BackQueryOptions | null")]
        options: JsBackQueryOptions,
        #[wasm_bindgen(unchecked_optional_param_type = "number | null")] digit: JsNumber,
    ) -> Result<JsClimb, JsValue> {
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
            None => (0..network.recipe().outputs()).collect(),
        };
        let climb = Climb::new(&network, &digits, &options).map_err(to_js_error)?;
        let prior = options.prior_for(&network);
        Ok(JsClimb(Handle::new(Climbing {
            network,
            climb,
            prior,
        })))
    }
}

/// Images on their way up the gradient.
#[wasm_bindgen(js_name = Climb)]
#[repr(transparent)]
pub struct JsClimb(Handle<Climbing>);

struct Climbing {
    network: Network,
    climb: Climb,
    prior: Prior,
}

impl Class for Climbing {
    const NAME: &'static str = "Climb";
}

#[wasm_bindgen(js_class = Climb)]
impl JsClimb {
    /// Gives its memory back. Whatever else is asked of it then is an `Error`.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) {
        self.0.free();
    }

    /// Takes up to so many of the steps that are left. In how many portions the way is taken changes
    /// nothing about where it ends.
    pub fn advance(&self, steps: JsNumber) -> Result<(), JsValue> {
        let steps = size("steps", &steps)?;
        let mut climbing = self.0.get()?;
        let Climbing { network, climb, .. } = &mut *climbing;
        climb.advance(network, steps).map_err(to_js_error)
    }

    /// The images as they are now: 784 values in 0..1 a digit, white ink on black.
    pub fn images(&self) -> Result<Vec<f32>, JsValue> {
        Ok(self.0.get()?.climb.images().to_vec())
    }

    /// How many steps the whole way has.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> Result<f64, JsValue> {
        Ok(self.0.get()?.climb.steps() as f64)
    }

    /// How many of them have been taken.
    #[wasm_bindgen(getter)]
    pub fn taken(&self) -> Result<f64, JsValue> {
        Ok(self.0.get()?.climb.taken() as f64)
    }

    /// The prior that is followed.
    #[wasm_bindgen(getter)]
    pub fn prior(&self) -> Result<JsPrior, JsValue> {
        Ok(to_object(&self.0.get()?.prior)?.unchecked_into())
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
        method: plain::read(&method).map_err(refuse)?,
        prior: plain::read(&prior).map_err(refuse)?,
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
