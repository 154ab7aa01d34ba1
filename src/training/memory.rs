//! How much memory a training takes: known from its recipe, so that what does not fit is refused before it begins.

use super::Training;
use crate::dataset::Batches;
use crate::error::{Error, Result};
use crate::kernels::{PackingSize, Window, convolution_packing, product_packing};
use crate::layer::Shape;
use crate::network::QUERY_BATCH;
use crate::recipe::{LayerRecipe, Recipe};

/// Of an f32 or a u32.
const NUMBER: u64 = 4;

/// Names, layers, random numbers and whatever else does not grow with the recipe.
const SMALL_THINGS: u64 = 1 << 16;

impl Training {
    /// Bytes that a training by a recipe that has been checked takes at most, on so many threads, while it
    /// learns from so many images, is evaluated, written down by [`Training::to_bytes`] and asked for its weights. The images themselves, 785
    /// bytes each with their labels, come on top.
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
        let (parameters, largest) = layers.parameters();
        let moments = recipe.optimizer.moments() as u64 * layers.learnt();
        let resting = layers.baseline_weights(recipe);
        // The networks, what a diverging run goes back to, and the optimiser's.
        let kept = 2 * networks * parameters + moments + resting;
        // The file, and the bytes of one of its tensors; what an average is made of is a single one.
        let written = networks * parameters + moments + resting;
        let tensor = match has_average {
            true => 2 * parameters,
            false => largest,
        };
        // The weights, handed over: what the file before has left free may be in use in part.
        let handed_over = parameters;
        let query = QUERY_BATCH as u64;
        let values = match has_average {
            true => batch * layers.values() + query * layers.values(),
            false => batch.max(query) * layers.values(),
        };
        let gradients = batch * layers.gradients();
        let order = images as u64 * variants as u64;
        let numbers = kept
            + written
            + tensor
            + handed_over
            + values
            + gradients
            + order
            + layers.folded()
            + networks * layers.live();
        let examples = Batches::bytes(recipe, batch_size) as u64;
        let packing = networks * layers.packing(batch_size, resting > 0, threads);
        NUMBER * numbers + examples + packing + SMALL_THINGS
    }
}

/// Gives back at once what it asked for: whoever asks next, in pieces of any size, finds it there.
pub(super) fn ask_for(bytes: u64) -> Result<()> {
    /// 256 MB: room that is not in one place is found as well.
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
    // Or a compiler may see that nobody uses them.
    std::hint::black_box(&pieces);
    Ok(())
}

/// What each layer keeps, in numbers: beside its fields in `layer/`.
struct Layers<'a> {
    /// Each with what goes in, what comes out, and what follows.
    all: Vec<(&'a LayerRecipe, Shape, Shape, Option<&'a LayerRecipe>)>,
}

impl<'a> Layers<'a> {
    fn of(recipe: &'a Recipe) -> Self {
        let shapes = recipe.shapes();
        let layers = recipe.layers.iter().enumerate();
        let all = layers.map(|(index, layer)| {
            let next = recipe.layers.get(index + 1);
            (layer, shapes[index], shapes[index + 1], next)
        });
        Self { all: all.collect() }
    }

    fn sum(&self, of: impl Fn(&LayerRecipe, Shape, Shape) -> u64) -> u64 {
        let each = self.all.iter();
        each.map(|(layer, before, after, _)| of(layer, *before, *after))
            .sum()
    }

    /// Of all tensors, and of the largest.
    fn parameters(&self) -> (u64, u64) {
        let sizes = (self.all.iter()).flat_map(|(layer, before, ..)| sizes(layer, *before));
        sizes.fold((0, 0), |(all, largest), size| {
            (all + size, largest.max(size))
        })
    }

    fn learnt(&self) -> u64 {
        self.sum(|layer, before, _| {
            // Its mean and variance are measured.
            let learnt = match layer {
                LayerRecipe::BatchNorm { .. } => 2,
                _ => usize::MAX,
            };
            sizes(layer, before).take(learnt).sum()
        })
    }

    /// Of a sample: what goes into each layer and comes out of the last, and what layers remember until the way back.
    fn values(&self) -> u64 {
        let image = self.all.first().map_or(0, |(_, before, ..)| size(*before));
        let layers = self.sum(|layer, before, after| {
            let remembered = match layer {
                LayerRecipe::Conv { .. } => padded(layer, before),
                LayerRecipe::MaxPool { .. } => size(after),
                LayerRecipe::BatchNorm { .. } => 2 * before.channels as u64,
                _ => 0,
            };
            size(after) + remembered
        });
        image + layers
    }

    /// Of a sample that is learnt from: those by all values but the image's, and what was dropped.
    fn gradients(&self) -> u64 {
        self.sum(|layer, _, after| {
            let mask = match layer {
                LayerRecipe::Dropout { .. } => size(after),
                _ => 0,
            };
            size(after) + mask
        })
    }

    /// To answer, each layer that a normalisation follows is there a second time.
    fn folded(&self) -> u64 {
        let folded = self
            .all
            .iter()
            .filter(|(.., next)| matches!(next, Some(LayerRecipe::BatchNorm { .. })));
        folded
            .map(|(layer, before, after, _)| {
                let parameters: u64 = sizes(layer, *before).sum();
                let bias = after.channels as u64;
                parameters + bias + QUERY_BATCH as u64 * padded(layer, *before)
            })
            .sum()
    }

    /// Which inputs of dense layers live.
    fn live(&self) -> u64 {
        self.sum(|layer, before, _| match layer {
            LayerRecipe::Dense { .. } => 2 * size(before),
            _ => 0,
        })
    }

    /// The first layer's weight as it is while samples come one at a time, and which of its inputs are awake.
    fn baseline_weights(&self, recipe: &Recipe) -> u64 {
        let is_plain = recipe.optimizer.plain_rate().is_some() && recipe.l2.lambda == 0.0;
        match self.all.first() {
            Some((layer @ LayerRecipe::Dense { .. }, before, after, _))
                if recipe.batch_size == 1 && is_plain =>
            {
                let weight = sizes(layer, *before).next().unwrap_or(0);
                weight + 2 * size(*after) + 4 * size(*before)
            }
            _ => 0,
        }
    }

    /// Bytes. The gradient by a weight that rests is never there as a whole.
    fn packing(&self, batch: usize, is_resting: bool, threads: usize) -> u64 {
        let rows = batch.max(QUERY_BATCH);
        let each = self.all.iter().enumerate();
        let sizes = each.map(|(index, (layer, before, after, _))| match layer {
            LayerRecipe::Dense { units, .. } => {
                let inputs = before.size();
                let forward = product_packing(rows, *units, inputs, threads);
                let by_weight = match index == 0 && is_resting {
                    true => PackingSize::default(),
                    false => product_packing(inputs, *units, batch, threads),
                };
                let by_input = match index {
                    0 => PackingSize::default(),
                    _ => product_packing(batch, inputs, *units, threads),
                };
                forward.max(by_weight).max(by_input)
            }
            LayerRecipe::Conv { filters, .. } => match layer.window(*before) {
                Some(window) => convolution_packing(window, *filters, batch, threads, index > 0),
                None => PackingSize::default(),
            },
            LayerRecipe::BatchNorm { .. } => product_packing(1, after.channels, 1, threads),
            _ => PackingSize::default(),
        });
        sizes
            .fold(PackingSize::default(), PackingSize::max)
            .bytes(threads as u64)
    }
}

fn size(shape: Shape) -> u64 {
    shape.size() as u64
}

/// Of a layer's tensors.
fn sizes(layer: &LayerRecipe, before: Shape) -> impl Iterator<Item = u64> {
    let tensors = layer.parameters(before).into_iter();
    tensors.map(|(_, shape)| shape.iter().map(|side| *side as u64).product())
}

/// An image of a convolution with zeros around it, where there are any.
fn padded(layer: &LayerRecipe, before: Shape) -> u64 {
    let window = layer.window(before);
    let padded = window.filter(|window| window.padding > 0);
    padded.map_or(0, |window: Window| window.padded().image() as u64)
}
