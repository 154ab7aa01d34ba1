// The neuron of lesson 4: two inputs, A and B, a sum, and behind it a step or a sigmoid. It is to learn OR.
import { denseRecipe, networkOf } from "../networks";
import type { Recipe } from "crate";

export const BENDS = ["step", "sigmoid"] as const;
export type Bend = (typeof BENDS)[number];

/** What can be set by hand. Both neurons have these weights; that of B stays. */
export interface NeuronSettings {
  /** Of A. */
  weight: number;
  bias: number;
  /** All three are multiplied by it, which leaves a step as it is. */
  steepness: number;
}

export const START: NeuronSettings = { weight: 3, bias: -5, steepness: 1 };
export const NUDGE = 0.01;
export const STEEPNESSES = [1, 2, 4, 8, 16, 32] as const;
export const LIMITS = { weight: { min: -4, max: 6 }, bias: { min: -8, max: 4, step: 0.1 } } as const;
const WEIGHT_OF_B = 1.5;
/** So near to 0 a thumb means 0. */
const MIDDLE = 0.3;

/** The four cases, and what OR says of each. */
export const CASES = [
  { name: "neither", image: Float32Array.of(0, 0), label: 0 },
  { name: "B alone", image: Float32Array.of(0, 1), label: 1 },
  { name: "A alone", image: Float32Array.of(1, 0), label: 1 },
  { name: "both", image: Float32Array.of(1, 1), label: 1 },
] as const;
/** The case whose dot is under the thumb. */
export const A_ALONE = 2;

export const RECIPES: Readonly<Record<Bend, Recipe>> = { step: recipeOf("step"), sigmoid: recipeOf("sigmoid") };

function recipeOf(bend: Bend) {
  const name = `OR by a ${bend}`;
  return denseRecipe({
    name,
    inputs: 2,
    units: [1],
    hidden: bend,
    last: bend,
    loss: "squared_error",
    learningRate: 1,
  });
}

export const weightsOf = ({ weight, bias, steepness }: NeuronSettings) =>
  Float32Array.of(weight, WEIGHT_OF_B, bias).map((value) => value * steepness);

/** The weight of A one nudge up or down, as far as it goes; in whole nudges. */
export function nudged(settings: NeuronSettings, by: 1 | -1): NeuronSettings {
  const weight = Math.round(settings.weight / NUDGE + by) / Math.round(1 / NUDGE);
  return { ...settings, weight: clamp(weight, LIMITS.weight) };
}

/** The bias with which A alone adds up to this, as near as its slider comes. */
export function biasFor(settings: NeuronSettings, sum: number): NeuronSettings {
  const wanted = Math.abs(sum) < MIDDLE ? 0 : sum;
  const perUnit = Math.round(1 / LIMITS.bias.step);
  return { ...settings, bias: clamp(Math.round((wanted - settings.weight) * perUnit) / perUnit, LIMITS.bias) };
}

const clamp = (value: number, { min, max }: { min: number; max: number }) => Math.min(max, Math.max(min, value));

export interface Answer {
  /** Without the steepness. */
  sum: number;
  value: number;
}

/** The neuron's answers in the four cases; none until the crate is here. */
export function answersOf(bend: Bend, weights: Float32Array, steepness: number): Answer[] {
  const network = networkOf(RECIPES[bend], weights);
  if (!network) return [];
  return CASES.map(({ image }) => {
    const [sum, value] = network.activations(image);
    return { sum: sum / steepness, value };
  });
}

/** The cases in which the answer is on the wrong side of a half. */
export const wrongOf = (answers: readonly Answer[]) =>
  CASES.flatMap(({ label }, i) => (answers[i] && answers[i].value > 0.5 === (label === 1) ? [] : [i]));

/** How far its answer to A alone moves with one nudge more; 0 until the crate is here. */
export function moveOf(bend: Bend, weights: Float32Array, steepness: number) {
  const [weight, ...others] = weights;
  const after = Float32Array.of(weight + NUDGE * steepness, ...others);
  const answer = (at: Float32Array) => answersOf(bend, at, steepness)[A_ALONE]?.value ?? 0;
  return answer(after) - answer(weights);
}

/** A change in words: "+0.0011". */
export function moveWords(move: number) {
  const size = Math.abs(move);
  if (size === 0) return "0";
  if (size < 0.00005) return "almost 0";
  return `${move > 0 ? "+" : "−"}${size === 1 ? "1" : size.toFixed(4)}`;
}

/** An answer in words, which is 0 or 1 only where it is that. */
export function answerWords(value: number) {
  if (value === 0 || value === 1) return String(value);
  if (value < 0.0005) return "almost 0";
  return value > 0.9995 ? "almost 1" : value.toFixed(3);
}
