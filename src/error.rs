//! The crate's one error: what was wrong, and where.

use serde::Serialize;

/// Why an operation was refused. Whatever was asked to change is as it was before.
///
/// The message names the bad value and its place; [`Error::kind`] is what a program can tell apart. Indices are from 0.
///
/// ```
/// use neuroglyph::{Error, ErrorKind, Network, recipe};
///
/// let network = Network::new(recipe::named("keras-mlp")?, Some(1))?;
/// let error = network.query(&vec![0.0f32; 783]).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Argument);
/// assert_eq!(error.to_string(), "images: 783 values were given where a multiple of 784 are needed");
/// # Ok::<(), neuroglyph::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A batch held no image at all.
    #[error("the batch is empty: give at least one image")]
    EmptyBatch,

    /// More images at once than fit into memory.
    #[error("there is not enough memory for {images} images at once: give fewer")]
    Memory {
        /// The images that were given.
        images: usize,
    },

    /// A training that does not fit into memory.
    #[error("there is not enough memory for this training, which needs about {megabytes} MB")]
    TrainingMemory {
        /// The memory that it needs, in units of 1,000,000 bytes.
        megabytes: u64,
    },

    /// Something came in the wrong number of values.
    #[error("{what}: {got} values were given where {expected} are needed")]
    Length {
        /// The argument, such as "labels".
        what: &'static str,
        /// The number of values that were given.
        got: usize,
        /// The number that is needed, in words.
        expected: String,
    },

    /// A pixel was not a number, or out of its range.
    #[error("pixel {pixel} of image {image} is {value}: pixels are numbers from 0 to 1")]
    Pixel {
        /// The image's index in the batch.
        image: usize,
        /// The pixel's index in the image.
        pixel: usize,
        /// The pixel.
        value: f32,
    },

    /// A label names no output of the network.
    #[error("label {index} is {label}: labels are 0 to {highest}")]
    Label {
        /// The label's index in the batch.
        index: usize,
        /// The label.
        label: u8,
        /// The highest label that is accepted.
        highest: usize,
    },

    /// A field of a recipe cannot be used.
    #[error("recipe: {field} is {value}: {hint}")]
    Recipe {
        /// The field's path in the recipe, such as `layers[3].units`.
        field: String,
        /// The value, as text.
        value: String,
        /// What to use instead.
        hint: String,
    },

    /// A recipe could not be read at all.
    #[error("recipe: {0}")]
    RecipeSyntax(String),

    /// No recipe has this name.
    #[error("there is no recipe named \"{name}\": the names are {names}")]
    UnknownRecipe {
        /// The name that was given.
        name: String,
        /// The names that exist, separated by commas.
        names: String,
    },

    /// The network can be queried but not trained.
    #[error(
        "layer {layer} is a {kind}, which has no gradient: this network can be queried but not trained"
    )]
    NoGradient {
        /// The layer's index in the recipe.
        layer: usize,
        /// The layer's kind or, of an activation, the name of its function.
        kind: &'static str,
    },

    /// A network that takes no images of 28 × 28, or has not one output a digit.
    #[error(
        "it has {inputs} inputs and {outputs} outputs, and to read digits it needs 784 inputs, one for each of 28 × 28 pixels, and 10 outputs, one for each digit"
    )]
    NotDigits {
        /// The network's inputs.
        inputs: usize,
        /// The network's outputs.
        outputs: usize,
    },

    /// A network whose outputs may be any number.
    #[error(
        "its last layer is {last}, and to read digits it needs a softmax or a sigmoid there, which says from 0 to 1 how sure it is of each digit"
    )]
    NotConfidences {
        /// The last layer's kind or, of an activation, the name of its function.
        last: &'static str,
    },

    /// A layer cannot do what was asked of it.
    #[error("layer {layer}: {reason}")]
    Layer {
        /// The layer's index in the recipe.
        layer: usize,
        /// Why it cannot.
        reason: String,
    },

    /// O. Symon's inversion needs a sigmoid after every dense layer, and nothing else.
    #[error(
        "the inversion needs a sigmoid after every dense layer, and nothing else: layer {layer} is a {kind}"
    )]
    NoInversion {
        /// The index of the first layer that does not fit.
        layer: usize,
        /// The layer's kind, in words.
        kind: &'static str,
    },

    /// A backwards query whose options do not go together.
    #[error("back query: {0}")]
    BackQuery(String),

    /// More steps of gradient ascent than are accepted.
    #[error("{got} steps: use 0 to {most}")]
    Steps {
        /// The steps that were asked for.
        got: usize,
        /// The most steps that are accepted.
        most: usize,
    },

    /// There is no digit, layer or neuron with this number.
    #[error("{what} {got}: there are only 0 to {highest}")]
    Index {
        /// What is counted, such as "digit".
        what: &'static str,
        /// The index that was given.
        got: usize,
        /// The highest index that exists.
        highest: usize,
    },

    /// The loss, or a value on the way to it, left the numbers; nothing was learnt from this
    /// batch.
    #[error("the loss became {loss}: lower the learning rate (it is {learning_rate})")]
    Diverged {
        /// The loss: infinite or NaN.
        loss: f64,
        /// The recipe's learning rate.
        learning_rate: f32,
    },

    /// A parameter was not a finite number.
    #[error("parameter {index} of {tensor} is {value}: parameters are finite numbers")]
    Parameter {
        /// The tensor's name in a model file, or "weights" for the parameters of a whole network.
        tensor: String,
        /// The parameter's index in it.
        index: usize,
        /// The parameter.
        value: f32,
    },

    /// The running variance of a batch normalisation cannot be this.
    #[error("parameter {index} of {tensor} is {value}: it is a variance, which is 0 or more")]
    Variance {
        /// The tensor's name in a model file, or "weights" for the parameters of a whole network.
        tensor: String,
        /// The parameter's index in it.
        index: usize,
        /// The parameter.
        value: f32,
    },

    /// A model file that is no model file of this crate, or a damaged one.
    #[error("model file: {0}")]
    ModelFile(String),

    /// A file on disk cannot be read or written, or its contents are refused.
    #[error("{path}: {reason}")]
    File {
        /// The file's path.
        path: String,
        /// What the operating system or the file's content says.
        reason: String,
    },

    /// Bytes that are not the IDX file they should be.
    #[error("{file}: {reason}")]
    Idx {
        /// Which file of the dataset: "train-images", or "images" of a dataset of your own.
        file: &'static str,
        /// What is wrong with its bytes.
        reason: String,
    },

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

/// What an error is about: what a program can tell apart without reading the message.
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
