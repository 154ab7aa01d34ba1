// The layers of a network that have weights, each with the activation behind it: what a person can look at one by one.
import type { Recipe } from "crate";

export interface Stage {
  /** Its number in the recipe. */
  layer: number;
  kind: "dense" | "conv";
  /** Its neurons, or its filters. */
  count: number;
  /** Where its signals stand among the network's activations. */
  start: number;
  /** How many they are: a filter has one for each place it looks at. */
  width: number;
  /** It looks at the image itself. */
  isFirst: boolean;
  /** It gives the answer. */
  isLast: boolean;
}

/** @param widths of the image, then of each layer */
export function stagesOf({ layers }: Recipe, widths: ArrayLike<number>): Stage[] {
  const stages: Stage[] = [];
  let start = 0;
  let isOpen = false;
  layers.forEach((layer, i) => {
    if (layer.kind === "dense" || layer.kind === "conv") {
      const count = layer.kind === "dense" ? layer.units : layer.filters;
      stages.push({
        layer: i,
        kind: layer.kind,
        count,
        start,
        width: widths[i + 1],
        isFirst: stages.length === 0,
        isLast: false,
      });
      isOpen = true;
    } else if (layer.kind.endsWith("_pool")) isOpen = false;
    else if (isOpen) stages[stages.length - 1].start = start;
    start += widths[i + 1];
  });
  const last = stages.at(-1);
  if (last) last.isLast = true;
  return stages;
}

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
  return Float32Array.from({ length: stage.count }, (_, filter) =>
    mapOf(stage, values, filter).reduce((most, value) => Math.max(most, value)),
  );
}

/**
 * What one filter puts out, place by place.
 * @param values of the stage
 */
export const mapOf = ({ count }: Stage, values: Float32Array, filter: number) =>
  values.filter((_, i) => i % count === filter);

export const nameOf = ({ isLast }: Stage, i: number) => (isLast ? "The answer" : `Layer ${i + 1}`);

/** A neuron as it is called, from 1; those of the answer are digits. */
export const called = ({ isLast }: Stage, index: number) => (isLast ? index : index + 1);

export const loudest = (signals: ArrayLike<number>) =>
  Array.from(signals).reduce((best, value, i) => (value > signals[best] ? i : best), 0);
