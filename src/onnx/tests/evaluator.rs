//! ONNX's operators as its specification has them, one value after the other.

use std::collections::BTreeMap;

use crate::onnx::messages::{Attribute, DataType, Graph, Node, Tensor, ValueInfo};

/// Floats; whole numbers are floats here too.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

impl Value {
    pub fn new(shape: &[usize], values: Vec<f32>) -> Self {
        assert_eq!(shape.iter().product::<usize>(), values.len());
        Self {
            shape: shape.to_vec(),
            values,
        }
    }

    /// The same values in another shape.
    fn reshaped(&self, shape: &[usize]) -> Self {
        Self::new(shape, self.values.clone())
    }

    fn map(&self, f: impl Fn(f32) -> f32) -> Self {
        Self::new(&self.shape, self.values.iter().map(|x| f(*x)).collect())
    }

    fn of(tensor: &Tensor) -> Self {
        let bytes = tensor.raw_data.as_ref().unwrap();
        let values = match tensor.data_type() {
            DataType::Float => {
                let numbers = bytes.as_chunks::<4>().0.iter();
                numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect()
            }
            DataType::Int64 => {
                let numbers = bytes.as_chunks::<8>().0.iter();
                let float = |bytes: &[u8; 8]| i64::from_le_bytes(*bytes) as f32;
                numbers.map(float).collect()
            }
            DataType::Undefined => panic!("a tensor without a type"),
        };
        let shape: Vec<usize> = tensor.dims.iter().map(|side| *side as usize).collect();
        Self::new(&shape, values)
    }
}

/// The sides of an input or output behind N.
pub fn declared_shape(info: &ValueInfo) -> Vec<usize> {
    let tensor = info.r#type.as_ref().unwrap().tensor_type.as_ref().unwrap();
    assert_eq!(tensor.elem_type(), DataType::Float);
    let sides = &tensor.shape.as_ref().unwrap().dim;
    assert_eq!(sides[0].dim_param.as_deref(), Some("N"));
    let known = sides[1..]
        .iter()
        .map(|side| side.dim_value.unwrap() as usize);
    known.collect()
}

/// What the graph makes of its input. No name may stand for two values.
pub fn evaluate(graph: &Graph, input: Value) -> Value {
    let mut values = BTreeMap::new();
    let add = |values: &mut BTreeMap<String, Value>, name: &str, value| {
        let before = values.insert(name.to_owned(), value);
        assert!(before.is_none(), "two values are called {name}");
    };
    add(&mut values, graph.input[0].name(), input);
    for tensor in &graph.initializer {
        add(&mut values, tensor.name(), Value::of(tensor));
    }
    for node in &graph.node {
        let inputs: Vec<&Value> = node.input.iter().map(|name| &values[name]).collect();
        let output = operate(node, &inputs);
        add(&mut values, &node.output[0], output);
    }
    values.remove(graph.output[0].name()).unwrap()
}

fn attribute<'a>(node: &'a Node, name: &str) -> Option<&'a Attribute> {
    node.attribute.iter().find(|one| one.name() == name)
}

fn operate(node: &Node, inputs: &[&Value]) -> Value {
    let x = inputs[0];
    match node.op_type() {
        "Cast" => x.clone(),
        "Mul" => x.map(|x| x * inputs[1].values[0]),
        "Add" => x.map(|x| x + inputs[1].values[0]),
        "Greater" => x.map(|x| f32::from(x > inputs[1].values[0])),
        "Relu" => x.map(|x| x.max(0.0)),
        "Tanh" => x.map(f32::tanh),
        "Sigmoid" => x.map(|x| 1.0 / (1.0 + (-x).exp())),
        "Softmax" => softmax(x),
        "Flatten" => {
            assert_eq!(attribute(node, "axis").unwrap().i(), 1);
            x.reshaped(&[x.shape[0], x.shape[1..].iter().product()])
        }
        "Reshape" => {
            let sides = inputs[1].values.iter().skip(1).map(|side| *side as usize);
            x.reshaped(&[x.shape[0]].into_iter().chain(sides).collect::<Vec<_>>())
        }
        "Transpose" => {
            assert_eq!(attribute(node, "perm").unwrap().ints, [0, 2, 3, 1]);
            transpose(x)
        }
        "Gemm" => gemm(x, inputs[1], inputs.get(2).copied()),
        "BatchNormalization" => {
            batch_norm(x, &inputs[1..], attribute(node, "epsilon").unwrap().f())
        }
        "Conv" => {
            let (weight, bias) = (inputs[1], inputs.get(2));
            let channels = weight.shape[1];
            over_windows(node, x, weight.shape[0], |filter, seen| {
                let bias = bias.map_or(0.0, |bias| bias.values[filter]);
                let patch = weight.values.len() / weight.shape[0];
                let kernel = patch / channels;
                let weight = &weight.values[filter * patch..][..patch];
                let products = seen.iter().map(|seen| {
                    let places = seen.channels.iter().enumerate();
                    let products =
                        places.map(|(channel, x)| x * weight[channel * kernel + seen.place]);
                    products.sum::<f32>()
                });
                bias + products.sum::<f32>()
            })
        }
        "MaxPool" => over_windows(node, x, x.shape[1], |channel, seen| {
            let values = seen.iter().map(|seen| seen.channels[channel]);
            values.fold(f32::NEG_INFINITY, f32::max)
        }),
        "AveragePool" => {
            assert!(attribute(node, "count_include_pad").is_none());
            over_windows(node, x, x.shape[1], |channel, seen| {
                let values = seen.iter().map(|seen| seen.channels[channel]);
                values.sum::<f32>() / seen.len() as f32
            })
        }
        "GlobalAveragePool" => {
            let area = x.shape[2] * x.shape[3];
            let means = x.values.chunks(area);
            let means = means.map(|image| image.iter().sum::<f32>() / area as f32);
            Value::new(&[x.shape[0], x.shape[1], 1, 1], means.collect())
        }
        other => panic!("no operator {other}"),
    }
}

fn softmax(x: &Value) -> Value {
    let [_, width] = x.shape[..] else {
        panic!("a softmax of {:?}", x.shape)
    };
    let rows = x.values.chunks(width).flat_map(|row| {
        let sum: f32 = row.iter().map(|x| x.exp()).sum();
        row.iter().map(move |x| x.exp() / sum)
    });
    Value::new(&x.shape, rows.collect())
}

/// [N, channels, height, width] → [N, height, width, channels]
fn transpose(x: &Value) -> Value {
    let [n, channels, height, width] = x.shape[..] else {
        panic!("no images: {:?}", x.shape)
    };
    let area = height * width;
    let mut moved = Vec::new();
    for image in x.values.chunks(channels * area) {
        for pixel in 0..area {
            moved.extend((0..channels).map(|channel| image[channel * area + pixel]));
        }
    }
    Value::new(&[n, height, width, channels], moved)
}

fn gemm(x: &Value, weight: &Value, bias: Option<&Value>) -> Value {
    let ([n, inputs], [rows, units]) = (&x.shape[..], &weight.shape[..]) else {
        panic!("no matrices: {:?}, {:?}", x.shape, weight.shape)
    };
    assert_eq!(inputs, rows);
    let mut y = Vec::new();
    for row in x.values.chunks(*inputs) {
        for unit in 0..*units {
            let column = weight.values[unit..].iter().step_by(*units);
            let products = row.iter().zip(column).map(|(x, w)| x * w);
            y.push(products.sum::<f32>() + bias.map_or(0.0, |bias| bias.values[unit]));
        }
    }
    Value::new(&[*n, *units], y)
}

fn batch_norm(x: &Value, parameters: &[&Value], epsilon: f32) -> Value {
    let channels = x.shape[1];
    let area: usize = x.shape[2..].iter().product();
    let [scale, shift, mean, variance] = parameters else {
        panic!("{} parameters", parameters.len())
    };
    assert_eq!(scale.shape, [channels]);
    let values = x.values.iter().enumerate().map(|(index, x)| {
        let channel = index / area % channels;
        let of = |parameter: &Value| parameter.values[channel];
        (x - of(mean)) / (of(variance) + epsilon).sqrt() * of(scale) + of(shift)
    });
    Value::new(&x.shape, values.collect())
}

/// A pixel that a window sees: its place in the window, and its values.
struct Seen {
    place: usize,
    channels: Vec<f32>,
}

/// For each output channel and each place of the node's window, a value of the pixels within the image.
fn over_windows(
    node: &Node,
    x: &Value,
    outputs: usize,
    value: impl Fn(usize, &[Seen]) -> f32,
) -> Value {
    let [n, channels, height, width] = x.shape[..] else {
        panic!("no images: {:?}", x.shape)
    };
    let numbers = |name: &str| -> usize {
        let all = &attribute(node, name).unwrap().ints;
        assert!(all.iter().all(|one| *one == all[0]));
        all[0] as usize
    };
    let (kernel, stride) = (numbers("kernel_shape"), numbers("strides"));
    let padding = numbers("pads");
    let places = |side: usize| (side + 2 * padding - kernel) / stride + 1;
    let (rows, columns) = (places(height), places(width));
    let mut y = Vec::new();
    for image in x.values.chunks(channels * height * width) {
        for output in 0..outputs {
            for place in 0..rows * columns {
                let (top, left) = (place / columns * stride, place % columns * stride);
                let mut seen = Vec::new();
                for at in 0..kernel * kernel {
                    let row = (top + at / kernel).checked_sub(padding);
                    let column = (left + at % kernel).checked_sub(padding);
                    let (Some(row), Some(column)) = (row, column) else {
                        continue;
                    };
                    if row < height && column < width {
                        let pixel = row * width + column;
                        let of = |channel: usize| image[channel * height * width + pixel];
                        seen.push(Seen {
                            place: at,
                            channels: (0..channels).map(of).collect(),
                        });
                    }
                }
                y.push(value(output, &seen));
            }
        }
    }
    Value::new(&[n, outputs, rows, columns], y)
}
