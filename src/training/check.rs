//! Whether a recipe can be trained on a dataset.

use crate::dataset::Dataset;
use crate::error::Result;
use crate::field::refuse;
use crate::preprocess::SIDE;
use crate::recipe::{LayerRecipe, Recipe, Shape};

/// Refuses a recipe that cannot be trained on these images, naming the field.
pub(super) fn check_fits(recipe: &Recipe, dataset: &Dataset) -> Result<()> {
    dataset.check_inputs(recipe.inputs)?;
    let (outputs, classes) = (recipe.outputs(), dataset.classes());
    if recipe.classes() < classes {
        let hint = format!(
            "the dataset has {classes} classes, 0 to {}: use {classes} outputs or more",
            classes - 1
        );
        return refuse("outputs", outputs, &hint);
    }
    let Some([rows, columns]) = dataset.image_size() else {
        return Ok(());
    };
    let shapes = recipe.shapes();
    let has_window =
        |(layer, input): (&LayerRecipe, &Shape)| layer.config().window(*input).is_some();
    if rows != columns
        && let Some(layer) = recipe.layers.iter().zip(&shapes).position(has_window)
    {
        let hint = format!(
            "it needs square images, and the dataset has images of {rows} × {columns} pixels"
        );
        return refuse(
            &format!("layers[{layer}]"),
            recipe.layers[layer].config().name(),
            &hint,
        );
    }
    let is_drawn = recipe.handwriting > 0.0 || recipe.non_digits > 0.0;
    if [rows, columns] != [SIDE, SIDE] && (is_drawn || !recipe.augmentation.is_off()) {
        let hint = format!(
            "augmentation, handwriting and non_digits are for 28 × 28 pixels, and the dataset has images of {rows} × {columns}"
        );
        return refuse("inputs", recipe.inputs, &hint);
    }
    Ok(())
}
