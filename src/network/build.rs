//! The layers that a recipe asks for.

use crate::layer::{Layer, Shape};
use crate::random::Random;
use crate::recipe::{LayerRecipe, Recipe};

/// The layers of a recipe that has been checked, before training. A seed gives the same weights on every platform.
pub(super) fn build(recipe: &Recipe, seed: u64) -> Vec<Layer> {
    let layers = recipe.layers.iter().zip(recipe.shapes()).enumerate();
    let build = |(index, (layer, input)): (usize, (&LayerRecipe, Shape))| {
        // Each layer has random numbers of its own, so that changing one leaves the others as they were.
        let random = |stream| Random::new(seed, stream).part(index);
        layer.config().build(input, &random)
    };
    layers.map(build).collect()
}
