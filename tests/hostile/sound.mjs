// What a call needs to be answered: objects that live, and an argument for each parameter's name.

/** A network of which everything can be asked: the inversion and the rules of credit assignment are for sigmoids. */
export const RECIPE = {
  name: "small",
  input_range: { low: 0, high: 1 },
  layers: [
    { kind: "dense", units: 10, weights: { kind: "normal", deviation: 0.1 }, biases: { kind: "zero" } },
    { kind: "activation", function: "sigmoid" },
  ],
  loss: "squared_error",
  targets: { low: 0, high: 1 },
  optimizer: { kind: "sgd", learning_rate: 0.01 },
  augmentation: { shift_pixels: 1 },
  batch_size: 10,
  epochs: 1000,
};

export const IMAGE = Float32Array.from({ length: 784 }, (_, pixel) => (pixel % 28 === 14 ? 1 : 0));
const EXAMPLES = 20;
const BYTES = new Uint8Array(784 * EXAMPLES).map((_, pixel) => pixel % 251);
const LABELS = Uint8Array.from({ length: EXAMPLES }, (_, index) => index % 10);

/** Makes objects of a class anew where one was freed. @param {Record<string, any>} module */
export class Objects {
  #module;
  /** @type {Map<string, any>} */
  #live = new Map();

  /** @param {Record<string, any>} module */
  constructor(module) {
    this.#module = module;
  }

  /** @param {string} owner @returns {any} */
  of(owner) {
    if (!this.#live.has(owner)) this.#live.set(owner, this.make(owner));
    return this.#live.get(owner);
  }

  /** @param {string} owner */
  free(owner) {
    this.#live.get(owner)?.free();
    this.forget(owner);
  }

  /** It is being freed. @param {string} owner */
  forget(owner) {
    this.#live.delete(owner);
  }

  /** @param {string} owner @returns {any} */
  make(owner) {
    const { Network, Dataset, Training, FineTuning } = this.#module;
    if (owner === "Network") return new Network(RECIPE, 1);
    if (owner === "Training") return new Training(RECIPE, this.of("Dataset"), 1);
    if (owner === "GradientAscent") return this.of("Network").gradient_ascent({ steps: 20 });
    if (owner === "FineTuning") return new FineTuning(this.of("Network"), IMAGE, Uint8Array.of(1), 1);
    if (owner !== "Dataset") throw new Error(`how is a ${owner} made? Say it in tests/hostile/sound.mjs`);
    const dataset = new Dataset();
    dataset.push_images(Uint8Array.from([0, 0, 8, 3, 0, 0, 0, EXAMPLES, 0, 0, 0, 28, 0, 0, 0, 28]));
    dataset.push_labels(Uint8Array.from([0, 0, 8, 1, 0, 0, 0, EXAMPLES]));
    dataset.push_images(BYTES);
    dataset.push_labels(LABELS);
    return dataset;
  }
}

/** What a parameter of this name takes, or that of one call. @param {Objects} objects @returns {Record<string, () => any>} */
export function soundValues(objects) {
  const always = (/** @type {any} */ value) => () => value;
  const run = () => objects.of("Training").to_bytes();
  return {
    augmentation: () => ({ ...RECIPE.augmentation }),
    bytes: () => objects.of("Network").to_safetensors(),
    "Training.from_bytes bytes": run,
    "Dataset.prototype.push_images bytes": always(new Uint8Array()),
    "Dataset.prototype.push_labels bytes": always(new Uint8Array()),
    count: always(3),
    dataset: () => objects.of("Dataset"),
    digit: always(3),
    drawings: always(BYTES),
    end: always(3),
    example: always(7),
    flat: () => objects.of("Network").weights(),
    height: always(4),
    image: always(IMAGE),
    images: always(BYTES),
    "describe images": always(1_000),
    index: always(2),
    label: always(3),
    labels: always(LABELS),
    layer: always(0),
    max_steps: always(1),
    network: () => objects.of("Network"),
    options: () => ({ method: "gradient", steps: 1, seed: 2, start: "grey" }),
    pen_width: always(3),
    outputs: always(new Float32Array(10 * EXAMPLES).fill(0.1)),
    rate: always(0.1),
    recipe: () => structuredClone(RECIPE),
    settings: () => ({ hidden_layers: [9], dropout: 0.2 }),
    rehearsal: () => objects.of("Dataset"),
    rule: always("swapped"),
    rgba: always(new Uint8ClampedArray(4 * 4 * 4).fill(200, 8, 24)),
    seed: always(5),
    start: always(1),
    steps: always(10),
    threads: always(2),
    stroke_ends: always(Uint32Array.of(3)),
    style: always(1),
    width: always(4),
    xy: always(Float32Array.of(0, 0, 3, 4, 5, 9)),
  };
}
