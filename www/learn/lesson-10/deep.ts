// The deep networks of lesson 10, and how much of the error reaches each of their layers.
import { denseRecipe } from "../networks";
import type { Recipe } from "crate";
import type { Lengths } from "../worker/protocol";

export const ACTIVATIONS = [
  { value: "sigmoid", words: "sigmoid", range: [0, 1] },
  { value: "tanh", words: "tanh", range: [-1, 1] },
  { value: "relu", words: "ReLU", range: [0, 6] },
] as const;
export type Activation = (typeof ACTIVATIONS)[number]["value"];

export const DEEPEST = 6;
/** Neurons of a hidden layer. */
const UNITS = 30;
/** By which the first weights are multiplied; their deviation is 1/√n for n inputs, and √2/√n is that of He. */
export const GAINS = [0.5, 1, Math.SQRT2, 2, 3, 4] as const;

/** What the handles set. */
export interface Setting {
  activation: Activation;
  depth: number;
  gain: number;
}

const recipes = new Map<string, Recipe>();

/** Hidden layers with this activation, and ten outputs. */
export function recipeOf(activation: Activation, depth: number): Recipe {
  const name = `${depth} × ${activation}`;
  let recipe = recipes.get(name);
  if (recipe) return recipe;
  const hidden = Array.from({ length: depth }, () => UNITS);
  recipe = denseRecipe({
    name,
    inputs: 784,
    units: [...hidden, 10],
    hidden: activation,
    last: "softmax",
    loss: "cross_entropy",
    weights: { kind: "normal_by_fan_in" },
  });
  recipes.set(name, recipe);
  return recipe;
}

/** A layer, and how much of the answer's error reaches it. */
export interface Row {
  /** From 1; the answer's is 0. */
  layer: number;
  /** Of the length of the gradient at the answer. */
  share: number;
  /** What the way from the layer behind it multiplied: by the weights between, and by its own slopes. */
  weights: number;
  slopes: number;
}

/** From the answer back to layer 1; null where the answer has no error to send back. */
export function rowsOf({ bySums, byActivations }: Lengths): Row[] | null {
  const depth = byActivations.length;
  const whole = bySums[depth];
  if (!(whole > 0)) return null;
  const rows: Row[] = [{ layer: 0, share: 1, weights: 1, slopes: 1 }];
  for (let i = depth - 1; i >= 0; i--)
    rows.push({
      layer: i + 1,
      share: bySums[i] / whole,
      weights: byActivations[i] / bySums[i + 1],
      slopes: bySums[i] / byActivations[i],
    });
  return rows;
}

/** The bars' ends, as powers of ten. */
const LEAST = -5;
const MOST = 2;

/** How long a bar is for a share, 0..1: each power of ten is as far as the next. */
export const barOf = (share: number) => Math.min(1, Math.max(0, (Math.log10(share) - LEAST) / (MOST - LEAST)));

/** A share as one or two digits in per cent, or as a factor. */
export function shareWords(share: number) {
  const percent = share * 100;
  if (share >= 9.95) return `× ${Math.round(share).toLocaleString("en")}`;
  if (percent >= 9.95) return `${Math.round(percent)} %`;
  if (percent < 0.0095 && percent >= 0.00095) return `${Number(percent.toPrecision(1))} %`;
  return percent < 0.00095 ? "<0.001 %" : `${Number(percent.toPrecision(2))} %`;
}

export const settingWords = ({ activation, depth, gain }: Setting) =>
  `${depth} × ${ACTIVATIONS.find(({ value }) => value === activation)?.words}, weights × ${gainWords(gain)}`;

/** Between these much of the error is left, and it has not grown by much. */
const KEPT = { from: 1 / 5, to: 5 };
/** Below it next to nothing is left. */
const LOST = 1 / 100;

/** What reaches the first layer, and what is worth a word about that. */
export function reachedWords({ activation, gain }: Setting, rows: readonly Row[] | null) {
  const share = rows?.at(-1)?.share;
  if (share === undefined) return "It is sure already: no error to send back";
  if (share >= 9.95) return `${Math.round(share).toLocaleString("en")} times as much at layer 1`;
  return `${shareWords(share)} reaches layer 1${remark(activation, gain, share)}`;
}

function remark(activation: Activation, gain: number, share: number) {
  const isKept = share > KEPT.from && share < KEPT.to;
  if (activation === "tanh" && isKept) return ", by an S too";
  if (activation === "relu" && isKept && gain === Math.SQRT2) return ", K. He’s √2";
  return activation === "relu" && share < LOST ? ", with no S" : "";
}

/** A factor with two decimals, or as few as there is room for. */
export const factorWords = (factor: number) => (factor < 0.095 ? factor.toFixed(3) : factor.toFixed(2));

export const gainWords = (gain: number) => (gain === Math.SQRT2 ? "√2" : String(gain));
