// The layers of a network that have weights, each with the activation behind it: what a person can look at one by one.

/** @typedef {import("./recipe.js").Recipe} Recipe */
/**
 * @typedef {object} Stage
 * @property {number} layer its number in the recipe
 * @property {"dense" | "conv"} kind
 * @property {number} count its neurons, or its filters
 * @property {number} start where its signals stand among the network's activations
 * @property {number} width how many they are: a filter has one for each place it looks at
 * @property {boolean} isFirst it looks at the image itself
 * @property {boolean} isLast it gives the answer
 */

/** @param {Recipe} recipe @param {ArrayLike<number>} widths of the image, then of each layer @returns {Stage[]} */
export function stagesOf({ layers }, widths) {
  /** @type {Stage[]} */
  const stages = [];
  let start = 0;
  let isOpen = false;
  layers.forEach((layer, i) => {
    if (layer.kind === "dense" || layer.kind === "conv") {
      const count = layer.kind === "dense" ? layer.units : layer.filters;
      stages.push({ layer: i, kind: layer.kind, count, start, width: widths[i + 1], isFirst: stages.length === 0, isLast: false });
      isOpen = true;
    } else if (layer.kind.endsWith("_pool")) isOpen = false;
    else if (isOpen) stages[stages.length - 1].start = start;
    start += widths[i + 1];
  });
  const last = stages.at(-1);
  if (last) last.isLast = true;
  return stages;
}

/** What a layer puts out. @param {Stage} stage @param {Float32Array} activations of the network */
export const valuesOf = ({ start, width }, activations) => activations.subarray(start, start + width);

/** What each neuron puts out; of a filter, where it does so most. @param {Stage} stage @param {Float32Array} activations of the network */
export function signalsOf(stage, activations) {
  const values = valuesOf(stage, activations);
  if (stage.kind === "dense") return values;
  return Float32Array.from({ length: stage.count }, (_, filter) => mapOf(stage, values, filter).reduce((most, value) => Math.max(most, value)));
}

/** What one filter puts out, place by place. @param {Stage} stage @param {Float32Array} values of the stage @param {number} filter */
export const mapOf = ({ count }, values, filter) => values.filter((_, i) => i % count === filter);

/** @param {Stage} stage @param {number} i */
export const nameOf = ({ isLast }, i) => (isLast ? "The answer" : `Layer ${i + 1}`);

/** A neuron as it is called, from 1; those of the answer are digits. @param {Stage} stage @param {number} index */
export const called = ({ isLast }, index) => (isLast ? index : index + 1);

/** @param {ArrayLike<number>} signals */
export const loudest = (signals) => Array.from(signals).reduce((best, value, i) => (value > signals[best] ? i : best), 0);
