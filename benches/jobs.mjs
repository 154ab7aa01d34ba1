// The jobs that everybody is measured at, one after the other. Training: samples a second, with shuffling and the way
// from bytes to floats. A query: milliseconds.

const glorot = { weights: { kind: "glorot" }, biases: { kind: "zero" } };
const conv = (filters) => ({ kind: "conv", filters, kernel: 5, ...glorot });
const pool = { kind: "max_pool", size: 2, stride: 2 };
const activation = (name) => ({ kind: "activation", function: name });

const CNN = {
  name: "cnn",
  input_range: { low: 0, high: 1 },
  layers: [
    ...[conv(8), activation("relu"), pool],
    ...[conv(16), activation("relu"), pool],
    ...[{ kind: "dense", units: 10, ...glorot }, activation("softmax")],
  ],
  loss: "cross_entropy",
  targets: { low: 0, high: 1 },
  optimizer: { kind: "adam", learning_rate: 0.001 },
};

/**
 * @typedef {object} Job
 * @property {string} job
 * @property {"train" | "query"} kind
 * @property {any} recipe
 * @property {string} unit
 */

/** @param {any[]} recipes those that have names @returns {Job[]} */
export function jobsOf(recipes) {
  const named = (name) => recipes.find((recipe) => recipe.name === name);
  const training = (job, recipe, batch_size) =>
    ({ job, kind: "train", recipe: { ...recipe, batch_size, epochs: 100 }, unit: "samples/s" });
  return [
    training("J1: training keras-mlp, batch 128", named("keras-mlp"), 128),
    training("J2: training symon, batch 1", named("symon"), 1),
    training("J2: training symon, batch 32", named("symon"), 32),
    training("J3: training a CNN, batch 128", CNN, 128),
    { job: "J4: one query of keras-mlp", kind: "query", recipe: named("keras-mlp"), unit: "ms" },
  ];
}
