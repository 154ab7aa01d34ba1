// Two networks with two weights each, whose losses can be drawn as maps: one neuron, and two neurons one behind the other.
import type { Recipe } from "crate";
import { denseRecipe } from "../networks";
import { SPAN, type Features } from "./features";

export type Point = readonly [across: number, up: number];
export type Kind = "one" | "two";

interface Landscape {
  recipe: Recipe;
  /** Which of the features it gets, both in 0..1. */
  inputs: (features: Features) => readonly number[];
  /** The map's edges, the same both ways. */
  low: number;
  high: number;
  /** Where the marble lies first. */
  start: Point;
  /** What the weights belong to. */
  across: string;
  up: string;
}

const range = [-SPAN, SPAN] as const;
const loss = "binary_cross_entropy";
const biases = null;

export const LANDSCAPES: Readonly<Record<Kind, Landscape>> = {
  one: {
    recipe: denseRecipe({
      name: "lesson 7, a neuron",
      inputs: 2,
      units: [1],
      hidden: "relu",
      last: "sigmoid",
      loss,
      biases,
      range,
    }),
    inputs: (features) => features,
    low: -2,
    high: 4,
    start: [-1.5, 3.2],
    across: "ink upper left",
    up: "ink lower left",
  },
  two: {
    recipe: denseRecipe({
      name: "lesson 7, two neurons",
      inputs: 1,
      units: [1, 1],
      hidden: "relu",
      last: "sigmoid",
      loss,
      biases,
      range,
    }),
    inputs: ([, lower]) => [lower],
    low: -2.5,
    high: 2.5,
    start: [-0.5, -2],
    across: "first neuron",
    up: "second neuron",
  },
};

/** Learns by plain gradient descent at this rate. */
export const atRate = (recipe: Recipe, rate: number): Recipe => ({
  ...recipe,
  optimizer: { kind: "sgd", learning_rate: rate },
});

export const isOutside = (kind: Kind, point: Point) =>
  point.some((weight) => weight < LANDSCAPES[kind].low || weight > LANDSCAPES[kind].high);

/** The nearest place on the map, in whole steps. */
export function onMap(kind: Kind, point: Point): Point {
  const { low, high } = LANDSCAPES[kind];
  const near = (weight: number) => Math.min(high, Math.max(low, Math.round(weight * 20) / 20));
  return [near(point[0]), near(point[1])];
}

/** Places on the map from its lower left corner, row by row: [side × side, 2]. */
export function gridOf(kind: Kind, side: number) {
  const { low, high } = LANDSCAPES[kind];
  const at = (i: number) => low + ((high - low) * i) / (side - 1);
  return Float32Array.from({ length: 2 * side * side }, (_, i) =>
    at(i % 2 ? Math.floor(i / 2 / side) : (i >> 1) % side),
  );
}
