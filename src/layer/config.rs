//! The interface of a layer kind's configuration: shapes, limits and cost of a layer before it is built.

use super::{Layer, Role, Shape};
use crate::error::Result;
use crate::field::{Field, refuse};
use crate::kernels::{PackingSize, Window};
use crate::random::{Random, Stream};

/// The most values of one sample at the output of a layer.
pub const MAX_VALUES: usize = 1 << 18;

/// The largest side of a window.
const MAX_WINDOW: usize = 64;

pub(super) const STRIDE: Field = Field::whole("stride", 1, MAX_WINDOW);
/// The padding of a window: less than its side, or a window could see nothing of the image.
pub(super) const PADDING: Field = Field::whole("padding", 0, MAX_WINDOW - 1).with_default(0.0);

/// The side of a square window.
pub(super) const fn window_side(name: &'static str) -> Field {
    Field::whole(name, 1, MAX_WINDOW)
}

/// The configuration of a layer, as a recipe states it. `input` is the shape of one sample at the layer's input.
pub trait LayerConfig {
    /// The kind's name in a recipe's JSON.
    fn kind(&self) -> &'static str;

    /// The same; of an activation, the name of its function.
    fn name(&self) -> &'static str {
        self.kind()
    }

    /// The kind in words, for a message.
    fn title(&self) -> &'static str {
        self.name()
    }

    /// The numbers of the configuration, with the values that they accept.
    fn fields(&self) -> &'static [Field] {
        &[]
    }

    /// Refuses a configuration that cannot be built, naming the field and its value.
    fn check(&self, place: &Place) -> Result<()>;

    /// How the layer's window moves over its input, if it has a window and that fits.
    fn window(&self, _input: Shape) -> Option<Window> {
        None
    }

    /// Whether the outputs are no image, whatever the input is.
    fn flattens(&self) -> bool {
        false
    }

    /// The shape of the outputs; of size 0 where a window does not fit.
    fn output(&self, input: Shape) -> Shape {
        input
    }

    /// The layer's parameters, in the order of the model file.
    fn parameters(&self, _input: Shape) -> Vec<ParameterShape> {
        Vec::new()
    }

    /// Multiplications and additions of the layer's products in a forward pass of one sample. Operations on single
    /// values, as of an activation, are not counted.
    fn flops(&self, _input: Shape) -> u64 {
        0
    }

    fn memory(&self, _input: Shape) -> LayerMemory {
        LayerMemory::default()
    }

    /// How large the packing of the layer's products becomes.
    fn packing(&self, _input: Shape, _pass: &PassSize) -> PackingSize {
        PackingSize::default()
    }

    /// The layer as it is before training. `random` gives the layer's own random numbers of a stream. The
    /// configuration has been checked.
    fn build(&self, input: Shape, random: &dyn Fn(Stream) -> Random) -> Layer;
}

/// Where a layer stands in its recipe.
pub struct Place {
    /// The layer's path in the recipe, such as `layers[3]`.
    pub path: String,
    pub index: usize,
    pub is_last: bool,
    /// Whether a layer before it flattens its input, so that there is no image left.
    pub is_flattened: bool,
    pub input: Shape,
    pub batch_size: usize,
}

impl Place {
    /// The path of a field of the layer.
    pub(super) fn of(&self, field: &str) -> String {
        format!("{}.{field}", self.path)
    }

    /// Refuses a window whose numbers are out of range.
    pub(super) fn check_window(
        &self,
        side_field: Field,
        side: usize,
        stride: usize,
        padding: usize,
    ) -> Result<()> {
        side_field.check(&self.path, side)?;
        STRIDE.check(&self.path, stride)?;
        let maximum = (side - 1) as f64;
        Field { maximum, ..PADDING }.check(&self.path, padding)
    }

    /// Refuses a layer with a window that has no image at its input, or none that its window fits on.
    pub(super) fn check_image(&self, window: Option<Window>) -> Result<()> {
        let is_image = self.input.height > 1 || self.input.square().is_some();
        if !self.is_flattened && is_image && window.is_some() {
            return Ok(());
        }
        let Shape {
            height,
            width,
            channels,
        } = self.input;
        let hint = "use it before every dense layer, on an image on which its window fits";
        let got = format!("on {height} × {width} × {channels} values");
        refuse(&self.path, got, hint)
    }
}

/// Name, shape and role of a parameter of a layer that is not built.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterShape {
    /// The name in a model file.
    pub name: &'static str,
    /// The shape in a model file.
    pub shape: Vec<usize>,
    pub role: Role,
}

impl ParameterShape {
    /// How many numbers it holds. One tensor fits into 32 bits, all of a recipe may not.
    pub fn size(&self) -> u64 {
        self.shape.iter().map(|side| *side as u64).product()
    }

    /// A weight of this shape, and a bias of `outputs` if the layer has biases.
    pub(super) fn weight_and_bias(weight: Vec<usize>, outputs: usize, has_bias: bool) -> Vec<Self> {
        let weight = Self {
            name: "weight",
            shape: weight,
            role: Role::Weight,
        };
        let bias = has_bias.then(|| Self {
            name: "bias",
            shape: vec![outputs],
            role: Role::Bias,
        });
        [weight].into_iter().chain(bias).collect()
    }
}

/// Numbers of four bytes that a layer keeps from one pass to the next, beside its parameters and outputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LayerMemory {
    /// For each sample.
    pub per_sample: u64,
    /// For each sample in training, in addition.
    pub per_training_sample: u64,
    /// For any batch.
    pub once: u64,
    /// The weights of the input baseline, if the layer is the first and samples come one at a time.
    pub baseline: u64,
}

/// How many samples go through a layer at once, and on how many threads.
#[derive(Debug, Clone, Copy)]
pub struct PassSize {
    /// In a train step.
    pub batch: usize,
    /// In a train step or a query, whichever has more.
    pub rows: usize,
    pub threads: usize,
    /// Whether the layer is the first, whose input needs no gradient.
    pub is_first: bool,
    /// Whether the gradient by the weight is never stored as a whole, because the layer has an input baseline.
    pub has_baseline: bool,
}

/// The shape of an image with one value at each place of a window.
pub(super) fn places(window: Option<Window>) -> Shape {
    window.map_or(Shape::flat(0), |window| Shape {
        height: window.rows,
        width: window.columns,
        channels: window.channels,
    })
}

/// The window of a configuration that has been checked.
pub(super) fn checked(window: Option<Window>) -> Window {
    window.expect("the window of a checked recipe fits its image")
}
