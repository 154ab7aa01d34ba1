//! ONNX files: a network for other programs, such as onnxruntime.

mod graph;
mod layers;
mod messages;
#[cfg(test)]
mod tests;

use prost::Message;
use serde::{Deserialize, Serialize};

use crate::layer::Shape;
use crate::network::Network;
use crate::recipe::Recipe;
use graph::{Chain, batch};
use layers::{Exporter, Layout};
use messages::{Model, OperatorSet};

/// ONNX 1.12 of 2022; all operators that are used have been what they are since opset 15.
const IR_VERSION: i64 = 8;
const OPSET: i64 = 17;

const INPUT: &str = "images";
const OUTPUT: &str = "outputs";

/// How [`Network::to_onnx`] writes a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(default, deny_unknown_fields)]
pub struct OnnxOptions {
    /// Keeps batch normalisations as nodes of their own, to be trained further elsewhere. By default each is folded into
    /// the dense layer or the convolution before it, as in a query: a smaller and faster file.
    pub keep_batch_norm: bool,
}

impl Network {
    /// The network as an ONNX file (opset 17), which gives the outputs that [`Network::query`] gives. Every network can be
    /// written.
    ///
    /// - Its input `images` is `[N, 1, height, width]` of a network with convolutions or pooling, else `[N, inputs]`, with
    ///   any N: numbers from 0, paper, to 1, full ink. The recipe's input range is applied within.
    /// - Its output `outputs` is `[N, outputs]`: probabilities if the last layer is a softmax or a sigmoid.
    /// - A tensor is called as in a model file, `layers.N.weight`; that of a convolution is
    ///   `[filters, channels, kernel, kernel]`, and the rows of the first dense layer behind an image are in the order
    ///   `[channels, height, width]`.
    ///
    /// ```
    /// use neuroglyph::{Network, OnnxOptions, recipe};
    ///
    /// let network = Network::new(recipe::named("convnet")?, Some(1))?;
    /// let file = network.to_onnx(&OnnxOptions::default());
    /// // A little more than the parameters.
    /// let parameters = size_of::<f32>() * network.weights().len();
    /// assert!((parameters..parameters + 4_096).contains(&file.len()));
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn to_onnx(&self, options: &OnnxOptions) -> Vec<u8> {
        onnx_model(self, options).encode_to_vec()
    }
}

fn onnx_model(network: &Network, options: &OnnxOptions) -> Model {
    let recipe = network.recipe();
    let shapes = recipe.shapes();
    let (layout, input_shape) = match sees_images(recipe, &shapes) {
        true => {
            let image = shapes[0].as_image();
            let sides = vec![image.channels, image.height, image.width];
            (Layout::Image(image), sides)
        }
        false => (Layout::Rows, vec![recipe.inputs]),
    };
    let mut chain = Chain::new(INPUT);
    add_input_range(&mut chain, recipe);
    let mut exporter = Exporter { chain, layout };
    for (index, layer) in network.query_layers(!options.keep_batch_norm) {
        exporter.add(index, &recipe.layers[index], layer, shapes[index]);
    }
    exporter.become_rows("network");
    let input = batch(INPUT, &input_shape, "0, paper, to 1, full ink");
    let output = batch(OUTPUT, &[recipe.outputs()], "one a class");
    Model {
        ir_version: Some(IR_VERSION),
        producer_name: Some(env!("CARGO_PKG_NAME").to_owned()),
        producer_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        graph: Some(exporter.chain.finish(&recipe.name, input, output)),
        opset_import: vec![OperatorSet {
            domain: Some(String::new()),
            version: Some(OPSET),
        }],
    }
}

/// Whether there is a layer with a window; all of those come before every dense layer.
fn sees_images(recipe: &Recipe, shapes: &[Shape]) -> bool {
    let mut layers = recipe.layers.iter().zip(shapes);
    layers.any(|(layer, shape)| layer.config().window(*shape).is_some())
}

/// low + (high − low) · x
fn add_input_range(chain: &mut Chain, recipe: &Recipe) {
    let (low, high) = (recipe.input_range.low, recipe.input_range.high);
    if high - low != 1.0 {
        let span = chain.floats("input_range.span".to_owned(), &[], &[high - low]);
        chain.node("input_range", "Mul", vec![span], vec![]);
    }
    if low != 0.0 {
        let low = chain.floats("input_range.low".to_owned(), &[], &[low]);
        chain.node("input_range", "Add", vec![low], vec![]);
    }
}
