// The networks that lessons build: dense ones, as recipes of the crate, which the page's own thread can ask.
import { crate } from "../store/program";
import type { ActivationFunction, Initialisation, LayerRecipe, Loss, Recipe } from "crate";

export interface DenseNetwork {
  name: string;
  inputs: number;
  /** Units of each dense layer, the outputs last. */
  units: readonly number[];
  /** Behind each dense layer but the last. */
  hidden: ActivationFunction;
  /** Behind the last dense layer. */
  last: ActivationFunction;
  loss: Loss;
  learningRate?: number;
  weights?: Initialisation;
  /** Null: the layers have none. */
  biases?: Initialisation | null;
  /** What 0 and 1 of an input become. */
  range?: readonly [low: number, high: number];
}

/** A recipe for plain gradient descent. */
export function denseRecipe(network: DenseNetwork): Recipe {
  const { name, inputs, units, hidden, last, loss } = network;
  const { learningRate = 1, weights = { kind: "zero" }, biases = { kind: "zero" }, range = [0, 1] } = network;
  const layers = units.flatMap((count, i): LayerRecipe[] => [
    { kind: "dense", units: count, weights, ...(biases && { biases }) },
    { kind: "activation", function: i + 1 < units.length ? hidden : last },
  ]);
  return {
    name,
    inputs,
    input_range: { low: range[0], high: range[1] },
    layers,
    loss,
    targets: { low: 0, high: 1 },
    optimizer: { kind: "sgd", learning_rate: learningRate },
    batch_size: 1,
    epochs: 1,
  };
}

/** That of lessons 8 and 9: two inputs, three hidden neurons and two outputs can learn XOR. */
export const xorRecipe = (range?: DenseNetwork["range"]) =>
  denseRecipe({
    name: "xor",
    inputs: 2,
    units: [3, 2],
    hidden: "sigmoid",
    last: "sigmoid",
    loss: "squared_error",
    learningRate: 5,
    weights: { kind: "normal_by_fan_in" },
    biases: { kind: "normal_by_fan_in" },
    range,
  });

/** The crate's network of a recipe with these weights, until it is asked for with others; null until the crate is here. */
export const networkOf = (recipe: Recipe, weights: Float32Array) => crate.value?.networkWith(recipe, weights) ?? null;
