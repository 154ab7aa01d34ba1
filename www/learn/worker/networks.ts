// What is asked of a network that a lesson built, in the worker.
import type { Recipe } from "crate";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Evaluations, Requests } from "./protocol";

type Network = InstanceType<Glue["Network"]>;

export const initialise = (glue: Glue, { recipe, seed }: Requests["initialise"][0]) =>
  withNetwork(glue, recipe, seed, (network) => ({ weights: network.weights() }));

export function evaluate(glue: Glue, { recipe, weights, examples }: Requests["evaluate"][0]): Evaluations {
  return withNetwork(glue, recipe, 0, (network) => {
    const size = network.weights().length;
    const networks = weights.length / size;
    const losses = new Float64Array(networks);
    const accuracies = new Float64Array(networks);
    for (let i = 0; i < networks; i++) {
      network.set_weights(weights.subarray(i * size, (i + 1) * size));
      const { loss, accuracy } = network.evaluate(examples.images, examples.labels);
      losses[i] = loss;
      accuracies[i] = accuracy;
    }
    return { losses, accuracies };
  });
}

export const gradients = (glue: Glue, { recipe, weights, examples, rule }: Requests["gradients"][0]) =>
  withNetwork(glue, recipe, 0, (network) => {
    network.set_weights(weights);
    const { images, labels } = examples;
    return { gradients: rule ? network.gradients_by(rule, images, labels) : network.gradients(images, labels) };
  });

export const inversion = (glue: Glue, { recipe, weights, digits }: Requests["inversion"][0]) =>
  withNetwork(glue, recipe, 0, (network) => {
    network.set_weights(weights);
    return { traces: digits.map((digit) => network.inversion_trace(digit)) };
  });

/** A network of this recipe, as long as it is asked. */
export function withNetwork<T>(glue: Glue, recipe: Recipe, seed: number, ask: (network: Network) => T): T {
  const network = new glue.Network(recipe, seed);
  try {
    return ask(network);
  } finally {
    network.free();
  }
}
