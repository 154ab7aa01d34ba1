// What the page asks of the crate, once it is here; nothing is asked twice.
import { BLANK, flatten } from "./lib/drawing.js";
import { messageOf } from "./lib/message.js";
import { judge } from "./lib/reading.js";

/** @typedef {import("./lib/drawing.js").Drawing} Drawing */
/** @typedef {import("./lib/recipe.js").Recipe} Recipe */
/** @typedef {import("./wasm.js").ReadingGlue} ReadingGlue */
/** @typedef {{ left: number, top: number, side: number }} Placement of an image on the pad, in pads */
/** @typedef {{ network: InstanceType<ReadingGlue["Network"]>, recipe: Recipe }} Reader a network with these weights, and what it is */

export class Crate {
  #glue;
  /** The last judgement of each. @type {WeakMap<Reader, { image: Float32Array, judgement: ReturnType<typeof judge> }>} */
  #judgements = new WeakMap();
  /** @type {WeakMap<Recipe, string>} */
  #objections = new WeakMap();
  /** @type {WeakMap<Recipe, number>} */
  #memories = new WeakMap();
  /** The drawing that was seen last, and how. */
  #seen = { drawing: BLANK, length: 0, image: /** @type {Float32Array | null} */ (null) };

  /** @param {ReadingGlue} glue */
  constructor(glue) {
    this.#glue = glue;
    this.recipes = glue.recipes();
  }

  /** A network of this recipe, for weights that were learnt elsewhere; one that reads no digits is refused. @param {Recipe} recipe @returns {Reader} */
  build(recipe) {
    this.#glue.check_reads_digits(recipe);
    return { network: new this.#glue.Network(recipe, 0), recipe };
  }

  /** A network from a model file; one that reads no digits is refused. @param {Uint8Array} bytes @returns {Reader} */
  decode(bytes) {
    const network = this.#glue.Network.from_safetensors(bytes);
    const { recipe } = network;
    try {
      this.#glue.check_reads_digits(recipe);
    } catch (error) {
      network.free();
      throw error;
    }
    return { network, recipe };
  }

  /** Bytes that a training takes, on always as many threads and with as many images; the recipe can be used. @param {Recipe} recipe @param {number} images @param {number} threads */
  memory(recipe, images, threads) {
    let memory = this.#memories.get(recipe);
    if (memory === undefined) this.#memories.set(recipe, (memory = this.#glue.training_memory(recipe, images, threads)));
    return memory;
  }

  /** What there is against training by a recipe, if anything. @param {Recipe} recipe */
  objection(recipe) {
    let objection = this.#objections.get(recipe);
    if (objection === undefined) this.#objections.set(recipe, (objection = this.#check(recipe)));
    return objection;
  }

  /** @param {Reader} reader @param {Float32Array} image */
  judge(reader, image) {
    const known = this.#judgements.get(reader);
    if (known?.image === image) return known.judgement;
    const judgement = judge(reader.network.query(image), this.#glue.least_confidence());
    this.#judgements.set(reader, { image, judgement });
    return judgement;
  }

  /** A digit, or ? where it is not sure. @param {Reader} reader @param {Float32Array} image */
  answer(reader, image) {
    const { state, ranking } = judge(reader.network.query(image), this.#glue.least_confidence());
    return state === "read" ? String(ranking[0]) : "?";
  }

  /** What a run makes of an image, the example having this number. @param {Float32Array} image @param {import("../target/glue/neuroglyph.js").Augmentation} augmentation @param {number} seed @param {number} example */
  augment(image, augmentation, seed, example) {
    return this.#glue.augment(image, augmentation, seed, example);
  }

  /** The 28 × 28 greys of a drawing: null without ink. @param {Drawing} drawing */
  see(drawing) {
    // Strokes only ever grow.
    const length = drawing.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    if (drawing !== this.#seen.drawing || length !== this.#seen.length)
      this.#seen = { drawing, length, image: this.#preprocess(drawing) };
    return this.#seen.image;
  }

  /** Where the image of a drawing lies on the pad; null without ink, and for a dot, which is nowhere. @param {Drawing} drawing @returns {Placement | null} */
  place({ strokes, picture, image }) {
    if (image) return { left: 0, top: 0, side: 1 };
    if (!picture) {
      const { xy, ends } = flatten(strokes);
      return placed(this.#glue.place_strokes(xy, ends));
    }
    const { data, width, height } = picture.pixels;
    // The pad shows the picture as large as it can, in the middle.
    const size = Math.max(width, height);
    const margins = /** @type {const} */ ([(size - width) / 2, (size - height) / 2]);
    return placed(this.#glue.place_pixels(new Uint8Array(data.buffer), width, height), margins, size);
  }

  /** @param {Recipe} recipe */
  #check(recipe) {
    try {
      this.#glue.check_recipe(recipe);
      this.#glue.check_reads_digits(recipe);
      return "";
    } catch (error) {
      return messageOf(error);
    }
  }

  /** @param {Drawing} drawing @returns {Float32Array | null} */
  #preprocess({ strokes, picture, image }) {
    if (image) return image;
    if (picture) {
      const { data, width, height } = picture.pixels;
      return this.#glue.preprocess_pixels(new Uint8Array(data.buffer), width, height) ?? null;
    }
    const { xy, ends } = flatten(strokes);
    return this.#glue.preprocess_strokes(xy, ends) ?? null;
  }
}

/** @param {Float32Array | undefined} placement as the crate tells it @param {readonly [number, number]} [margins] @param {number} [pad] its side @returns {Placement | null} */
function placed(placement, [across, down] = [0, 0], pad = 1) {
  if (!placement) return null;
  const [left, top, side] = placement;
  return { left: (left + across) / pad, top: (top + down) / pad, side: side / pad };
}
