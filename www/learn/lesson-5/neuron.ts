// The neuron of the lesson, 784 → 1 with a sigmoid, as the crate has it: what it adds up, and what it calls a drawing.
import type { Crate } from "../../engine/crate";
import { denseRecipe } from "../networks";
import { biasOf, BLANK, meanOf, PIXELS, withBias, type Stencil } from "./stencil";

export const RECIPE = denseRecipe({
  name: "stencil",
  inputs: PIXELS,
  units: [1],
  hidden: "sigmoid",
  last: "sigmoid",
  loss: "binary_cross_entropy",
  learningRate: 0.5,
});

/** 1 is for a 3, 0 for an 8. */
export const labelOf = (digit: number) => (digit === 3 ? 1 : 0);

/** What it calls a drawing; null at 0, on the border. */
export type Called = 3 | 8 | null;

export interface Evidence {
  /** Ink times weight, summed over the weights above 0, and over those below. */
  for: number;
  against: number;
  bias: number;
  /** All of it, as the crate adds it up. */
  sum: number;
  called: Called;
}

export function evidenceOf(crate: Crate, stencil: Stencil, image: Float32Array): Evidence {
  // Of a dense layer an activation is the sum, before the sigmoid.
  const sumWith = (weights: Stencil) => crate.networkWith(RECIPE, weights).activations(image)[0];
  const only = (sign: number) =>
    withBias(
      stencil.map((weight) => (weight * sign > 0 ? weight : 0)),
      0,
    );
  return {
    for: sumWith(only(1)),
    against: sumWith(only(-1)),
    bias: biasOf(stencil),
    sum: sumWith(stencil),
    called: calledAt(crate.networkWith(RECIPE, stencil).query(image)[0]),
  };
}

/** What it calls each of these images, which come one after the other. */
export const callsOf = (crate: Crate, stencil: Stencil, images: Float32Array): Called[] =>
  Array.from(crate.networkWith(RECIPE, stencil).query(images), calledAt);

const calledAt = (output: number): Called => (output === 0.5 ? null : output > 0.5 ? 3 : 8);

/** The mean 3 minus the mean 8, with the bias that puts the border between the two means. */
export function meanStencil(crate: Crate, threes: readonly Float32Array[], eights: readonly Float32Array[]): Stencil {
  const [three, eight] = [meanOf(threes), meanOf(eights)];
  const stencil = BLANK.slice();
  three.forEach((value, i) => (stencil[i] = value - eight[i]));
  const network = crate.networkWith(RECIPE, stencil);
  return withBias(stencil, -(network.activations(three)[0] + network.activations(eight)[0]) / 2);
}
