// MNIST's test images in the worker, and what they say of a network.
import { turn } from "../lib/turn.js";
import { ImageSet, isCached } from "../trainer/image-set.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {import("./protocol.js").Requests} Requests */
/** @typedef {import("./twin.js").Network} Network */
/** @typedef {(received: number) => void} Arrived bytes over the network */

/** Images in a portion: some 25 ms, so that everything else is heard in between. */
const PART = 500;

export class Exam {
  #glue;
  #twin;
  #folder;
  #arrived;
  /** @type {import("../trainer/image-set.js").Dataset | null} */
  #images = null;

  /** @param {Glue} glue @param {import("./twin.js").Twin} twin @param {string} folder of the images @param {Arrived} arrived */
  constructor(glue, twin, folder, arrived) {
    this.#glue = glue;
    this.#twin = twin;
    this.#folder = folder;
    this.#arrived = arrived;
  }

  /** @param {Requests["load"][0]} how @returns {Promise<boolean>} */
  async load({ from }) {
    if (this.#images) return true;
    if (from === "cache" && !(await isCached(this.#folder, "t10k"))) return false;
    const received = new Map();
    const set = new ImageSet(this.#glue.Dataset.mnist_test(), this.#folder, "t10k", (name, bytes) => {
      received.set(name, bytes);
      this.#arrived([...received.values()].reduce((a, b) => a + b));
    });
    await set.load(from === "server, past every cache");
    this.#images = set.dataset;
    return true;
  }

  /** @param {Requests["examine"][0]} exam @returns {Promise<import("./protocol.js").Examined>} */
  async examine(exam) {
    const { labels } = this.#here;
    const outputs = "outputs" in exam ? exam.outputs : await this.#query(this.#twin.of(exam.snapshot));
    return { ...this.#glue.examine(outputs, labels), labels };
  }

  /** The share of the test images that a network reads right. @param {Network} network that nothing changes meanwhile @param {(share: number) => void} tell how much is done */
  async accuracy(network, tell) {
    return this.#glue.examine(await this.#query(network, tell), this.#here.labels).accuracy;
  }

  /** @param {Requests["images"][0]} asked @returns {Uint8Array} */
  pictures({ indices }) {
    const pixels = new Uint8Array(784 * indices.length);
    indices.forEach((index, i) => pixels.set(this.#here.image(index), 784 * i));
    return pixels;
  }

  /** @param {Network} network @param {(share: number) => void} [tell] */
  async #query(network, tell = () => {}) {
    const images = this.#here;
    const outputs = new Float32Array(10 * images.length);
    for (let start = 0; start < images.length; start += PART) {
      outputs.set(network.query_dataset(images, start, Math.min(start + PART, images.length)), 10 * start);
      tell(start / images.length);
      await turn();
    }
    return outputs;
  }

  get #here() {
    if (!this.#images) throw new Error("the test images are not here");
    return this.#images;
  }
}
