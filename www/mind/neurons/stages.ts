// The layers of a network in words and in order of activation.
import { mapOf, valuesOf, type Stage } from "../../engine/stages";

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

export const nameOf = ({ isLast }: Stage, i: number) => (isLast ? "The answer" : `Layer ${i + 1}`);

/** A neuron’s label: counted from 1; those of the answer are digits. */
export const labelOf = ({ isLast }: Stage, index: number) => (isLast ? index : index + 1);

/** What its neurons are called. */
export const nounOf = ({ isLast, kind }: Stage) => (isLast ? "digit" : kind === "conv" ? "filter" : "neuron");

/** Neurons in the order in which they are shown: the most active first, or as they come where nothing is known. */
export function orderOf({ units }: Stage, signals: Float32Array | null) {
  const all = Array.from({ length: units }, (_, index) => index);
  return signals ? all.sort((a, b) => signals[b] - signals[a]) : all;
}

export const mostActive = (signals: ArrayLike<number>) =>
  Array.from(signals).reduce((best, value, i) => (value > signals[best] ? i : best), 0);
