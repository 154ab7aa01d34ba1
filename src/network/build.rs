//! The layers that a recipe asks for.

use crate::layer::{Activation, AveragePool, BatchNorm, Conv, Dense, Dropout, Layer, MaxPool};
use crate::random::{Random, Stream};
use crate::recipe::{LayerRecipe, Recipe};

/// A recipe is checked before its layers are made.
const FITS: &str = "the window of a checked recipe fits";

/// A seed gives the same weights on every platform.
pub(super) fn build(recipe: &Recipe, seed: u64) -> Vec<Layer> {
    let shapes = recipe.shapes();
    // Each layer has numbers of its own, so that changing one leaves the others as they were.
    let random = |stream, layer| Random::new(seed, stream).part(layer);
    let build = |(index, layer): (usize, &LayerRecipe)| {
        let begin = &mut random(Stream::Initialisation, index);
        let (before, inputs) = (shapes[index], shapes[index].size());
        match layer {
            LayerRecipe::Dense {
                units,
                weights,
                biases,
            } => Layer::Dense(Dense::new(inputs, *units, *weights, *biases, begin)),
            LayerRecipe::Conv {
                filters,
                weights,
                biases,
                ..
            } => {
                let window = layer.window(before).expect(FITS);
                Layer::Conv(Conv::new(window, *filters, *weights, *biases, begin))
            }
            LayerRecipe::MaxPool { .. } => {
                Layer::MaxPool(MaxPool::new(layer.window(before).expect(FITS)))
            }
            LayerRecipe::AveragePool { .. } | LayerRecipe::GlobalAveragePool => {
                Layer::AveragePool(AveragePool::new(layer.window(before).expect(FITS)))
            }
            LayerRecipe::BatchNorm { momentum, epsilon } => {
                Layer::BatchNorm(BatchNorm::new(before.channels, *momentum, *epsilon))
            }
            LayerRecipe::Activation { function } => Layer::Activation(Activation {
                function: *function,
            }),
            LayerRecipe::Dropout { rate } => {
                let random = random(Stream::Dropout, index);
                Layer::Dropout(Dropout::new(inputs, *rate, random))
            }
        }
    };
    recipe.layers.iter().enumerate().map(build).collect()
}
