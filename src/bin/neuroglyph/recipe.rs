//! The argument of `--recipe`: a recipe's name, or a JSON file.

use std::fs;

use neuroglyph::recipe::{Recipe, named};

/// The named recipe, or the recipe in a file whose name ends in ".json".
pub fn read_recipe(recipe: &str) -> Result<Box<Recipe>, String> {
    if !recipe.ends_with(".json") {
        return named(recipe).map(Box::new).map_err(|e| e.to_string());
    }
    let place = |error: &dyn std::fmt::Display| format!("{recipe}: {error}");
    let json = fs::read_to_string(recipe).map_err(|error| place(&error))?;
    serde_json::from_str(&json).map_err(|error| place(&error))
}
