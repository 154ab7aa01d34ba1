// The page's networks: a drawing goes in, a reading comes out.
import { download } from "./lib/download.js";
import { BLANK, flatten } from "./lib/drawing.js";
import { messageOf } from "./lib/message.js";
import { judge } from "./lib/reading.js";
import { loadGlue } from "./wasm.js";

/** @typedef {import("./lib/drawing.js").Drawing} Drawing */
/** @typedef {import("./lib/reading.js").Reading} Reading */

/** @typedef {import("../target/glue/neuroglyph.js").Recipe} Recipe */
/** @typedef {InstanceType<import("./wasm.js").Glue["Network"]>} Network */
/** @typedef {{ network: Network, recipe: Recipe }} Reader a network with these weights, and what it is */

const NETWORK = "pretrained/keras-mlp.safetensors";

export class Model {
  #urls;
  #changed;
  #attempt = 0;
  #fault = "";
  #progress = { received: 0, total: 0 };
  /** @type {import("./wasm.js").Glue | null} */
  #glue = null;
  /** @type {Reader | null} */
  #pretrained = null;
  /** @type {Recipe[]} */
  #recipes = [];
  /** @type {WeakMap<Recipe, string>} */
  #objections = new WeakMap();
  /** The last judgement of each. @type {WeakMap<Reader, { image: Float32Array, judgement: ReturnType<typeof judge> }>} */
  #judgements = new WeakMap();
  /** The drawing that was seen last, and how. */
  #seen = {
    drawing: BLANK,
    length: 0,
    glue: /** @type {import("./wasm.js").Glue | null} */ (null),
    image: /** @type {Float32Array | null} */ (null),
  };

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

  /** The recipes to train by; none until the crate is here. */
  get recipes() {
    if (this.#glue && this.#recipes.length === 0) this.#recipes = this.#glue.recipes();
    return this.#recipes;
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

  /** A network of this recipe, for weights that were learnt elsewhere. @param {Recipe} recipe @returns {Reader} */
  build(recipe) {
    if (!this.#glue) throw new Error("the program that reads has not arrived");
    return { network: new this.#glue.Network(recipe, 0), recipe };
  }

  /** A network from a model file. @param {Uint8Array} bytes @returns {Reader} */
  decode(bytes) {
    if (!this.#glue) throw new Error("the program that reads has not arrived");
    const network = this.#glue.Network.from_safetensors(bytes);
    return { network, recipe: network.recipe };
  }

  /** What the crate has against a recipe, if anything. @param {Recipe} recipe */
  objection(recipe) {
    let objection = this.#objections.get(recipe);
    if (objection === undefined) {
      try {
        this.#glue?.check_recipe(recipe);
        objection = "";
      } catch (error) {
        objection = messageOf(error);
      }
      this.#objections.set(recipe, objection);
    }
    return objection;
  }

  /** @param {Drawing} drawing @param {Reader | null} [reader] who judges @returns {Reading} */
  read(drawing, reader = this.#pretrained) {
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
      if (reader) reading.state = "blank";
      if (reader && this.#glue && image)
        Object.assign(reading, this.#judge(reader, image, this.#glue.least_confidence()));
    } catch (error) {
      this.#forget();
      this.#fail(new Error(`The network stopped while it read (${messageOf(error)}).`, { cause: error }));
    }
    return this.#fault && reader === this.#pretrained ? { ...reading, state: "failed", fault: this.#fault } : reading;
  }

  /** The same network asked again about the same image would say the same. @param {Reader} reader @param {Float32Array} image @param {number} least */
  #judge(reader, image, least) {
    const known = this.#judgements.get(reader);
    if (known?.image === image) return known.judgement;
    const judgement = judge(reader.network.query(image), least);
    this.#judgements.set(reader, { image, judgement });
    return judgement;
  }

  /** The 28 × 28 greys of a drawing: null without ink, and until the crate is here. @param {Drawing} drawing */
  see(drawing) {
    // Strokes only ever grow.
    const length = drawing.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const { drawing: last, glue, length: before } = this.#seen;
    if (drawing !== last || length !== before || glue !== this.#glue)
      this.#seen = { drawing, length, glue: this.#glue, image: this.#preprocess(drawing) };
    return this.#seen.image;
  }

  /** @param {Drawing} drawing @returns {Float32Array | null} */
  #preprocess({ strokes, picture }) {
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
      const network = glue.Network.from_safetensors(bytes);
      this.#pretrained = { network, recipe: network.recipe };
    } catch (error) {
      this.#forget();
      throw new Error(`The network’s file cannot be used (${messageOf(error)}).`, { cause: error });
    }
  }

  /** A program that failed is not used again. */
  #forget() {
    this.#glue = this.#pretrained = null;
  }

  /** @param {unknown} error */
  #fail(error) {
    console.error(error);
    this.#fault = messageOf(error);
  }
}
