// How lesson 11 learns: a small network, from ten digits or a thousand more, with or without two remedies.
import { DIGITS } from "../../ui/digits";
import { denseRecipe } from "../networks";
import type { Recipe } from "crate";

/** What is learnt from, besides the ten, and how. */
export interface Setup {
  /** From 1,000 drawings in other styles too. */
  readonly others: boolean;
  /** Half of the hidden neurons are off in each step. */
  readonly dropout: boolean;
  /** Each image is also rotated by 10 degrees either way. */
  readonly turned: boolean;
}

/** Handwriting in three styles of each digit to learn from, and in four other ones to be tested on. */
export const OTHERS = { digits: DIGITS, each: 100, firstStyle: 0, styles: 3, seed: 3 };
export const STRANGERS = { digits: DIGITS, each: 50, firstStyle: 3, styles: 4, seed: 11 };

const recipes = new Map<string, Recipe>();

/** Always the same one for the same setup. */
export function recipeOf(setup: Setup): Recipe {
  const key = JSON.stringify([setup.others, setup.dropout, setup.turned]);
  let recipe = recipes.get(key);
  if (!recipe) recipes.set(key, (recipe = build(setup)));
  return recipe;
}

function build({ others, dropout, turned }: Setup): Recipe {
  const plain = denseRecipe({
    name: "by heart",
    inputs: 784,
    units: [64, 10],
    hidden: "relu",
    last: "softmax",
    loss: "cross_entropy",
    learningRate: 0.2,
    weights: { kind: "he" },
  });
  const [first, relu, ...rest] = plain.layers;
  const layers = dropout ? [first, relu, { kind: "dropout" as const, rate: 0.5 }, ...rest] : plain.layers;
  return {
    ...plain,
    layers,
    batch_size: 10,
    epochs: others ? 10 : 60,
    ...(turned && { augmentation: { rotation_degrees: 10 } }),
  };
}

/** What was learnt from, as the buttons say it. */
export function setupWords({ others, dropout, turned }: Setup) {
  if (others && dropout && turned) return "all three";
  return [others && "+1,000", dropout && "dropout", turned && "±10°"].filter(Boolean).join(", ") || "ten alone";
}
