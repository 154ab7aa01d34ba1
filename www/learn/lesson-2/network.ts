// Lesson 2's neuron as a network of the crate: two inputs, one output with a step.
import type { Network } from "../../engine/networks";
import { denseRecipe } from "../networks";
import { CASES, type Neuron, type Results } from "./neuron";

export const RECIPE = denseRecipe({
  name: "Lesson 2",
  inputs: 2,
  units: [1],
  hidden: "step",
  last: "step",
  loss: "squared_error",
});

export const weightsOf = ({ first, second, bias }: Neuron) => Float32Array.of(first, second, bias);

export const resultsOf = (network: Network): Results =>
  CASES.map(({ first, second }) => {
    const [sum, output] = network.activations(Float32Array.of(Number(first), Number(second)));
    return { sum, goes: output === 1 };
  });
