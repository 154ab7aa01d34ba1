// What MNIST's test images say of the network that the page shows: asked for once they are here, and after each epoch.
// A network that learns is not examined twice: the worker that trains it has read the images, and tells its outputs.
import { messageOf } from "../lib/message.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("./protocol.js").Examined} Examined */
/**
 * @typedef {object} Subject a network as it was at one moment
 * @property {object} moment what makes it this one: a reader, or what it made of the images
 * @property {import("./protocol.js").Recipe} recipe
 * @property {string} when
 * @property {boolean} isLearning
 * @property {() => { exam: import("./protocol.js").Requests["examine"][0], transfer: Transferable[] }} ask
 */

export class Errors {
  #bridge;
  #changed;
  /** @type {Subject | null} */
  #subject = null;
  #isBusy = false;
  /** By index. @type {Map<number, Float32Array | null>} */
  #pictures = new Map();
  /** Of the run, when the cache was last looked into. */
  #tests = 0;
  /** @type {"unknown" | "looked for" | "absent" | "arriving" | "here" | "lost"} */
  images = "unknown";
  /** Bytes of them. */
  received = 0;
  fault = "";
  /** @type {(Examined & { subject: Subject }) | null} */
  examined = null;

  /** @param {import("../mind.js").MindBridge} bridge @param {() => void} changed */
  constructor(bridge, changed) {
    this.#bridge = bridge;
    this.#changed = changed;
  }

  /** The network of `examined` is the one that the page shows. */
  get isCurrent() {
    return this.examined !== null && this.examined.subject.moment === this.#subject?.moment;
  }

  get isLearning() {
    return this.#subject?.isLearning === true;
  }

  /** @param {Shown} shown */
  update(shown) {
    this.#subject = subjectOf(shown);
    // A run that has been tested has fetched them.
    const tests = shown.run?.tests.length ?? 0;
    if (this.images === "unknown" || (this.images === "absent" && tests > 0 && tests !== this.#tests)) this.#load("cache");
    this.#tests = tests;
    this.#examine();
  }

  /** The worker is no more, and its images with it. */
  lose() {
    this.images = "unknown";
    this.#changed();
  }

  /** @param {number} received */
  arrive(received) {
    this.received = received;
    this.#changed();
  }

  /** The images may have come for another reason. */
  lookAgain() {
    if (this.images === "absent") this.#load("cache");
  }

  /** What failed is tried again, past every cache. */
  fetch() {
    if (this.images === "here") {
      this.fault = "";
      this.#examine();
    } else this.#load(this.images === "lost" ? "server, past every cache" : "server");
  }

  /** The test images with these numbers, 784 greys in 0..1 each; null for those that have yet to come. @param {number[]} indices */
  pictures(indices) {
    const missing = indices.filter((index) => !this.#pictures.has(index));
    if (missing.length > 0) this.#ask(missing);
    return indices.map((index) => this.#pictures.get(index) ?? null);
  }

  /** @param {import("./protocol.js").Requests["load"][0]["from"]} from */
  async #load(from) {
    this.images = from === "cache" ? "looked for" : "arriving";
    this.received = 0;
    this.fault = "";
    this.#changed();
    try {
      this.images = (await this.#bridge.request("load", { from })) ? "here" : "absent";
    } catch (error) {
      this.images = "lost";
      this.fault = messageOf(error);
    }
    this.#changed();
    this.#examine();
  }

  async #examine() {
    const subject = this.#subject;
    if (!subject || this.images !== "here" || this.#isBusy || this.isCurrent || this.fault) return;
    this.#isBusy = true;
    try {
      const { exam, transfer } = subject.ask();
      const found = await this.#bridge.request("examine", exam, transfer);
      this.examined = { ...found, subject };
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#examine();
  }

  /** @param {number[]} indices */
  async #ask(indices) {
    for (const index of indices) this.#pictures.set(index, null);
    try {
      const pixels = await this.#bridge.request("images", { indices });
      indices.forEach((index, i) => {
        const image = Float32Array.from(pixels.subarray(784 * i, 784 * i + 784), (byte) => byte / 255);
        this.#pictures.set(index, image);
      });
      this.#changed();
    } catch (error) {
      // They are asked for again with the next thing that happens.
      console.warn(error);
      for (const index of indices) this.#pictures.delete(index);
    }
  }
}

/** While it learns, as it was at the end of its last epoch. @param {Shown} shown @returns {Subject | null} */
function subjectOf({ reader, run }) {
  const { network, recipe } = reader;
  if (!run?.isBusy) {
    const ask = () => {
      const weights = /** @type {Float32Array<ArrayBuffer>} */ (network.weights());
      return { exam: { snapshot: { recipe, weights } }, transfer: [weights.buffer] };
    };
    return { moment: reader, recipe, when: "", isLearning: false, ask };
  }
  if (!run.outputs) return null;
  const { at, outputs } = run.outputs;
  const ask = () => {
    const copy = outputs.slice();
    return { exam: { outputs: copy }, transfer: [copy.buffer] };
  };
  return { moment: run.outputs, recipe, when: ` after epoch ${Math.round(at)}`, isLearning: true, ask };
}
