// The layers of a network that have weights, each with the activation behind it: what a person can look at one by one.
import type { RecipeDescription, Stage as Described } from "crate";

export interface Stage extends Described {
  /** It looks at the image itself. */
  isFirst: boolean;
  /** It gives the answer. */
  isLast: boolean;
}

export const stagesOf = ({ stages }: RecipeDescription): Stage[] =>
  stages.map((stage, i) => ({ ...stage, isFirst: i === 0, isLast: i === stages.length - 1 }));

/**
 * What a layer puts out.
 * @param activations of the network
 */
export const valuesOf = ({ start, width }: Stage, activations: Float32Array) =>
  activations.subarray(start, start + width);

/**
 * What each neuron puts out; of a filter, where it does so most.
 * @param activations of the network
 */
export function signalsOf(stage: Stage, activations: Float32Array) {
  const values = valuesOf(stage, activations);
  if (stage.kind === "dense") return values;
  return Float32Array.from({ length: stage.units }, (_, filter) =>
    mapOf(stage, values, filter).reduce((most, value) => Math.max(most, value)),
  );
}

/**
 * What one filter puts out, place by place.
 * @param values of the stage
 */
export const mapOf = ({ units }: Stage, values: Float32Array, filter: number) =>
  values.filter((_, i) => i % units === filter);

export const nameOf = ({ isLast }: Stage, i: number) => (isLast ? "The answer" : `Layer ${i + 1}`);

/** A neuron as it is called, from 1; those of the answer are digits. */
export const called = ({ isLast }: Stage, index: number) => (isLast ? index : index + 1);

export const loudest = (signals: ArrayLike<number>) =>
  Array.from(signals).reduce((best, value, i) => (value > signals[best] ? i : best), 0);
