// The page's network: a drawing goes in, a reading comes out.
import { download } from "./lib/download.js";
import { flatten } from "./lib/drawing.js";
import { messageOf } from "./lib/message.js";
import { judge } from "./lib/reading.js";
import { loadGlue } from "./wasm.js";

/** @typedef {import("./lib/drawing.js").Drawing} Drawing */
/** @typedef {import("./lib/reading.js").Reading} Reading */

/** @typedef {{ name: string, widths: number[], parameters: number }} Facts widths from the image to the answer */

const NETWORK = "pretrained/keras-mlp.safetensors";

export class Model {
  #urls;
  #changed;
  #attempt = 0;
  #fault = "";
  #progress = { received: 0, total: 0 };
  /** @type {import("./wasm.js").Glue | null} */
  #glue = null;
  /** @type {ReturnType<import("./wasm.js").Glue['Network']["from_safetensors"]> | null} */
  #network = null;
  /** @type {Facts | null} */
  #facts = null;

  /**
   * @param {import("./wasm.js").Urls} urls
   * @param {() => void} changed called when the same drawing may read otherwise
   */
  constructor(urls, changed) {
    this.#urls = urls;
    this.#changed = changed;
  }

  get isReady() {
    return this.#network !== null;
  }

  /** What there is to say about the network, once it is here. */
  get facts() {
    return this.#facts;
  }

  /** Loads whatever is missing; after a failure, again. */
  async load() {
    const attempt = ++this.#attempt;
    this.#fault = "";
    this.#progress = { received: 0, total: 0 };
    this.#changed();
    try {
      const [glue, bytes] = await Promise.all([this.#loadGlue(attempt), this.#download(attempt)]);
      this.#open(glue, bytes);
    } catch (error) {
      this.#fail(error);
    }
    this.#changed();
  }

  /** @param {Drawing} drawing @returns {Reading} */
  read(drawing) {
    /** @type {Reading} */
    const reading = {
      state: "loading",
      image: null,
      probabilities: null,
      ranking: [],
      progress: this.#progress,
      fault: "",
    };
    try {
      const image = this.see(drawing);
      reading.image = image;
      if (this.#network) reading.state = "blank";
      if (this.#network && this.#glue && image)
        Object.assign(reading, judge(this.#network.query(image), this.#glue.least_confidence()));
    } catch (error) {
      this.#forget();
      this.#fail(new Error(`The network stopped while it read (${messageOf(error)}).`, { cause: error }));
    }
    return this.#fault ? { ...reading, state: "failed", fault: this.#fault } : reading;
  }

  /** The 28 × 28 greys of a drawing: null without ink, and until the crate is here. @param {Drawing} drawing */
  see({ strokes, picture }) {
    if (!this.#glue) return null;
    if (picture) {
      const { data, width, height } = picture.pixels;
      return this.#glue.preprocess_pixels(new Uint8Array(data.buffer), width, height) ?? null;
    }
    const { xy, ends } = flatten(strokes);
    return this.#glue.preprocess_strokes(xy, ends) ?? null;
  }

  /** @param {number} attempt */
  async #loadGlue(attempt) {
    this.#glue ??= await loadGlue(this.#urls, attempt);
    this.#changed();
    return this.#glue;
  }

  /** @param {number} attempt */
  #download(attempt) {
    const arrived = (/** @type {number} */ received, /** @type {number} */ total) => {
      // What is left of an attempt that failed says nothing.
      if (attempt !== this.#attempt) return;
      this.#progress = { received, total };
      this.#changed();
    };
    return download(new URL(NETWORK, document.baseURI), { name: "The network", fresh: attempt > 1, arrived });
  }

  /** @param {import("./wasm.js").Glue} glue @param {Uint8Array} bytes */
  #open(glue, bytes) {
    try {
      this.#network = glue.Network.from_safetensors(bytes);
      const { name, inputs = 784, layers } = this.#network.recipe;
      const units = layers.flatMap((layer) => ("units" in layer ? layer.units : []));
      this.#facts = { name, widths: [inputs, ...units], parameters: this.#network.weights().length };
    } catch (error) {
      this.#forget();
      throw new Error(`The network’s file cannot be used (${messageOf(error)}).`, { cause: error });
    }
  }

  /** A program that failed is not used again. */
  #forget() {
    this.#glue = this.#network = null;
  }

  /** @param {unknown} error */
  #fail(error) {
    console.error(error);
    this.#fault = messageOf(error);
  }
}
