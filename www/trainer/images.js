// Both of MNIST's sets, on their way at once.
import { ImageSet } from "./image-set.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {import("./image-set.js").Dataset} Dataset */

export class Images {
  #sets;
  /** Bytes received, by file. @type {Map<string, number>} */
  #received = new Map();
  /** All of them are here and right. */
  isComplete = false;

  /**
   * @param {Glue} glue
   * @param {string} folder where the files are
   * @param {(received: number) => void} arrived bytes over the network; called for every piece
   */
  constructor({ Dataset }, folder, arrived) {
    const count = (/** @type {string} */ name, /** @type {number} */ received) => {
      this.#received.set(name, received);
      arrived([...this.#received.values()].reduce((a, b) => a + b));
    };
    this.training = Dataset.mnist_training();
    this.test = Dataset.mnist_test();
    this.#sets = [
      new ImageSet(this.training, folder, "train", count),
      new ImageSet(this.test, folder, "t10k", count),
    ];
  }

  /** Resolves when all are here and right. @param {boolean} fresh past every cache */
  async load(fresh) {
    await Promise.all(this.#sets.map((set) => set.load(fresh)));
    this.isComplete = true;
  }
}
