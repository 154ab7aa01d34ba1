//! Model files: safetensors, with the recipe and the seed in the metadata.
//!
//! Each parameter is a tensor "layers.N.weight", [inputs, outputs], or "layers.N.bias",
//! [outputs], N being the layer's place in the recipe. The metadata has one entry,
//! "neuroglyph": a JSON object with `version`, `recipe` and `seed`.

use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::layer::Parameter;
use crate::network::{Network, check_finite};
use crate::recipe::Recipe;

const KEY: &str = "neuroglyph";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    version: u32,
    recipe: Recipe,
    seed: u64,
}

impl Network {
    /// The network as a file. Loading it gives the same parameters bit for bit.
    pub fn to_safetensors(&self) -> Result<Vec<u8>> {
        let header = Header {
            version: VERSION,
            recipe: self.recipe().clone(),
            seed: self.seed(),
        };
        let header = serde_json::to_string(&header).map_err(refuse)?;
        let mut tensors = Vec::new();
        for (layer, parameter) in self.parameters() {
            let values = parameter.value.as_row_major();
            let bytes: Vec<u8> = values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect();
            tensors.push((tensor_name(layer, parameter), shape(parameter), bytes));
        }
        let mut views = Vec::new();
        for (name, shape, bytes) in &tensors {
            let view = TensorView::new(Dtype::F32, shape.clone(), bytes).map_err(refuse)?;
            views.push((name, view));
        }
        let metadata = [(KEY.to_owned(), header)].into_iter().collect();
        serialize(views, Some(metadata)).map_err(refuse)
    }

    /// Reads what [`Network::to_safetensors`] wrote. A file that is damaged, incomplete or of
    /// another kind is refused, and so is one with a parameter that is no finite number.
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| {
            Error::ModelFile(format!(
                "these {} bytes are no safetensors file: {error}",
                bytes.len()
            ))
        })?;
        let header = read_header(bytes)?;
        let mut network = Network::new(header.recipe, Some(header.seed))?;
        let mut weights = Vec::new();
        for (layer, parameter) in network.parameters() {
            let name = tensor_name(layer, parameter);
            let tensor = tensors.tensor(&name).map_err(refuse)?;
            let shape = shape(parameter);
            if tensor.dtype() != Dtype::F32 || tensor.shape() != shape {
                return Err(Error::ModelFile(format!(
                    "{name} is {:?} of shape {:?} where F32 of shape {shape:?} is needed",
                    tensor.dtype(),
                    tensor.shape(),
                )));
            }
            let values = tensor.data().as_chunks::<4>().0.iter();
            let values: Vec<f32> = values.map(|bytes| f32::from_le_bytes(*bytes)).collect();
            check_finite(&name, &values)?;
            weights.extend(values);
        }
        network.set_weights(&weights)?;
        Ok(network)
    }
}

fn read_header(bytes: &[u8]) -> Result<Header> {
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(refuse)?;
    let entry = metadata
        .metadata()
        .as_ref()
        .and_then(|entries| entries.get(KEY));
    let Some(entry) = entry else {
        let reason = format!("its metadata has no \"{KEY}\", so it is no network of this crate");
        return Err(Error::ModelFile(reason));
    };
    let header: serde_json::Value = serde_json::from_str(entry).map_err(refuse)?;
    if header["version"] != VERSION {
        let version = &header["version"];
        let reason = format!("it has version {version}, and this crate reads version {VERSION}");
        return Err(Error::ModelFile(reason));
    }
    serde_json::from_value(header).map_err(refuse)
}

fn tensor_name(layer: usize, parameter: &Parameter) -> String {
    format!("layers.{layer}.{}", parameter.name)
}

fn shape(parameter: &Parameter) -> Vec<usize> {
    let (rows, columns) = (parameter.value.rows(), parameter.value.columns());
    match parameter.name {
        "bias" => vec![columns],
        _ => vec![rows, columns],
    }
}

fn refuse(error: impl std::fmt::Display) -> Error {
    Error::ModelFile(error.to_string())
}
