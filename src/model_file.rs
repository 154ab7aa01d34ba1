//! Model files: safetensors, with the recipe and the seed in the metadata.
//!
//! Each parameter is a tensor "layers.N.weight", [inputs, outputs] of a dense layer and [kernel,
//! kernel, channels, filters] of a convolution, or "layers.N.bias", N being the layer's place in
//! the recipe; of a batch normalisation they are "scale", "shift", "running_mean" and
//! "running_variance". A tensor is F32, F16 or I8; only weights are written as F16 or I8. Of an I8 there is a tensor
//! "layers.N.weight_scale", F32, too: a factor for each unit or filter. The metadata has an entry "neuroglyph": a JSON
//! object with `version`, `recipe` and `seed`.

mod int8;
#[cfg(not(target_arch = "wasm32"))]
mod path;
mod safetensors;

use std::borrow::Cow;

use half::f16;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::layer::{Role, parameter_name};
use crate::network::{Network, check_finite};
use crate::recipe::Recipe;
use safetensors::Contents;

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
    ///
    /// # Errors
    ///
    /// [`Error::ModelFile`] if the file cannot be written into memory.
    pub fn to_safetensors(&self) -> Result<Vec<u8>> {
        write_model(self, Precision::Single, Vec::new(), None)
    }

    /// The network as a file of about half the size: each weight is rounded to the nearest number of 16 bits
    /// (IEEE 754 binary16), of two that are equally near to the even one.
    ///
    /// # Errors
    ///
    /// [`Error::ModelFile`] for a weight that is rounded to more than 65,504.
    pub fn to_half_safetensors(&self) -> Result<Vec<u8>> {
        write_model(self, Precision::Half, Vec::new(), None)
    }

    /// The network as a file of about a quarter of the size: each weight is rounded to one of 255 multiples of a factor of
    /// its unit or filter, whose largest weight is 127 of them.
    ///
    /// # Errors
    ///
    /// [`Error::ModelFile`] if the file cannot be written into memory.
    pub fn to_int8_safetensors(&self) -> Result<Vec<u8>> {
        write_model(self, Precision::Int8, Vec::new(), None)
    }

    /// Reads what [`Network::to_safetensors`], [`Network::to_half_safetensors`] or [`Network::to_int8_safetensors`] wrote.
    ///
    /// # Errors
    ///
    /// [`Error::ModelFile`] for a file that is damaged, incomplete or of another kind, [`Error::Recipe`] for a recipe
    /// that cannot be used, [`Error::Parameter`] or [`Error::Variance`] for a parameter that is no finite number or no
    /// variance.
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self> {
        let file = ModelFile::open(bytes)?;
        let header = file.header()?;
        // Before the network is made, so that a small file with a large recipe does not take its memory.
        let weights = file.read_weights(&header.recipe)?;
        let mut network = Network::new(header.recipe, Some(header.seed))?;
        network.set_weights(&weights)?;
        Ok(network)
    }
}

/// How many bits the weights of a file have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    Single,
    Half,
    Int8,
}

/// A tensor to be written: its bytes are made as they are written, so that writing takes no more memory than the
/// file.
pub(crate) struct Tensor<'a> {
    name: String,
    shape: Vec<usize>,
    values: Values<'a>,
}

enum Values<'a> {
    Single(Cow<'a, [f32]>),
    Half(&'a [f32]),
    /// With the scale of each column.
    Int8(&'a [f32], Vec<f32>),
}

impl<'a> Tensor<'a> {
    pub fn new(name: String, shape: Vec<usize>, values: &'a [f32]) -> Self {
        Self {
            name,
            shape,
            values: Values::Single(values.into()),
        }
    }

    fn half(name: String, shape: Vec<usize>, values: &'a [f32]) -> Result<Self> {
        let is_too_large = |value: &&f32| !f16::from_f32(**value).is_finite();
        if let Some(value) = values.iter().find(is_too_large) {
            let reason = format!("{name} has {value}, which 16 bits cannot hold");
            return Err(Error::ModelFile(reason));
        }
        Ok(Self {
            name,
            shape,
            values: Values::Half(values),
        })
    }

    /// The scales, and the weights that they are for.
    fn int8(name: String, shape: Vec<usize>, values: &'a [f32]) -> [Self; 2] {
        let columns = shape.last().copied().unwrap_or(1);
        let scales = int8::scales(values, columns);
        let factors = Self {
            name: int8::name_of_scales(&name),
            shape: vec![columns],
            values: Values::Single(scales.clone().into()),
        };
        let weights = Self {
            name,
            shape,
            values: Values::Int8(values, scales),
        };
        [factors, weights]
    }
}

impl safetensors::Tensor for Tensor<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn dtype(&self) -> &'static str {
        match self.values {
            Values::Single(_) => "F32",
            Values::Half(_) => "F16",
            Values::Int8(..) => "I8",
        }
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        match &self.values {
            Values::Single(values) => {
                let values = values.iter();
                values.for_each(|value| bytes.extend(value.to_le_bytes()));
            }
            Values::Half(values) => {
                let values = values.iter();
                values.for_each(|value| bytes.extend(f16::from_f32(*value).to_le_bytes()));
            }
            Values::Int8(values, scales) => bytes.extend(int8::rounded(values, scales)),
        }
    }
}

/// A model file, with more tensors and one more entry in its metadata where they are given.
pub(crate) fn write_model(
    network: &Network,
    precision: Precision,
    more: Vec<Tensor>,
    entry: Option<(&str, String)>,
) -> Result<Vec<u8>> {
    let header = Header {
        version: VERSION,
        recipe: network.recipe().clone(),
        seed: network.seed(),
    };
    let header = serde_json::to_string(&header).map_err(refuse)?;
    let entries = [Some((KEY, header)), entry].into_iter().flatten();
    let entries = entries.map(|(key, value)| (key.to_owned(), value.into()));
    let recipe = network.recipe();
    let layers = recipe.layers.iter().zip(recipe.shapes()).enumerate();
    let parameters = layers.flat_map(|(layer, (recipe, before))| {
        let parameters = recipe.config().parameters(before).into_iter();
        parameters.map(move |parameter| (parameter_name(layer, parameter.name), parameter.shape))
    });
    let parameters = parameters.zip(network.parameters());
    let mut tensors = Vec::new();
    for ((name, shape), (_, parameter)) in parameters {
        let values = parameter.value.as_row_major();
        match (precision, parameter.role) {
            (Precision::Half, Role::Weight) => tensors.push(Tensor::half(name, shape, values)?),
            (Precision::Int8, Role::Weight) => tensors.extend(Tensor::int8(name, shape, values)),
            _ => tensors.push(Tensor::new(name, shape, values)),
        }
    }
    tensors.extend(more);
    Ok(safetensors::write(entries.collect(), tensors))
}

/// A safetensors file whose structure has been checked.
pub(crate) struct ModelFile<'a>(Contents<'a>);

impl<'a> ModelFile<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let contents = Contents::read(bytes);
        contents.map(Self).map_err(|reason| {
            let length = bytes.len();
            let begin = format!("these {length} bytes are no safetensors file");
            Error::ModelFile(format!("{begin}: {reason}"))
        })
    }

    /// An entry of the metadata.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.0.metadata.get(key).map(String::as_str)
    }

    /// The values of a tensor, which must have this shape and be finite, of 32 bits, 16 or 8.
    pub fn read(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let Some(tensor) = self.0.tensors.get(name) else {
            return Err(Error::ModelFile(format!("it has no tensor {name}")));
        };
        let bytes = tensor.data;
        let values: Vec<f32> = match &*tensor.dtype {
            "F32" if tensor.shape == shape => {
                let values = bytes.as_chunks::<4>().0.iter();
                values.map(|bytes| f32::from_le_bytes(*bytes)).collect()
            }
            "F16" if tensor.shape == shape => {
                let values = bytes.as_chunks::<2>().0.iter();
                let value = |bytes: &[u8; 2]| f16::from_le_bytes(*bytes).to_f32();
                values.map(value).collect()
            }
            "I8" if tensor.shape == shape && !bytes.is_empty() => {
                let columns = shape.last().copied().unwrap_or(1);
                let scales = self.read(&int8::name_of_scales(name), &[columns])?;
                int8::values(bytes, &scales)
            }
            kind => {
                let got = &tensor.shape;
                return Err(Error::ModelFile(format!(
                    "{name} is {kind} of shape {got:?} where F32, F16 or I8 of shape {shape:?} is needed"
                )));
            }
        };
        check_finite(name, &values)?;
        Ok(values)
    }

    /// All parameters that the recipe asks for, in the order of [`Network::weights`].
    fn read_weights(&self, recipe: &Recipe) -> Result<Vec<f32>> {
        let mut tensors = Vec::new();
        let shapes = recipe.shapes();
        for (layer, recipe) in recipe.layers.iter().enumerate() {
            for parameter in recipe.config().parameters(shapes[layer]) {
                let name = parameter_name(layer, parameter.name);
                tensors.push(self.read(&name, &parameter.shape)?);
            }
        }
        Ok(tensors.concat())
    }

    /// The recipe, which has been checked.
    pub fn recipe(&self) -> Result<Recipe> {
        Ok(self.header()?.recipe)
    }

    fn header(&self) -> Result<Header> {
        let Some(entry) = self.metadata(KEY) else {
            let reason =
                format!("its metadata has no \"{KEY}\", so it is no network of this crate");
            return Err(Error::ModelFile(reason));
        };
        let header: serde_json::Value = serde_json::from_str(entry).map_err(refuse)?;
        if header["version"] != VERSION {
            let version = &header["version"];
            let reason =
                format!("it has version {version}, and this crate reads version {VERSION}");
            return Err(Error::ModelFile(reason));
        }
        let header: Header = serde_json::from_value(header).map_err(refuse)?;
        header.recipe.check()?;
        Ok(header)
    }
}

pub(crate) fn refuse(error: impl std::fmt::Display) -> Error {
    Error::ModelFile(error.to_string())
}
