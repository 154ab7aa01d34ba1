// The jobs that a device is measured at, and what each asks of it.

/** @typedef {import("../../target/glue/neuroglyph.js").Recipe} Recipe */
/** @typedef {import("../../target/glue/neuroglyph.js").LayerRecipe} Layer */
/** @typedef {{ name: string, kind: "train" | "query", recipe: Recipe, unit: "images/s" | "ms" }} Job */

const begin = { weights: /** @type {const} */ ({ kind: "glorot" }), biases: /** @type {const} */ ({ kind: "zero" }) };

/** @param {number} filters @returns {Layer[]} */
const convolving = (filters) => [
  { kind: "conv", filters, kernel: 5, ...begin },
  { kind: "activation", function: "relu" },
  { kind: "max_pool", size: 2, stride: 2 },
];

/** @type {Omit<Recipe, "batch_size" | "epochs">} */
const CONVOLUTIONAL = {
  name: "convolutional",
  input_range: { low: 0, high: 1 },
  layers: [...convolving(8), ...convolving(16), { kind: "dense", units: 10, ...begin }, { kind: "activation", function: "softmax" }],
  loss: "cross_entropy",
  targets: { low: 0, high: 1 },
  optimizer: { kind: "adam", learning_rate: 0.001 },
};

/** Longer than anything is measured. */
const EPOCHS = 1000;

/** @param {Recipe[]} recipes those that have names @returns {Job[]} */
export function jobsOf(recipes) {
  const named = (/** @type {string} */ wanted) => {
    const recipe = recipes.find(({ name }) => name === wanted);
    if (!recipe) throw new Error(`there is no recipe ${wanted}`);
    return recipe;
  };
  /** @param {string} name @param {Omit<Recipe, "batch_size" | "epochs">} recipe @param {number} batch_size @returns {Job} */
  const training = (name, recipe, batch_size) => ({ name, kind: "train", recipe: { ...recipe, batch_size, epochs: EPOCHS }, unit: "images/s" });
  return [
    training("Training keras-mlp, batch 128", named("keras-mlp"), 128),
    training("Training symon, one image at a time", named("symon"), 1),
    training("Training symon, batch 32", named("symon"), 32),
    training("Training a convolutional network, batch 128", CONVOLUTIONAL, 128),
    { name: "One query of keras-mlp", kind: "query", recipe: named("keras-mlp"), unit: "ms" },
  ];
}

/**
 * Floating-point operations for one image, a product and its sum being two: forwards; and of a training also the
 * gradients of all weights, and of all values but the image's.
 * @param {Job} job @param {ArrayLike<number>} widths of the image, then of what each layer puts out
 */
export function flopsOf({ kind, recipe }, widths) {
  let channels = 1;
  const products = recipe.layers.flatMap((layer, i) => {
    if (layer.kind === "dense") return [widths[i] * widths[i + 1]];
    if (layer.kind !== "conv") return [];
    const window = layer.kernel ** 2 * channels;
    channels = layer.filters;
    return [window * widths[i + 1]];
  });
  const all = products.reduce((sum, count) => sum + count, 0);
  return 2 * (kind === "query" ? all : 3 * all - products[0]);
}
