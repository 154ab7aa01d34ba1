// The page's networks: a drawing goes in, a reading comes out.
import { Crate } from "./crate.js";
import { download } from "./lib/download.js";
import { messageOf } from "./lib/message.js";
import { loadReading } from "./wasm.js";

/** @typedef {import("./lib/drawing.js").Drawing} Drawing */
/** @typedef {import("./lib/reading.js").Reading} Reading */

/** @typedef {import("./crate.js").Reader} Reader */

const NETWORK = "pretrained/reader.safetensors";

export class Model {
  #urls;
  #changed;
  #attempt = 0;
  #fault = "";
  #progress = { received: 0, total: 0 };
  /** @type {Crate | null} */
  #crate = null;
  /** @type {Reader | null} */
  #pretrained = null;

  /**
   * @param {import("./wasm.js").Urls} urls
   * @param {() => void} changed called when the same drawing may read otherwise
   */
  constructor(urls, changed) {
    this.#urls = urls;
    this.#changed = changed;
  }

  get isReady() {
    return this.#pretrained !== null;
  }

  /** The network that came with the page, once it is here. */
  get pretrained() {
    return this.#pretrained;
  }

  /** The crate, once it is here. */
  get crate() {
    return this.#crate;
  }

  /** Loads whatever is missing; after a failure, again. */
  async load() {
    const attempt = ++this.#attempt;
    this.#fault = "";
    this.#progress = { received: 0, total: 0 };
    this.#changed();
    try {
      const [crate, bytes] = await Promise.all([this.#loadCrate(attempt), this.#download(attempt)]);
      if (attempt === this.#attempt) this.#open(crate, bytes);
    } catch (error) {
      // A later attempt has its own word.
      if (attempt === this.#attempt) this.#fail(error);
    }
    this.#changed();
  }

  /** @param {Drawing} drawing @param {Reader | null} [reader] who judges @returns {Reading} */
  read(drawing, reader = this.#pretrained) {
    /** @type {Reading} */
    const reading = {
      state: "loading",
      image: null,
      isOwn: drawing.image === null,
      probabilities: null,
      ranking: [],
      progress: this.#progress,
      fault: "",
    };
    try {
      const image = this.see(drawing);
      reading.image = image;
      if (reader) reading.state = "blank";
      if (reader && this.#crate && image) Object.assign(reading, this.#crate.judge(reader, image));
    } catch (error) {
      this.#forget();
      this.#fail(new Error(`The network stopped while it read (${messageOf(error)}).`, { cause: error }));
    }
    return this.#fault && reader === this.#pretrained ? { ...reading, state: "failed", fault: this.#fault } : reading;
  }

  /** The 28 × 28 greys of a drawing: null without ink, and until the crate is here. @param {Drawing} drawing */
  see(drawing) {
    return this.#crate?.see(drawing) ?? null;
  }

  /** @param {number} attempt */
  async #loadCrate(attempt) {
    this.#crate ??= new Crate(await loadReading(this.#urls, attempt));
    this.#changed();
    return this.#crate;
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

  /** @param {Crate} crate @param {Uint8Array} bytes */
  #open(crate, bytes) {
    try {
      this.#pretrained = crate.decode(bytes);
    } catch (error) {
      this.#forget();
      throw new Error(`The network’s file cannot be used (${messageOf(error)}).`, { cause: error });
    }
  }

  /** A program that failed is not used again. */
  #forget() {
    this.#crate = this.#pretrained = null;
  }

  /** @param {unknown} error */
  #fail(error) {
    console.error(error);
    this.#fault = messageOf(error);
  }
}
