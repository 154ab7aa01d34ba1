// Model files of networks without a hidden layer, of any shape: as the crate writes them, with all weights 0.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @typedef {{ inputs?: number, outputs?: number, last?: "softmax" | "sigmoid" | "identity" | "relu" }} Shape last: of the activations, or none */

/** @param {Shape} shape */
export function recipeOf({ inputs = 784, outputs = 10, last = "softmax" }) {
  const weights = { kind: "zero" };
  return {
    name: "of another shape",
    inputs,
    input_range: { low: 0, high: 1 },
    layers: [
      { kind: "dense", units: outputs, weights },
      { kind: "activation", function: last },
    ],
    loss: last === "softmax" ? "cross_entropy" : "squared_error",
    targets: { low: 0, high: 1 },
    optimizer: { kind: "sgd", learning_rate: 0.1 },
    batch_size: 32,
    epochs: 3,
  };
}

/** A safetensors file: the length of its header, the header, then the numbers. @param {Shape} shape */
export function modelOf(shape) {
  const { inputs, layers } = recipeOf(shape);
  const neuroglyph = JSON.stringify({ version: 1, recipe: recipeOf(shape), seed: 1 });
  const weight = Buffer.alloc(4 * inputs * layers[0].units);
  const tensor = { dtype: "F32", shape: [inputs, layers[0].units], data_offsets: [0, weight.length] };
  const header = Buffer.from(JSON.stringify({ __metadata__: { neuroglyph }, "layers.0.weight": tensor }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, weight]);
}

/** The same in a file on this machine, for as long as its temporary files last. @param {string} name @param {Shape} shape */
export async function writeModel(name, shape) {
  const path = join(await mkdtemp(join(tmpdir(), "neuroglyph-")), name);
  await writeFile(path, modelOf(shape));
  return path;
}
