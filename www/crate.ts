// What the page asks of the crate, once it is here; nothing is asked twice.
import { BLANK, flatten, type Drawing } from "./lib/drawing";
import { messageOf } from "./lib/message";
import { judge } from "./lib/reading";
import type { ReadingGlue } from "./wasm";
import type { Augmentation, Recipe } from "crate";

/** Of an image on the pad, in pads. */
export type Placement = { left: number; top: number; side: number };
/** A network with these weights, and what it is. */
export type Reader = { network: InstanceType<ReadingGlue["Network"]>; recipe: Recipe };

export class Crate {
  readonly #glue: ReadingGlue;
  /** The last judgement of each. */
  #judgements: WeakMap<Reader, { image: Float32Array; judgement: ReturnType<typeof judge> }> = new WeakMap();
  #objections: WeakMap<Recipe, string> = new WeakMap();
  #memories: WeakMap<Recipe, number> = new WeakMap();
  /** The drawing that was seen last, and how. */
  #seen: { drawing: Drawing; length: number; image: Float32Array | null } = { drawing: BLANK, length: 0, image: null };
  readonly recipes: Recipe[];

  constructor(glue: ReadingGlue) {
    this.#glue = glue;
    this.recipes = glue.recipes();
  }

  /** A network of this recipe, for weights that were learnt elsewhere; one that reads no digits is refused. */
  build(recipe: Recipe): Reader {
    this.#glue.check_reads_digits(recipe);
    return { network: new this.#glue.Network(recipe, 0), recipe };
  }

  /** A network from a model file; one that reads no digits is refused. */
  decode(bytes: Uint8Array): Reader {
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

  /** Bytes that a training takes, on always as many threads and with as many images; the recipe can be used. */
  memory(recipe: Recipe, images: number, threads: number) {
    let memory = this.#memories.get(recipe);
    if (memory === undefined)
      this.#memories.set(recipe, (memory = this.#glue.training_memory(recipe, images, threads)));
    return memory;
  }

  /** What there is against training by a recipe, if anything. */
  objection(recipe: Recipe) {
    let objection = this.#objections.get(recipe);
    if (objection === undefined) this.#objections.set(recipe, (objection = this.#check(recipe)));
    return objection;
  }

  judge(reader: Reader, image: Float32Array) {
    const known = this.#judgements.get(reader);
    if (known?.image === image) return known.judgement;
    const judgement = judge(reader.network.query(image), this.#glue.confidence_threshold());
    this.#judgements.set(reader, { image, judgement });
    return judgement;
  }

  /** A digit, or ? where it is not sure. */
  answer(reader: Reader, image: Float32Array) {
    const { state, ranking } = judge(reader.network.query(image), this.#glue.confidence_threshold());
    return state === "read" ? String(ranking[0]) : "?";
  }

  /** What a run makes of an image, the example having this number. */
  augment(image: Float32Array, augmentation: Augmentation, seed: number, example: number) {
    return this.#glue.augment(image, augmentation, seed, example);
  }

  /** The 28 × 28 greys of a drawing: null without ink. */
  see(drawing: Drawing) {
    // Strokes only ever grow.
    const length = drawing.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    if (drawing !== this.#seen.drawing || length !== this.#seen.length)
      this.#seen = { drawing, length, image: this.#preprocess(drawing) };
    return this.#seen.image;
  }

  /** Where the image of a drawing lies on the pad; null without ink, and for a dot, which is nowhere. */
  place({ strokes, picture, image }: Drawing): Placement | null {
    if (image) return { left: 0, top: 0, side: 1 };
    if (!picture) {
      const { xy, ends } = flatten(strokes);
      return placed(this.#glue.place_strokes(xy, ends));
    }
    const { data, width, height } = picture.pixels;
    // The pad shows the picture as large as it can, in the middle.
    const size = Math.max(width, height);
    const margins = [(size - width) / 2, (size - height) / 2] as const;
    return placed(this.#glue.place_pixels(new Uint8Array(data.buffer), width, height), margins, size);
  }

  #check(recipe: Recipe) {
    try {
      this.#glue.check_recipe(recipe);
      this.#glue.check_reads_digits(recipe);
      return "";
    } catch (error) {
      return messageOf(error);
    }
  }

  #preprocess({ strokes, picture, image }: Drawing): Float32Array | null {
    if (image) return image;
    if (picture) {
      const { data, width, height } = picture.pixels;
      return this.#glue.preprocess_pixels(new Uint8Array(data.buffer), width, height) ?? null;
    }
    const { xy, ends } = flatten(strokes);
    return this.#glue.preprocess_strokes(xy, ends) ?? null;
  }
}

/**
 * @param placement as the crate tells it
 * @param pad its side
 */
function placed(
  placement: Float32Array | undefined,
  [across, down]: readonly [number, number] = [0, 0],
  pad: number = 1,
): Placement | null {
  if (!placement) return null;
  const [left, top, side] = placement;
  return { left: (left + across) / pad, top: (top + down) / pad, side: side / pad };
}
