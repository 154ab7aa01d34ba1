// What an activation function makes of a number, and its slope there: a network of one neuron with one input is asked.
import { crate } from "../store/program";
import { denseRecipe } from "./networks";
import type { ActivationFunction, Recipe } from "crate";

export type Bend = Extract<ActivationFunction, "step" | "sigmoid" | "tanh" | "relu">;

/** How far from 0 a curve goes, either way, in sums. */
export const FAR = 6;
/** How far from 0 a sum may be, either way. */
const FARTHEST = 32;
/** A step of the curves. */
const PACE = 0.05;

/** What goes into an activation function, and what comes out. */
export interface Place {
  sum: number;
  value: number;
  /** Of the curve there; null where the crate knows none. */
  slope: number | null;
}

const RECIPES: Readonly<Record<Bend, Recipe>> = {
  step: recipeOf("step"),
  sigmoid: recipeOf("sigmoid"),
  tanh: recipeOf("tanh"),
  relu: recipeOf("relu"),
};
const curves = new Map<string, readonly Place[]>();

function recipeOf(bend: Bend) {
  const name = `one ${bend}`;
  return denseRecipe({
    name,
    inputs: 1,
    units: [1],
    hidden: bend,
    last: bend,
    loss: "squared_error",
    range: [-FARTHEST, FARTHEST],
  });
}

/**
 * What comes out of a neuron with one input; null until the crate is here.
 * @param steepness the neuron's weight: the sum is multiplied by it
 */
export function placeAt(bend: Bend, sum: number, steepness = 1): Place | null {
  const network = crate.value?.networkWith(RECIPES[bend], Float32Array.of(steepness, 0));
  if (!network) return null;
  const input = Float32Array.of(Math.min(1, Math.max(0, (sum + FARTHEST) / (2 * FARTHEST))));
  const [value] = network.query(input);
  // The crate's slope is by an input in 0..1.
  const slope = whyNoSlope(bend) ? null : network.neuron(1, 0, input)[0] / (2 * FARTHEST);
  return { sum, value, slope };
}

/** Why a function has no slope, in the crate's words; nothing where it has one. */
export const whyNoSlope = (bend: Bend) => crate.value?.describe(RECIPES[bend]).training_objection ?? "";

/** The whole curve, from one end to the other; empty until the crate is here. */
export function curveOf(bend: Bend, steepness = 1): readonly Place[] {
  const key = `${bend} ${steepness}`;
  let curve = curves.get(key);
  if (curve) return curve;
  const sums = Array.from({ length: (2 * FAR) / PACE + 1 }, (_, i) => i * PACE - FAR);
  curve = sums.flatMap((sum) => placeAt(bend, sum, steepness) ?? []);
  if (curve.length > 0) curves.set(key, curve);
  return curve;
}

/** A slope in words: "slope 0.25". */
export function slopeWords(slope: number | null) {
  if (slope === null) return "no slope";
  return `slope ${slope > 0 && slope < 0.0005 ? "almost 0" : Number(slope.toFixed(3))}`;
}
