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
 * What one filter puts out, place by place.
 * @param values of the stage
 */
export const mapOf = ({ units }: Stage, values: Float32Array, filter: number) =>
  values.filter((_, i) => i % units === filter);
