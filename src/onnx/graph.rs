//! A graph under construction: a chain of nodes, each of which takes the output of the one before.

use super::messages::{
    Attribute, AttributeType, DataType, Dimension, Graph, Node, Tensor, TensorShape, TensorType,
    Type, ValueInfo,
};

/// Nodes and tensors so far.
pub struct Chain {
    nodes: Vec<Node>,
    tensors: Vec<Tensor>,
    /// The name of what the last node gives, or of the graph's input.
    value: String,
}

impl Chain {
    pub fn new(input: &str) -> Self {
        Self {
            nodes: Vec::new(),
            tensors: Vec::new(),
            value: input.to_owned(),
        }
    }

    /// Adds a node. Its inputs are the output of the node before it and these tensors; its name is that of its layer and
    /// its operator.
    pub fn node(
        &mut self,
        layer: &str,
        operator: &str,
        tensors: Vec<String>,
        attribute: Vec<Attribute>,
    ) {
        let name = format!("{layer}.{operator}");
        let output = format!("{name}.output");
        let before = std::mem::replace(&mut self.value, output.clone());
        self.nodes.push(Node {
            input: [before].into_iter().chain(tensors).collect(),
            output: vec![output],
            name: Some(name),
            op_type: Some(operator.to_owned()),
            attribute,
        });
    }

    /// Adds a tensor of floats, of this shape, and returns its name; no shape is that of a single number.
    pub fn floats(&mut self, name: String, shape: &[usize], values: &[f32]) -> String {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.tensor(name, shape, DataType::Float, bytes.collect())
    }

    /// Adds a row of whole numbers, and returns its name.
    pub fn integers(&mut self, name: String, values: &[i64]) -> String {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.tensor(name, &[values.len()], DataType::Int64, bytes.collect())
    }

    fn tensor(&mut self, name: String, shape: &[usize], kind: DataType, bytes: Vec<u8>) -> String {
        self.tensors.push(Tensor {
            dims: shape.iter().map(|side| *side as i64).collect(),
            data_type: Some(kind.into()),
            name: Some(name.clone()),
            raw_data: Some(bytes),
        });
        name
    }

    /// The graph, whose last node gives `output`. There is one: every network has a layer with parameters.
    pub fn finish(mut self, name: &str, input: ValueInfo, output: ValueInfo) -> Graph {
        if let Some(last) = self.nodes.last_mut() {
            last.output = output.name.iter().cloned().collect();
        }
        Graph {
            node: self.nodes,
            name: Some(name.to_owned()),
            initializer: self.tensors,
            input: vec![input],
            output: vec![output],
        }
    }
}

pub fn float(name: &str, value: f32) -> Attribute {
    Attribute {
        name: Some(name.to_owned()),
        f: Some(value),
        r#type: Some(AttributeType::Float.into()),
        ..Attribute::default()
    }
}

pub fn integer(name: &str, value: i64) -> Attribute {
    Attribute {
        name: Some(name.to_owned()),
        i: Some(value),
        r#type: Some(AttributeType::Int.into()),
        ..Attribute::default()
    }
}

pub fn integers(name: &str, values: &[usize]) -> Attribute {
    Attribute {
        name: Some(name.to_owned()),
        ints: values.iter().map(|value| *value as i64).collect(),
        r#type: Some(AttributeType::Ints.into()),
        ..Attribute::default()
    }
}

/// An input or output: floats for any number of images, each of this shape.
pub fn batch(name: &str, shape: &[usize], doc: &str) -> ValueInfo {
    let any = Dimension {
        dim_param: Some("N".to_owned()),
        ..Dimension::default()
    };
    let sides = shape.iter().map(|side| Dimension {
        dim_value: Some(*side as i64),
        ..Dimension::default()
    });
    ValueInfo {
        name: Some(name.to_owned()),
        r#type: Some(Type {
            tensor_type: Some(TensorType {
                elem_type: Some(DataType::Float.into()),
                shape: Some(TensorShape {
                    dim: [any].into_iter().chain(sides).collect(),
                }),
            }),
        }),
        doc_string: Some(doc.to_owned()),
    }
}
