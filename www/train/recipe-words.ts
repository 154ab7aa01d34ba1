// A recipe in words.
import { percent } from "../ui/format";
import { widthsOf } from "../ui/widths";
import { isRandom } from "./augmentation";
import { FUNCTIONS, LOSSES, OPTIMIZERS } from "./labels";
import type { Recipe, RecipeDescription, Settings } from "crate";

/** A recipe in one line. */
export function described(recipe: Recipe, settings: Settings, description: RecipeDescription) {
  const { activation, dropout, learning_rate, optimizer, handwriting, augmentation } = settings;
  const ending = description.stages.at(-1)?.activation ?? "identity";
  const widths = widthsOf(description).join(" → ");
  const rest = dropout ? `, dropout ${dropout}` : "";
  const end = ending === activation ? "" : `, ${FUNCTIONS[ending]}`;
  const degrees = augmentation?.rotation_degrees ?? 0;
  const turned = degrees > 0 ? `, each image also turned by ±${degrees}°` : "";
  const varied = isRandom(augmentation) ? ", images varied at random" : "";
  const written = handwriting ? `, ${percent(handwriting)} synthetic handwriting` : "";
  const batch = recipe.batch_size === 1 ? "one image at a time" : `batch ${recipe.batch_size}`;
  return (
    `${widths}, ${FUNCTIONS[activation ?? "identity"]}${rest}${end}. ` +
    `${LOSSES[recipe.loss]}, ${OPTIMIZERS[optimizer ?? "sgd"]} ${learning_rate}, ${batch}, ` +
    `${recipe.epochs} epochs${turned}${varied}${written}`
  );
}
