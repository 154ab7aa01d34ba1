//! The safetensors format (Hugging Face, "Safetensors: format"): eight bytes with the length of the header, the header as
//! JSON, and the tensors' values one after the other, without a gap. Written here because the format's library parses its
//! header in another way than all else is parsed, with a hash map: a tenth of the program that a page fetches first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// The entry of the header that is no tensor.
const METADATA: &str = "__metadata__";

/// Bytes of the header's length. The header is filled up with spaces to a multiple of it.
const LENGTH: usize = 8;

/// The most bytes of a header.
const MOST: u64 = 100_000_000;

/// The types of values that are read and written, each with its bytes.
const TYPES: [(&str, usize); 3] = [("F32", 4), ("F16", 2), ("I8", 1)];

/// A tensor to be written.
pub trait Tensor {
    fn name(&self) -> &str;

    /// One of `TYPES`.
    fn dtype(&self) -> &'static str;

    fn shape(&self) -> &[usize];

    /// Appends the values. They are made as they are written, so that this takes no more memory than the file.
    fn write(&self, bytes: &mut Vec<u8>);
}

/// A file: the tensors of the widest values first, and of equal ones in the order of their names.
pub fn write(metadata: Map<String, Value>, mut tensors: Vec<impl Tensor>) -> Vec<u8> {
    let size = |tensor: &_| size_of(Tensor::dtype(tensor)).unwrap_or_default();
    tensors.sort_by(|one, other| {
        let key = |tensor| (Reverse(size(tensor)), Tensor::name(tensor));
        key(one).cmp(&key(other))
    });
    let metadata = Value::Object(metadata);
    let mut header = format!("{{{}:{metadata}", Value::from(METADATA));
    let mut end = 0;
    for tensor in &tensors {
        let (start, shape) = (end, tensor.shape());
        end += shape.iter().product::<usize>() * size(tensor);
        let [name, dtype, shape] = [tensor.name().into(), tensor.dtype().into(), json!(shape)];
        header += &format!(
            r#",{name}:{{"dtype":{dtype},"shape":{shape},"data_offsets":[{start},{end}]}}"#
        );
    }
    header.push('}');
    while !header.len().is_multiple_of(LENGTH) {
        header.push(' ');
    }
    let mut bytes = Vec::with_capacity(LENGTH + header.len() + end);
    bytes.extend((header.len() as u64).to_le_bytes());
    bytes.extend(header.as_bytes());
    for tensor in tensors {
        tensor.write(&mut bytes);
    }
    bytes
}

/// What is in a file whose structure has been checked.
pub struct Contents<'a> {
    pub metadata: BTreeMap<String, String>,
    pub tensors: BTreeMap<String, Stored<'a>>,
}

/// A tensor of a file. Where the type is one of `TYPES` there are as many bytes as the shape needs.
pub struct Stored<'a> {
    pub dtype: String,
    pub shape: Vec<usize>,
    pub data: &'a [u8],
}

impl<'a> Contents<'a> {
    /// # Errors
    ///
    /// What is wrong with the structure, in words.
    pub fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let Some((length, rest)) = bytes.split_first_chunk::<LENGTH>() else {
            return Err("they end before the header".to_owned());
        };
        let length = u64::from_le_bytes(*length);
        if length > MOST {
            return Err(format!("the header would have {length} bytes"));
        }
        let Some((header, data)) = rest.split_at_checked(length as usize) else {
            return Err(format!("they end within the header of {length} bytes"));
        };
        let header: Map<String, Value> =
            serde_json::from_slice(header).map_err(|error| format!("header: {error}"))?;
        Self::of(header, data)
    }

    fn of(mut header: Map<String, Value>, data: &'a [u8]) -> Result<Self, String> {
        let metadata = header.remove(METADATA).unwrap_or(Value::Object(Map::new()));
        let metadata = serde_json::from_value(metadata);
        let metadata = metadata.map_err(|error| format!("{METADATA}: {error}"))?;
        let mut places = Vec::new();
        let mut tensors = BTreeMap::new();
        for (name, entry) in header {
            let (tensor, start) =
                Stored::read(&entry, data).map_err(|reason| format!("{name}: {reason}"))?;
            places.push((start, start + tensor.data.len()));
            tensors.insert(name, tensor);
        }
        places.sort_unstable();
        let ends = places.iter().map(|(_, end)| *end);
        let starts = places.iter().map(|(start, _)| *start).chain([data.len()]);
        if !starts.eq([0].into_iter().chain(ends)) {
            let length = data.len();
            let reason = "the tensors do not lie one after the other";
            return Err(format!("{reason} in {length} bytes"));
        }
        Ok(Self { metadata, tensors })
    }
}

impl<'a> Stored<'a> {
    /// A tensor, and where its values start.
    fn read(entry: &Value, data: &'a [u8]) -> Result<(Self, usize), String> {
        let text = |name: &str| entry[name].as_str().map(str::to_owned);
        let dtype = text("dtype").ok_or("it has no `dtype`")?;
        let shape = numbers(&entry["shape"]).ok_or("it has no `shape`")?;
        let [start, end] = numbers(&entry["data_offsets"])
            .and_then(|offsets| offsets.try_into().ok())
            .ok_or("it has no two `data_offsets`")?;
        let data = data.get(start..end);
        let data = data.ok_or_else(|| format!("no bytes {start} to {end} are there"))?;
        let values = |size| {
            let sides = shape.iter();
            sides.copied().try_fold(size, usize::checked_mul)
        };
        match size_of(&dtype).map(values) {
            Some(needed) if needed != Some(data.len()) => {
                let length = data.len();
                Err(format!("{length} bytes are no {dtype} of shape {shape:?}"))
            }
            _ => Ok((Self { dtype, shape, data }, start)),
        }
    }
}

fn numbers(list: &Value) -> Option<Vec<usize>> {
    let list = list.as_array()?.iter();
    let number = |number: &Value| usize::try_from(number.as_u64()?).ok();
    list.map(number).collect()
}

/// Bytes of a value of this type.
fn size_of(dtype: &str) -> Option<usize> {
    let known = TYPES.iter().find(|(name, _)| *name == dtype);
    known.map(|(_, size)| *size)
}
