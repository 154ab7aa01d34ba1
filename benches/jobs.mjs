// The jobs, one after the other. Products of a step of J1: floating-point operations a second, a multiply-add being two.
// Training: samples a second, with shuffling and the way from bytes to floats. A query: milliseconds.

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

/** The multiply-adds of keras-mlp: forwards and for the weights in every layer, for the inputs in all but the first; those
 * with 0, which are passed over, among them. */
const WEIGHTS = [784 * 512, 512 * 512, 512 * 10];
const J1_FLOPS = 2 * (3 * WEIGHTS.reduce((sum, size) => sum + size) - WEIGHTS[0]);

/**
 * @typedef {object} Job
 * @property {string} job
 * @property {"multiply" | "train" | "query"} kind
 * @property {string} unit
 * @property {any} [recipe]
 * @property {boolean} [isOurs] what the peers do not have
 * @property {string} [plain] the job that this one augments, with which it is measured by turns
 * @property {number} [product] which of benches/kernels
 * @property {number} [flops] of one unit: what the register peak is told by
 */

/** @param {any[]} recipes those that have names @returns {Job[]} */
export function jobsOf(recipes) {
  const named = (name) => recipes.find((recipe) => recipe.name === name);
  const multiplying = (job, product) => ({ job, kind: "multiply", product, flops: 1e9, unit: "GFLOP/s" });
  const training = (job, recipe, batch_size, flops) => ({
    job,
    kind: "train",
    recipe: { ...recipe, batch_size, epochs: 100 },
    flops,
    unit: "samples/s",
  });
  const ours = (job) => ({ ...job, isOurs: true });
  /** A recipe without augmentation, and with another's. */
  const augmented = (recipe, other) => {
    const plain = ours(training(`augmentation: training ${recipe.name} without`, { ...recipe, augmentation: {} }, 128));
    const job = `augmentation: training ${recipe.name} with ${other.name}'s`;
    return [plain, { ...ours(training(job, { ...recipe, augmentation: other.augmentation }, 128)), plain: plain.job }];
  };
  return [
    multiplying("J1's products, forward", 0),
    multiplying("J1's products, gradients by the inputs", 1),
    multiplying("J1's products, gradients by the weights", 2),
    training("J1: training keras-mlp, batch 128", named("keras-mlp"), 128, J1_FLOPS),
    training("J2: training symon, batch 1", named("symon"), 1),
    training("J2: training symon, batch 32", named("symon"), 32),
    training("J3: training a CNN, batch 128", CNN, 128),
    { job: "J4: one query of keras-mlp", kind: "query", recipe: named("keras-mlp"), unit: "ms" },
    ...augmented(named("keras-mlp"), named("reader")),
    ...augmented(named("convnet"), named("convnet")),
    ours({ job: "reader: one query", kind: "query", recipe: named("reader"), unit: "ms" }),
  ];
}
