//! Recipes: what a network is, how it is trained, and where that was written.

mod named;

pub use named::{named, names};

use serde::{Deserialize, Serialize};

use crate::dataset::Augmentation;
use crate::error::{Error, Result};
use crate::kernels::Window;
use crate::layer::{Function, Initialisation, Shape};
use crate::loss::{Loss, NO_DIGIT, Targets};
use crate::optimizer::Rule;

/// Pixels of an MNIST image: 28 × 28.
pub const IMAGE_SIZE: usize = 784;

/// A network and its training, complete: with a seed it gives the same weights again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    pub name: String,
    #[serde(default)]
    pub source: Source,
    /// Values of an image.
    #[serde(default = "image_size")]
    pub inputs: usize,
    /// What paper (0) and full ink (1) become before the first layer.
    pub input_range: Range,
    pub layers: Vec<LayerRecipe>,
    pub loss: Loss,
    pub targets: Targets,
    pub optimizer: Rule,
    #[serde(default)]
    pub l2: L2,
    pub batch_size: usize,
    pub epochs: usize,
    #[serde(default)]
    pub augmentation: Augmentation,
    /// The share of each epoch's examples whose place is taken by synthetic handwriting, new in
    /// every epoch ([`crate::dataset::handwriting`]): 0 to 1.
    #[serde(default)]
    pub handwriting: f32,
    /// The share whose place is taken by drawings that are no digit, new in every epoch, for which no
    /// output should be large ([`crate::dataset::non_digits`]): 0 to 1 − `handwriting`.
    #[serde(default)]
    pub non_digits: f32,
    /// Ends a run that is longer than the recipe's epochs after the first epoch whose mean
    /// training loss did not fall.
    #[serde(default)]
    pub stops_when_loss_stops_falling: bool,
}

fn image_size() -> usize {
    IMAGE_SIZE
}

fn one() -> usize {
    1
}

/// Where a recipe comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The text or program, in a line.
    pub text: String,
    /// The accuracy its author states, 0..1, if there is one.
    #[serde(default)]
    pub accuracy: Option<f32>,
    /// The values that no source states and that are ours.
    #[serde(default)]
    pub ours: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    pub low: f32,
    pub high: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum LayerRecipe {
    Dense {
        units: usize,
        weights: Initialisation,
        /// How the biases begin; a layer without biases leaves this out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        biases: Option<Initialisation>,
    },
    /// A convolution with a square window; before the dense layers.
    Conv {
        filters: usize,
        kernel: usize,
        #[serde(default = "one")]
        stride: usize,
        /// Pixels of 0 on every side.
        #[serde(default)]
        padding: usize,
        weights: Initialisation,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        biases: Option<Initialisation>,
    },
    /// The largest value of each square window; before the dense layers.
    MaxPool {
        size: usize,
        stride: usize,
        #[serde(default)]
        padding: usize,
    },
    Activation {
        function: Function,
    },
    Dropout {
        rate: f32,
    },
}

impl LayerRecipe {
    /// How the layer's window moves over an image of this shape, if it has a window and that fits.
    pub(crate) fn window(&self, before: Shape) -> Option<Window> {
        let (kernel, stride, padding) = match self {
            LayerRecipe::Conv {
                kernel,
                stride,
                padding,
                ..
            } => (*kernel, *stride, *padding),
            LayerRecipe::MaxPool {
                size,
                stride,
                padding,
            } => (*size, *stride, *padding),
            _ => return None,
        };
        let image = before.square().unwrap_or(before);
        image.window(kernel, stride, padding)
    }

    /// The shapes of the layer's parameters, as a model file has them.
    pub(crate) fn parameters(&self, before: Shape) -> Vec<(&'static str, Vec<usize>)> {
        let (weight, outputs, biases) = match self {
            LayerRecipe::Dense { units, biases, .. } => {
                (vec![before.size(), *units], *units, biases)
            }
            LayerRecipe::Conv {
                filters,
                kernel,
                biases,
                ..
            } => {
                let channels = before.square().unwrap_or(before).channels;
                (vec![*kernel, *kernel, channels, *filters], *filters, biases)
            }
            _ => return Vec::new(),
        };
        let bias = biases.map(|_| ("bias", vec![outputs]));
        [("weight", weight)].into_iter().chain(bias).collect()
    }
}

fn places(window: Option<Window>) -> Shape {
    window.map_or(Shape::flat(0), |window| Shape {
        height: window.rows,
        width: window.columns,
        channels: window.channels,
    })
}

/// L2 regularisation as M. Nielsen writes it: the gradient of a weight grows by (λ/n) · weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct L2 {
    pub lambda: f32,
    /// n, the number of training images.
    pub images: usize,
}

impl Default for L2 {
    fn default() -> Self {
        Self {
            lambda: 0.0,
            images: 60_000,
        }
    }
}

/// No dense layer is larger: a hostile file shall not ask for more memory than there is.
const MAX_UNITS: usize = 4_096;
const MAX_FILTERS: usize = 512;
const MAX_WINDOW: usize = 64;
/// Of one image, in one layer.
const MAX_VALUES: usize = 1 << 18;
const MAX_LAYERS: usize = 64;
const MAX_PARAMETERS: usize = 1 << 25;
pub const MAX_BATCH: usize = 1_024;
const MAX_EPOCHS: usize = 1_000;
/// Of initial weights, of pixels and of targets: anything larger soon leaves the numbers.
const MAX_VALUE: f32 = 1_000.0;

impl Recipe {
    /// Outputs of the network.
    pub fn outputs(&self) -> usize {
        self.widths().last().copied().unwrap_or(self.inputs)
    }

    /// The width of what goes into each layer, and last of what comes out.
    pub fn widths(&self) -> Vec<usize> {
        self.shapes().iter().map(|shape| shape.size()).collect()
    }

    /// The shape of what goes into each layer, and last of what comes out. Where a window does not
    /// fit, which [`Recipe::check`] refuses, nothing comes out.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = vec![Shape::flat(self.inputs)];
        for layer in &self.layers {
            let before = shapes[shapes.len() - 1];
            shapes.push(match layer {
                LayerRecipe::Dense { units, .. } => Shape::flat(*units),
                LayerRecipe::Conv { filters, .. } => Shape {
                    channels: *filters,
                    ..places(layer.window(before))
                },
                LayerRecipe::MaxPool { .. } => places(layer.window(before)),
                LayerRecipe::Activation { .. } | LayerRecipe::Dropout { .. } => before,
            });
        }
        shapes
    }

    /// Whether the network can be trained, or the layer why it cannot.
    pub fn check_trainable(&self) -> Result<()> {
        for (layer, recipe) in self.layers.iter().enumerate() {
            if let LayerRecipe::Activation {
                function: function @ Function::Step,
            } = recipe
            {
                let kind = function.name();
                return Err(Error::NoGradient { layer, kind });
            }
        }
        Ok(())
    }

    /// Refuses what cannot be built or would run for ever, naming the field.
    pub fn check(&self) -> Result<()> {
        within("inputs", self.inputs, 1, MAX_UNITS)?;
        range("input_range", self.input_range.low, self.input_range.high)?;
        range("targets", self.targets.low, self.targets.high)?;
        self.check_layers()?;
        self.check_ending()?;
        self.check_optimizer()?;
        if !(0.0..=MAX_VALUE).contains(&self.l2.lambda) {
            return refuse("l2.lambda", self.l2.lambda, "use 0 to 1000");
        }
        within("l2.images", self.l2.images, 1, u32::MAX as usize)?;
        within("batch_size", self.batch_size, 1, MAX_BATCH)?;
        within("epochs", self.epochs, 1, MAX_EPOCHS)?;
        self.augmentation.check()?;
        self.check_drawings()?;
        if !self.augmentation.is_off() && self.inputs != IMAGE_SIZE {
            let hint = "only images of 28 × 28 can be augmented: use 784, or no augmentation";
            return refuse("inputs", self.inputs, hint);
        }
        Ok(())
    }

    /// What is drawn in place of the images must suit the network.
    fn check_drawings(&self) -> Result<()> {
        let (handwriting, non_digits) = (self.handwriting, self.non_digits);
        for (field, share) in [("handwriting", handwriting), ("non_digits", non_digits)] {
            if !(0.0..=1.0).contains(&share) {
                return refuse(field, share, "use 0 to 1");
            }
            if share > 0.0 && (self.inputs, self.outputs()) != (IMAGE_SIZE, 10) {
                let hint = "it is for ten digits in 28 × 28 pixels: use 0";
                return refuse(field, share, hint);
            }
        }
        if handwriting + non_digits > 1.0 {
            let hint = format!("with handwriting {handwriting} there is room for the rest of 1");
            return refuse("non_digits", non_digits, &hint);
        }
        if non_digits > 0.0 && self.loss != Loss::CrossEntropy {
            let hint = "only cross_entropy can teach that no output be large: use 0";
            return refuse("non_digits", non_digits, hint);
        }
        Ok(())
    }

    fn check_layers(&self) -> Result<()> {
        within("number of layers", self.layers.len(), 1, MAX_LAYERS)?;
        let mut parameters = 0;
        for (index, layer) in self.layers.iter().enumerate() {
            self.check_layer(index)?;
            // Each layer has been checked before the shapes go through it.
            let shapes = self.shapes();
            within("values of a layer", shapes[index + 1].size(), 1, MAX_VALUES)?;
            for (_, shape) in layer.parameters(shapes[index]) {
                parameters += shape.iter().product::<usize>();
            }
        }
        within("number of parameters", parameters, 1, MAX_PARAMETERS)
    }

    fn check_layer(&self, index: usize) -> Result<()> {
        let field = |name: &str| format!("layers[{index}].{name}");
        let check_beginning = |weights: Initialisation, biases: Option<Initialisation>| {
            check_initialisation(&field("weights"), weights)?;
            biases.map_or(Ok(()), |biases| {
                check_initialisation(&field("biases"), biases)
            })
        };
        match &self.layers[index] {
            LayerRecipe::Dense {
                units,
                weights,
                biases,
            } => {
                within(&field("units"), *units, 1, MAX_UNITS)?;
                check_beginning(*weights, *biases)
            }
            LayerRecipe::Conv {
                filters,
                kernel,
                stride,
                padding,
                weights,
                biases,
            } => {
                within(&field("filters"), *filters, 1, MAX_FILTERS)?;
                check_window(&field, ("kernel", *kernel), *stride, *padding)?;
                self.check_image(index)?;
                check_beginning(*weights, *biases)
            }
            LayerRecipe::MaxPool {
                size,
                stride,
                padding,
            } => {
                check_window(&field, ("size", *size), *stride, *padding)?;
                self.check_image(index)
            }
            LayerRecipe::Dropout { rate } => match (0.0..=0.9).contains(rate) {
                true => Ok(()),
                false => refuse(&field("rate"), rate, "use 0 to 0.9"),
            },
            LayerRecipe::Activation {
                function: Function::Softmax,
            } if index + 1 != self.layers.len() => {
                let hint = "it can only be the last layer";
                refuse(&field("function"), "softmax", hint)
            }
            LayerRecipe::Activation { .. } => Ok(()),
        }
    }

    /// A window needs an image that it fits on, and none comes out of a dense layer.
    fn check_image(&self, index: usize) -> Result<()> {
        let before = self.shapes()[index];
        let mut earlier = self.layers[..index].iter();
        let is_late = earlier.any(|layer| matches!(layer, LayerRecipe::Dense { .. }));
        let is_image = before.height > 1 || before.square().is_some();
        if !is_late && is_image && self.layers[index].window(before).is_some() {
            return Ok(());
        }
        let Shape {
            height,
            width,
            channels,
        } = before;
        let hint = "use it before every dense layer, on an image on which its window fits";
        let got = format!("on {height} × {width} × {channels} values");
        refuse(&format!("layers[{index}]"), got, hint)
    }

    /// The last layer and the loss must fit.
    fn check_ending(&self) -> Result<()> {
        let last = match self.layers.last() {
            Some(LayerRecipe::Activation { function }) => Some(*function),
            _ => None,
        };
        let needed = match self.loss {
            Loss::SquaredError => None,
            Loss::CrossEntropy => Some(Function::Softmax),
            Loss::BinaryCrossEntropy => Some(Function::Sigmoid),
        };
        if let Some(needed) = needed
            && last != Some(needed)
        {
            let hint = format!("it needs {} as the last layer", needed.name());
            return refuse("loss", self.loss.name(), &hint);
        }
        if last == Some(Function::Softmax) && self.loss != Loss::CrossEntropy {
            let hint = "a softmax as the last layer needs cross_entropy";
            return refuse("loss", self.loss.name(), hint);
        }
        within("outputs", self.outputs(), 2, usize::from(NO_DIGIT))
    }

    fn check_optimizer(&self) -> Result<()> {
        check_learning_rate(self.optimizer.learning_rate())?;
        let fraction = |name: &str, value: f32| match (0.0..1.0).contains(&value) {
            true => Ok(()),
            false => refuse(
                &format!("optimizer.{name}"),
                value,
                "use 0 or more, below 1",
            ),
        };
        let epsilon = |value: f32| match value.is_finite() && value > 0.0 {
            true => Ok(()),
            false => refuse("optimizer.epsilon", value, "use a small number above 0"),
        };
        match self.optimizer {
            Rule::Sgd { momentum, .. } => fraction("momentum", momentum),
            Rule::RmsProp {
                rho, epsilon: e, ..
            } => fraction("rho", rho).and(epsilon(e)),
            Rule::Adam {
                beta_1,
                beta_2,
                epsilon: e,
                ..
            } => fraction("beta_1", beta_1)
                .and(fraction("beta_2", beta_2))
                .and(epsilon(e)),
        }
    }
}

/// The rates that are taken: 0.00001 to 10.
fn check_learning_rate(rate: f32) -> Result<()> {
    match (1e-5..=10.0).contains(&rate) {
        true => Ok(()),
        false => refuse("optimizer.learning_rate", rate, "use 0.00001 to 10"),
    }
}

fn check_window(
    field: &impl Fn(&str) -> String,
    (name, size): (&str, usize),
    stride: usize,
    padding: usize,
) -> Result<()> {
    within(&field(name), size, 1, MAX_WINDOW)?;
    within(&field("stride"), stride, 1, MAX_WINDOW)?;
    // With more of it a window could see nothing of the image.
    within(&field("padding"), padding, 0, size - 1)
}

fn check_initialisation(field: &str, initialisation: Initialisation) -> Result<()> {
    match initialisation {
        Initialisation::Normal { deviation } if !(0.0..=MAX_VALUE).contains(&deviation) => {
            refuse(&format!("{field}.deviation"), deviation, "use 0 to 1000")
        }
        Initialisation::Uniform { low, high } => range(field, low, high),
        _ => Ok(()),
    }
}

fn range(field: &str, low: f32, high: f32) -> Result<()> {
    if -MAX_VALUE <= low && low < high && high <= MAX_VALUE {
        return Ok(());
    }
    let value = format!("{low} to {high}");
    refuse(
        field,
        value,
        "use two numbers from -1000 to 1000, the lower one first",
    )
}

fn within(field: &str, value: usize, low: usize, high: usize) -> Result<()> {
    match (low..=high).contains(&value) {
        true => Ok(()),
        false => refuse(field, value, &format!("use {low} to {high}")),
    }
}

fn refuse(field: &str, value: impl std::fmt::Display, hint: &str) -> Result<()> {
    Err(Error::Recipe {
        field: field.to_owned(),
        value: value.to_string(),
        hint: hint.to_owned(),
    })
}
