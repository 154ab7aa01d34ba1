//! `recipes()` in JavaScript, and what TypeScript is told of a recipe.

use wasm_bindgen::prelude::*;

use super::incoming::{self, JsRecipe};
use super::{to_js_error, to_object};
use crate::recipe;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Initialisation =
  | { kind: "zero" } | { kind: "normal"; deviation: number } | { kind: "normal_by_fan_in" }
  | { kind: "uniform"; low: number; high: number } | { kind: "glorot" } | { kind: "he" };
export type LayerRecipe =
  | { kind: "dense"; units: number; weights: Initialisation; biases?: Initialisation }
  | { kind: "conv"; filters: number; kernel: number; stride?: number; padding?: number; weights: Initialisation; biases?: Initialisation }
  | { kind: "max_pool" | "average_pool"; size: number; stride: number; padding?: number }
  | { kind: "global_average_pool" }
  | { kind: "batch_norm"; momentum?: number; epsilon?: number }
  | { kind: "activation"; function: "sigmoid" | "tanh" | "relu" | "identity" | "step" | "softmax" }
  | { kind: "dropout"; rate: number };
export type OptimizerRecipe =
  | { kind: "sgd"; learning_rate: number; momentum?: number }
  | { kind: "rms_prop" | "adadelta"; learning_rate: number; rho?: number; epsilon?: number }
  | { kind: "adam"; learning_rate: number; beta_1?: number; beta_2?: number; epsilon?: number }
  | { kind: "adam_w"; learning_rate: number; beta_1?: number; beta_2?: number; epsilon?: number; weight_decay?: number };
/** Which part of the learning rate each step takes; `constant`, all of it, unless said. */
export type Schedule =
  | { kind: "constant" }
  | { kind: "step"; epochs: number; factor: number }
  | { kind: "cosine"; end?: number }
  | { kind: "one_cycle"; warm_up?: number; start?: number; end?: number };
/** What is done to the training images: 0, off, where a setting is left out. The random ones change every
 * example anew in every epoch, by up to what they say. */
export interface Augmentation {
  /** Each image is also turned by plus and by minus this angle: it makes three examples. 0 to 30. */
  rotation_degrees?: number;
  /** 0 to 30. */
  random_rotation_degrees?: number;
  /** Width and height times 1 − scale to 1 + scale: 0 to 0.5. */
  scale?: number;
  /** 0 to 30. */
  shear_degrees?: number;
  /** 0 to 4. */
  shift_pixels?: number;
  /** The root mean square of the displacement each way: 0 to 2. */
  elastic_pixels?: number;
  /** Wider strokes in one half of the examples: 0 to 2. */
  thickening_pixels?: number;
  /** Thinner strokes in the other half: 0 to 1. */
  thinning_pixels?: number;
}
/** A network and its training, complete. */
export interface Recipe {
  name: string;
  source?: { text: string; accuracy?: number | null; ours?: string[] };
  inputs?: number;
  input_range: { low: number; high: number };
  layers: LayerRecipe[];
  loss: "squared_error" | "cross_entropy" | "binary_cross_entropy";
  targets: { low: number; high: number };
  /** The share of the targets that is spread evenly over all outputs: 0, unless said, to less than 1. */
  label_smoothing?: number;
  optimizer: OptimizerRecipe;
  schedule?: Schedule;
  l2?: { lambda: number; images: number };
  /** The decay of an exponential moving average of the weights: from 0, none, which it is unless said, to less than
   * 1. The network that a training shows is then the averaged one. */
  ema_decay?: number;
  batch_size: number;
  epochs: number;
  augmentation?: Augmentation;
  /** The share of each epoch's examples whose place is taken by synthetic handwriting: 0, unless said, to 1. */
  handwriting?: number;
  /** The share whose place is taken by drawings that are no digit, for which no output should be large: 0, unless
   * said, to 1 − handwriting. */
  non_digits?: number;
  stops_when_loss_stops_falling?: boolean;
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Recipe[]")]
    pub type JsRecipes;
}

/// The named recipes.
#[wasm_bindgen]
pub fn recipes() -> Result<JsRecipes, JsValue> {
    let names = recipe::names();
    let recipes: Result<Vec<_>, _> = names.iter().map(|name| recipe::named(name)).collect();
    Ok(to_object(&recipes.map_err(to_js_error)?)?.unchecked_into())
}

/// Throws an `Error` that names the field, its value and what to use, if a recipe cannot be
/// used for training.
#[wasm_bindgen]
pub fn check_recipe(recipe: JsRecipe) -> Result<(), JsValue> {
    let recipe = incoming::recipe(&recipe)?;
    let checked = recipe.check().and_then(|()| recipe.check_trainable());
    checked.map_err(to_js_error)
}
