//! The memory of a training, computed from its recipe, so that one that does not fit is refused before it begins.

use super::Training;
use crate::dataset::Batches;
use crate::error::{Error, Result};
use crate::kernels::PackingSize;
use crate::layer::{LayerConfig, PassSize, Shape};
use crate::network::QUERY_BATCH;
use crate::recipe::{LayerRecipe, Recipe};

/// Bytes of an f32 or a u32.
const NUMBER: u64 = 4;

/// Bytes of names, layers, random numbers and whatever else does not grow with the recipe.
const SMALL_THINGS: u64 = 1 << 16;

impl Training {
    /// The most bytes that a training by a recipe that has been checked takes on `threads` threads, while it trains on
    /// `images` images, is evaluated, saved by [`Training::to_bytes`] and asked for its weights. The images themselves,
    /// 785 bytes each with their labels, are not included.
    ///
    /// ```
    /// use neuroglyph::{Training, recipe::named};
    ///
    /// let bytes = Training::memory(&named("keras-mlp")?, 60_000, 1);
    /// assert!((15_000_000..25_000_000).contains(&bytes));
    /// # Ok::<(), neuroglyph::Error>(())
    /// ```
    pub fn memory(recipe: &Recipe, images: usize, threads: usize) -> u64 {
        let layers = Layers::of(recipe);
        let variants = recipe.augmentation.variants();
        let batch_size = recipe.batch_size.min(images.saturating_mul(variants));
        let batch = batch_size as u64;
        let has_average = recipe.ema_decay > 0.0;
        let networks = 1 + u64::from(has_average);
        let parameters = layers.parameters();
        let moments = recipe.optimizer.moments() as u64 * layers.trainable();
        let baseline = layers.baseline_weights();
        // The parameters of the networks and of their backup for a run that diverges, and the optimiser's moments.
        let kept = 2 * networks * parameters + moments + baseline;
        // The file, into which each tensor is written as it is made.
        let written = networks * parameters + moments + baseline;
        // A copy of the weights for the caller: the memory of the file before may be in use in part.
        let copied = parameters;
        let query = QUERY_BATCH as u64;
        let values = match has_average {
            true => batch * layers.values() + query * layers.values(),
            false => batch.max(query) * layers.values(),
        };
        let gradients = batch * layers.gradients();
        let order = images as u64 * variants as u64;
        let numbers = kept
            + written
            + copied
            + values
            + gradients
            + order
            + layers.folded()
            + networks * layers.once();
        let examples = Batches::bytes(recipe.example_settings(), batch_size) as u64;
        let packing = networks * layers.packing(batch_size, baseline > 0, threads);
        NUMBER * numbers + examples + packing + SMALL_THINGS
    }
}

/// Refuses a training for whose memory an allocation fails. The memory is freed at once, so that the training's own
/// allocations, of any size, find it.
pub(super) fn ask_for(bytes: u64) -> Result<()> {
    /// 256 MB, so that memory need not be contiguous.
    const PIECE: u64 = 1 << 28;
    let mut pieces = Vec::new();
    let mut left = bytes;
    while left > 0 {
        let size = left.min(PIECE);
        let mut piece: Vec<u8> = Vec::new();
        let megabytes = bytes.div_ceil(1_000_000);
        (piece.try_reserve_exact(size as usize))
            .map_err(|_| Error::TrainingMemory { megabytes })?;
        pieces.push(piece);
        left -= size;
    }
    // Without this the compiler may remove allocations that nothing uses.
    std::hint::black_box(&pieces);
    Ok(())
}

/// The layers of a recipe, each with the shape of its input: how many numbers of four bytes they take.
struct Layers<'a> {
    recipe: &'a Recipe,
    configs: Vec<(&'a dyn LayerConfig, Shape)>,
}

impl<'a> Layers<'a> {
    fn of(recipe: &'a Recipe) -> Self {
        let layers = recipe.layers.iter().zip(recipe.shapes());
        let configs = layers.map(|(layer, input)| (layer.config(), input));
        Self {
            recipe,
            configs: configs.collect(),
        }
    }

    fn sum(&self, of: impl Fn(&dyn LayerConfig, Shape) -> u64) -> u64 {
        let layers = self.configs.iter();
        layers.map(|(config, input)| of(*config, *input)).sum()
    }

    /// Of all tensors.
    fn parameters(&self) -> u64 {
        self.sum(|config, input| sizes(config, input).sum())
    }

    /// Of the tensors that an optimiser changes.
    fn trainable(&self) -> u64 {
        self.sum(|config, input| {
            let parameters = config.parameters(input).into_iter();
            let trainable = parameters.filter(|parameter| parameter.role.is_trainable());
            trainable.map(|parameter| parameter.size()).sum()
        })
    }

    /// Of a sample: the image, the outputs of all layers, and what layers keep for the backward pass.
    fn values(&self) -> u64 {
        let layers = self.sum(|config, input| {
            let outputs = config.output(input).size() as u64;
            outputs + config.memory(input).per_sample
        });
        self.recipe.inputs as u64 + layers
    }

    /// Of a sample in training: the gradients by all values but the image's, and dropout's masks.
    fn gradients(&self) -> u64 {
        self.sum(|config, input| {
            let outputs = config.output(input).size() as u64;
            outputs + config.memory(input).per_training_sample
        })
    }

    /// Of the copies for queries of each layer that a batch normalisation follows.
    fn folded(&self) -> u64 {
        let next = self.recipe.layers.iter().skip(1);
        let pairs = self.configs.iter().zip(next);
        let folded = pairs.filter(|(_, next)| matches!(next, LayerRecipe::BatchNorm(_)));
        let numbers = folded.map(|((config, input), _)| {
            let parameters: u64 = sizes(*config, *input).sum();
            parameters + config.output(*input).channels as u64
        });
        numbers.sum()
    }

    /// Of what layers keep whatever the batch.
    fn once(&self) -> u64 {
        self.sum(|config, input| config.memory(input).once)
    }

    /// Of the first layer's input baseline, where samples come one at a time and the optimiser is plain.
    fn baseline_weights(&self) -> u64 {
        let recipe = self.recipe;
        let is_plain = recipe.optimizer.plain_rate().is_some() && recipe.l2.lambda == 0.0;
        match self.configs.first() {
            Some((config, input)) if recipe.batch_size == 1 && is_plain => {
                config.memory(*input).baseline
            }
            _ => 0,
        }
    }

    /// Bytes of the largest packing.
    fn packing(&self, batch: usize, has_baseline: bool, threads: usize) -> u64 {
        let layers = self.configs.iter().enumerate();
        let sizes = layers.map(|(index, (config, input))| {
            let pass = PassSize {
                batch,
                rows: batch.max(QUERY_BATCH),
                threads,
                is_first: index == 0,
                has_baseline: index == 0 && has_baseline,
            };
            config.packing(*input, &pass)
        });
        sizes
            .fold(PackingSize::default(), PackingSize::max)
            .bytes(threads as u64)
    }
}

/// Of a layer's tensors.
fn sizes(config: &dyn LayerConfig, input: Shape) -> impl Iterator<Item = u64> {
    let parameters = config.parameters(input).into_iter();
    parameters.map(|parameter| parameter.size())
}
