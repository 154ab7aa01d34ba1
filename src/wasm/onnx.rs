//! `Network` as an ONNX file, in JavaScript.

use wasm_bindgen::prelude::*;

use super::network::JsNetwork;
use super::value::is_left_out;
use super::{object, refuse};
use crate::onnx::OnnxOptions;

#[wasm_bindgen]
extern "C" {
    /// How a network is written, as a plain object.
    #[wasm_bindgen(typescript_type = "OnnxOptions")]
    pub type JsOnnxOptions;
}

#[wasm_bindgen(js_class = Network)]
impl JsNetwork {
    /// The network as an ONNX file (opset 17), for other programs such as onnxruntime: `images` of n × 1 × height × width
    /// values in 0..1, white ink on black, of a network without convolutions and pooling n × inputs, give `outputs` as
    /// `query` does.
    pub fn to_onnx(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "OnnxOptions | null")]
        options: JsOnnxOptions,
    ) -> Result<Vec<u8>, JsValue> {
        let options = onnx_options(&options)?;
        Ok(self.get()?.to_onnx(&options))
    }
}

fn onnx_options(options: &JsValue) -> Result<OnnxOptions, JsValue> {
    match is_left_out(options) {
        true => Ok(OnnxOptions::default()),
        false => object::read(options).map_err(|reason| refuse(format!("options: {reason}"))),
    }
}
