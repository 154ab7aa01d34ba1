//! The nodes of each layer kind. The crate's images are [height, width, channels], ONNX's [channels, height, width]: so
//! the tensors are written in another order, and the values are put into another order only where an image ends the
//! network.

use super::graph::{Chain, float, integer, integers};
use crate::kernels::Window;
use crate::layer::{ActivationFunction, Layer, LayerConfig, Parameter, Shape, parameter_name};
use crate::recipe::LayerRecipe;

/// In which shape the values of the chain are.
#[derive(Clone, Copy, PartialEq)]
pub enum Layout {
    /// [N, values], in the crate's order.
    Rows,
    /// [N, channels, height, width]
    Image(Shape),
}

/// A chain and how its values lie.
pub struct Exporter {
    pub chain: Chain,
    pub layout: Layout,
}

impl Exporter {
    /// Adds the layer at this place of the recipe, with the values of `layer`: its own, or those with the batch
    /// normalisation behind it folded in. `input` is the shape of one sample before it.
    pub fn add(&mut self, index: usize, recipe: &LayerRecipe, layer: &Layer, input: Shape) {
        let place = &format!("layers.{index}");
        let config = recipe.config();
        match recipe {
            LayerRecipe::Dense(dense) => {
                self.dense(index, layer.parameters(), input.size(), dense.units)
            }
            LayerRecipe::Conv(_) => self.conv(index, config, layer.parameters(), input),
            LayerRecipe::MaxPool(_) => self.window(place, "MaxPool", config, input, Vec::new()),
            // Its attribute count_include_pad is 0: what lies beyond the image counts for nothing.
            LayerRecipe::AveragePool(_) => {
                self.window(place, "AveragePool", config, input, Vec::new());
            }
            LayerRecipe::GlobalAveragePool => {
                self.become_image(place, input.as_image());
                self.chain.node(place, "GlobalAveragePool", vec![], vec![]);
                self.layout = Layout::Image(config.output(input));
            }
            LayerRecipe::BatchNorm(norm) => {
                self.batch_norm(index, layer.parameters(), input, norm.epsilon)
            }
            LayerRecipe::Activation(activation) => self.activation(place, activation.function),
            // A query drops nothing.
            LayerRecipe::Dropout(_) => {}
        }
    }

    /// weight: [inputs, units]
    fn dense(&mut self, index: usize, parameters: &[Parameter], inputs: usize, units: usize) {
        let place = &format!("layers.{index}");
        let tensors = self.tensors(index, parameters, |exporter, weight| {
            let rows = weight.value.as_row_major();
            let rows = match exporter.layout {
                Layout::Image(image) if is_reordered(image) => reordered_rows(rows, image, units),
                _ => rows.to_vec(),
            };
            (vec![inputs, units], rows)
        });
        if let Layout::Image(_) = self.layout {
            // In ONNX's order, as the rows of the weight are.
            self.chain
                .node(place, "Flatten", vec![], vec![integer("axis", 1)]);
            self.layout = Layout::Rows;
        }
        self.chain.node(place, "Gemm", tensors, vec![]);
    }

    /// weight: [kernel, kernel, channels, filters]
    fn conv(
        &mut self,
        index: usize,
        config: &dyn LayerConfig,
        parameters: &[Parameter],
        input: Shape,
    ) {
        let window = window_of(config, input);
        let filters = config.output(input).channels;
        let tensors = self.tensors(index, parameters, |_, weight| {
            let values = weight.value.as_row_major();
            let [kernel, channels] = [window.kernel, window.channels];
            let shape = vec![filters, channels, kernel, kernel];
            let patch = kernel * kernel;
            let mut moved = Vec::with_capacity(values.len());
            for filter in 0..filters {
                for channel in 0..channels {
                    let of = |pixel| values[(pixel * channels + channel) * filters + filter];
                    moved.extend((0..patch).map(of));
                }
            }
            (shape, moved)
        });
        self.window(&format!("layers.{index}"), "Conv", config, input, tensors);
    }

    /// A node with a window that moves over an image.
    fn window(
        &mut self,
        place: &str,
        operator: &str,
        config: &dyn LayerConfig,
        input: Shape,
        tensors: Vec<String>,
    ) {
        let window = window_of(config, input);
        self.become_image(place, input.as_image());
        let attributes = vec![
            integers("kernel_shape", &[window.kernel; 2]),
            integers("strides", &[window.stride; 2]),
            integers("pads", &[window.padding; 4]),
        ];
        self.chain.node(place, operator, tensors, attributes);
        self.layout = Layout::Image(config.output(input));
    }

    fn batch_norm(&mut self, index: usize, parameters: &[Parameter], input: Shape, epsilon: f32) {
        let place = &format!("layers.{index}");
        // Before the first window the crate normalises each pixel, and takes none for a channel.
        if matches!(self.layout, Layout::Image(image) if image.channels != input.channels) {
            self.become_rows(place);
        }
        let mut tensors = Vec::new();
        for parameter in parameters {
            let name = parameter_name(index, parameter.name);
            let values = parameter.value.as_row_major();
            tensors.push(self.chain.floats(name, &[values.len()], values));
        }
        let attributes = vec![float("epsilon", epsilon)];
        self.chain
            .node(place, "BatchNormalization", tensors, attributes);
    }

    fn activation(&mut self, place: &str, function: ActivationFunction) {
        match function {
            ActivationFunction::Sigmoid => self.chain.node(place, "Sigmoid", vec![], vec![]),
            ActivationFunction::Tanh => self.chain.node(place, "Tanh", vec![], vec![]),
            ActivationFunction::Relu => self.chain.node(place, "Relu", vec![], vec![]),
            ActivationFunction::Identity => {}
            ActivationFunction::Step => {
                let zero = self.chain.floats(format!("{place}.zero"), &[], &[0.0]);
                self.chain.node(place, "Greater", vec![zero], vec![]);
                let to_float = vec![integer("to", super::messages::DataType::Float as i64)];
                self.chain.node(place, "Cast", vec![], to_float);
            }
            ActivationFunction::Softmax => {
                self.become_rows(place);
                let axis = vec![integer("axis", 1)];
                self.chain.node(place, "Softmax", vec![], axis);
            }
        }
    }

    /// The weight, as `arranged` has it, and the bias, if there is one: the names of their tensors.
    fn tensors(
        &mut self,
        index: usize,
        parameters: &[Parameter],
        arranged: impl Fn(&Self, &Parameter) -> (Vec<usize>, Vec<f32>),
    ) -> Vec<String> {
        let mut names = Vec::new();
        for (number, parameter) in parameters.iter().enumerate() {
            let name = parameter_name(index, parameter.name);
            let (shape, values) = match number {
                0 => arranged(self, parameter),
                _ => {
                    let bias = parameter.value.as_row_major().to_vec();
                    (vec![bias.len()], bias)
                }
            };
            names.push(self.chain.floats(name, &shape, &values));
        }
        names
    }

    /// Brings the values into rows in the crate's order, for the node of this layer.
    pub fn become_rows(&mut self, place: &str) {
        let Layout::Image(image) = self.layout else {
            return;
        };
        if is_reordered(image) {
            let order = vec![integers("perm", &[0, 2, 3, 1])];
            self.chain.node(place, "Transpose", vec![], order);
        }
        let axis = vec![integer("axis", 1)];
        self.chain.node(place, "Flatten", vec![], axis);
        self.layout = Layout::Rows;
    }

    /// Brings the values into an image, for the node of this layer: values that were none become one of a single channel.
    fn become_image(&mut self, place: &str, image: Shape) {
        if self.layout == Layout::Image(image) {
            return;
        }
        self.become_rows(place);
        let sides = [
            -1,
            image.channels as i64,
            image.height as i64,
            image.width as i64,
        ];
        let shape = self.chain.integers(format!("{place}.shape"), &sides);
        self.chain.node(place, "Reshape", vec![shape], vec![]);
        self.layout = Layout::Image(image);
    }
}

fn window_of(config: &dyn LayerConfig, input: Shape) -> Window {
    let window = config.window(input);
    window.expect("the window of a checked recipe fits its image")
}

/// Whether the values of such an image lie in another order in ONNX.
fn is_reordered(image: Shape) -> bool {
    image.channels > 1 && image.height * image.width > 1
}

/// The rows of a weight, one for each value of an image, in ONNX's order.
/// rows: [height · width · channels, units] → [channels · height · width, units]
fn reordered_rows(rows: &[f32], image: Shape, units: usize) -> Vec<f32> {
    let mut reordered = Vec::with_capacity(rows.len());
    for channel in 0..image.channels {
        for pixel in 0..image.height * image.width {
            let row = pixel * image.channels + channel;
            reordered.extend_from_slice(&rows[row * units..][..units]);
        }
    }
    reordered
}
