//! The crate's one error: what was wrong, and where.

use serde::Serialize;

/// Why an operation was refused. Whatever was asked to change is as it was before.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A batch held no image at all.
    #[error("the batch is empty: give at least one image")]
    EmptyBatch,

    /// More images at once than fit into memory.
    #[error("there is not enough memory for {images} images at once: give fewer")]
    Memory { images: usize },

    /// A training that does not fit into memory.
    #[error("there is not enough memory for this training, which needs about {megabytes} MB")]
    TrainingMemory { megabytes: u64 },

    /// Something came in the wrong number of values.
    #[error("{what}: {got} values were given where {expected} are needed")]
    Length {
        what: &'static str,
        got: usize,
        expected: String,
    },

    /// A pixel was not a number, or out of its range.
    #[error("pixel {pixel} of image {image} is {value}: pixels are numbers from 0 to 1")]
    Pixel {
        image: usize,
        pixel: usize,
        value: f32,
    },

    /// A label names no output of the network.
    #[error("label {index} is {label}: labels are 0 to {highest}")]
    Label {
        index: usize,
        label: u8,
        highest: usize,
    },

    /// A field of a recipe cannot be used.
    #[error("recipe: {field} is {value}: {hint}")]
    Recipe {
        field: String,
        value: String,
        hint: String,
    },

    /// A recipe could not be read at all.
    #[error("recipe: {0}")]
    RecipeSyntax(String),

    /// No recipe has this name.
    #[error("there is no recipe named \"{name}\": the names are {names}")]
    UnknownRecipe { name: String, names: String },

    /// The network answers but cannot learn.
    #[error(
        "layer {layer} is a {kind}, which has no gradient: this network answers but cannot be trained"
    )]
    NoGradient { layer: usize, kind: &'static str },

    /// A network that takes no images of 28 × 28, or has not one output a digit.
    #[error(
        "it has {inputs} inputs and {outputs} outputs, and to read digits it needs 784 inputs, one for each of 28 × 28 pixels, and 10 outputs, one for each digit"
    )]
    NotDigits { inputs: usize, outputs: usize },

    /// A network whose outputs may be any number.
    #[error(
        "its last layer is {last}, and to read digits it needs a softmax or a sigmoid there, which says from 0 to 1 how sure it is of each digit"
    )]
    NotConfidences { last: &'static str },

    /// A layer cannot do what was asked of it.
    #[error("layer {layer}: {reason}")]
    Layer { layer: usize, reason: String },

    /// O. Symon's inversion needs a sigmoid after every dense layer, and nothing else.
    #[error(
        "the inversion needs a sigmoid after every dense layer, and nothing else: layer {layer} is a {kind}"
    )]
    NoInversion { layer: usize, kind: &'static str },

    /// A backwards query whose options do not go together.
    #[error("back query: {0}")]
    BackQuery(String),

    /// More steps up a gradient than anybody can wait for.
    #[error("{got} steps: use 0 to {most}")]
    Steps { got: usize, most: usize },

    /// There is no digit, layer or neuron with this number.
    #[error("{what} {got}: there are only 0 to {highest}")]
    Index {
        what: &'static str,
        got: usize,
        highest: usize,
    },

    /// The loss, or a value on the way to it, left the numbers; nothing was learnt from this
    /// batch.
    #[error("the loss became {loss}: lower the learning rate (it is {learning_rate})")]
    Diverged { loss: f64, learning_rate: f32 },

    /// A parameter was not a finite number.
    #[error("parameter {index} of {tensor} is {value}: parameters are finite numbers")]
    Parameter {
        tensor: String,
        index: usize,
        value: f32,
    },

    /// The running variance of a batch normalisation cannot be this.
    #[error("parameter {index} of {tensor} is {value}: it is a variance, which is 0 or more")]
    Variance {
        tensor: String,
        index: usize,
        value: f32,
    },

    /// A model file that is no model file of this crate, or a damaged one.
    #[error("model file: {0}")]
    ModelFile(String),

    /// A file on disk cannot be read or written, or its contents are refused.
    #[error("{path}: {reason}")]
    File { path: String, reason: String },

    /// Bytes that are not the IDX file they should be.
    #[error("{file}: {reason}")]
    Idx { file: &'static str, reason: String },

    /// Strokes that cannot be drawn.
    #[error("strokes: {0}")]
    Strokes(String),

    /// A picture whose size does not fit its bytes.
    #[error("picture: {0}")]
    Picture(String),

    /// The platform gave no random seed.
    #[error("this platform gives no random seed ({0}): name one")]
    NoSeed(String),
}

/// What an [`Error`] is about: what a caller can tell apart without reading the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value is of the wrong type, out of its range, or there are too many or too few of them.
    Argument,
    /// There is not enough memory.
    Memory,
    /// A recipe cannot be used, or no recipe has the name.
    Recipe,
    /// The network cannot do what was asked: it has no gradient, no inversion, or reads no digits.
    Network,
    /// The loss is no longer a finite number.
    Diverged,
    /// A model file or saved training is damaged or of another kind.
    ModelFile,
    /// A file on disk cannot be read or written, or its contents are refused.
    File,
    /// The bytes of a dataset are damaged or of another kind.
    Dataset,
    /// The platform gives no random numbers.
    Platform,
}

impl Error {
    /// What the error is about.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::EmptyBatch
            | Error::Length { .. }
            | Error::Pixel { .. }
            | Error::Label { .. }
            | Error::BackQuery(_)
            | Error::Steps { .. }
            | Error::Index { .. }
            | Error::Parameter { .. }
            | Error::Variance { .. }
            | Error::Strokes(_)
            | Error::Picture(_) => ErrorKind::Argument,
            Error::Memory { .. } | Error::TrainingMemory { .. } => ErrorKind::Memory,
            Error::Recipe { .. } | Error::RecipeSyntax(_) | Error::UnknownRecipe { .. } => {
                ErrorKind::Recipe
            }
            Error::NoGradient { .. }
            | Error::NotDigits { .. }
            | Error::NotConfidences { .. }
            | Error::Layer { .. }
            | Error::NoInversion { .. } => ErrorKind::Network,
            Error::Diverged { .. } => ErrorKind::Diverged,
            Error::ModelFile(_) => ErrorKind::ModelFile,
            Error::File { .. } => ErrorKind::File,
            Error::Idx { .. } => ErrorKind::Dataset,
            Error::NoSeed(_) => ErrorKind::Platform,
        }
    }
}

/// The result of an operation of this crate.
pub type Result<T> = std::result::Result<T, Error>;
