// The jobs that a device is measured at, and what each asks of it.
import type { LayerRecipe as Layer, Recipe } from "crate";

export type Job = { name: string; kind: "train" | "query"; recipe: Recipe; unit: "images/s" | "ms" };

const begin = { weights: { kind: "glorot" } as const, biases: { kind: "zero" } as const };

const convolving = (filters: number): Layer[] => [
  { kind: "conv", filters, kernel: 5, ...begin },
  { kind: "activation", function: "relu" },
  { kind: "max_pool", size: 2, stride: 2 },
];

const CONVOLUTIONAL: Omit<Recipe, "batch_size" | "epochs"> = {
  name: "convolutional",
  input_range: { low: 0, high: 1 },
  layers: [
    ...convolving(8),
    ...convolving(16),
    { kind: "dense", units: 10, ...begin },
    { kind: "activation", function: "softmax" },
  ],
  loss: "cross_entropy",
  targets: { low: 0, high: 1 },
  optimizer: { kind: "adam", learning_rate: 0.001 },
};

/** Longer than anything is measured. */
const EPOCHS = 1000;

/** @param recipes those that have names */
export function jobsOf(recipes: Recipe[]): Job[] {
  const named = (wanted: string) => {
    const recipe = recipes.find(({ name }) => name === wanted);
    if (!recipe) throw new Error(`there is no recipe ${wanted}`);
    return recipe;
  };
  const training = (name: string, recipe: Omit<Recipe, "batch_size" | "epochs">, batch_size: number): Job => ({
    name,
    kind: "train",
    recipe: { ...recipe, batch_size, epochs: EPOCHS },
    unit: "images/s",
  });
  return [
    training("Training keras-mlp, batch 128", named("keras-mlp"), 128),
    training("Training symon, one image at a time", named("symon"), 1),
    training("Training symon, batch 32", named("symon"), 32),
    training("Training a convolutional network, batch 128", CONVOLUTIONAL, 128),
    { name: "One query of keras-mlp", kind: "query", recipe: named("keras-mlp"), unit: "ms" },
  ];
}
