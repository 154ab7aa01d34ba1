// What the page asks of the crate, once it is here; nothing is asked twice.
import { flatten, type Drawing, type Picture, type Stroke } from "./drawing";
import { messageOf } from "./message";
import { judge } from "./prediction";
import type { ReadingGlue } from "./wasm";
import type { Augmentation, Placement, Preprocessed, Recipe, RecipeDescription, Settings } from "crate";

/** A network with these weights, and what it is. */
export type Reader = {
  network: InstanceType<ReadingGlue["Network"]>;
  recipe: Recipe;
  description: RecipeDescription;
};

export class Crate {
  readonly #glue: ReadingGlue;
  /** The last judgement of each. */
  #judgements: WeakMap<Reader, { image: Float32Array; judgement: ReturnType<typeof judge> }> = new WeakMap();
  #objections: WeakMap<Recipe, string> = new WeakMap();
  #memories: WeakMap<Recipe, number> = new WeakMap();
  #descriptions: WeakMap<Recipe, RecipeDescription> = new WeakMap();
  #settings: WeakMap<Recipe, Settings> = new WeakMap();
  /** The strokes that were preprocessed last, how many numbers they were then, and what came of it. */
  #strokes: { strokes: readonly Stroke[]; length: number; preprocessed: Preprocessed | null } | null = null;
  /** What came of each picture. */
  #pictures: WeakMap<Picture, Preprocessed | null> = new WeakMap();
  readonly recipes: Recipe[];

  constructor(glue: ReadingGlue) {
    this.#glue = glue;
    this.recipes = glue.recipes();
  }

  /** A network of this recipe, for weights that were learnt elsewhere; one that reads no digits is refused. */
  build(recipe: Recipe): Reader {
    this.#glue.check_reads_digits(recipe);
    return { network: new this.#glue.Network(recipe, 0), recipe, description: this.describe(recipe) };
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
    return { network, recipe, description: this.describe(recipe) };
  }

  /** Bytes that a training takes, on always as many threads and with as many images; the recipe can be used. */
  memory(recipe: Recipe, images: number, threads: number) {
    let memory = this.#memories.get(recipe);
    if (memory === undefined)
      this.#memories.set(recipe, (memory = this.#glue.describe(recipe, images, threads).memory));
    return memory;
  }

  /** What the network of a recipe is; the recipe can be used. */
  describe(recipe: Recipe) {
    let description = this.#descriptions.get(recipe);
    if (!description) this.#descriptions.set(recipe, (description = this.#glue.describe(recipe)));
    return description;
  }

  settings(recipe: Recipe) {
    let settings = this.#settings.get(recipe);
    if (!settings) this.#settings.set(recipe, (settings = this.#glue.settings_of(recipe)));
    return settings;
  }

  /** The recipe with other settings, which may be none that can be used. */
  withSettings(recipe: Recipe, settings: Settings): Recipe {
    return this.#glue.with_settings(recipe, settings);
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
    return drawing.image ?? this.#preprocess(drawing)?.image ?? null;
  }

  /** Where the image of a drawing lies on the pad, in pads; null without ink, and for a dot, which has no extent. */
  place(drawing: Drawing): Placement | null {
    if (drawing.image) return { left: 0, top: 0, side: 1 };
    const placement = this.#preprocess(drawing)?.placement;
    if (!placement) return null;
    if (!drawing.picture) return placement;
    // The pad shows the picture as large as it can, in the middle.
    const { width, height } = drawing.picture.pixels;
    const size = Math.max(width, height);
    const { left, top, side } = placement;
    return { left: (left + (size - width) / 2) / size, top: (top + (size - height) / 2) / size, side: side / size };
  }

  /** Strokes as the network takes them. */
  flatten(strokes: readonly Stroke[]) {
    return flatten(strokes, this.#glue.is_tap);
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

  #preprocess({ strokes, picture }: Drawing) {
    return picture ? this.#preprocessPicture(picture) : this.#preprocessStrokes(strokes);
  }

  #preprocessPicture(picture: Picture) {
    let preprocessed = this.#pictures.get(picture);
    if (preprocessed === undefined) {
      const { data, width, height } = picture.pixels;
      preprocessed = this.#glue.preprocess_pixels(new Uint8Array(data.buffer), width, height) ?? null;
      this.#pictures.set(picture, preprocessed);
    }
    return preprocessed;
  }

  #preprocessStrokes(strokes: readonly Stroke[]) {
    // Strokes only ever grow.
    const length = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    if (this.#strokes?.strokes !== strokes || this.#strokes.length !== length) {
      const { xy, ends } = this.flatten(strokes);
      this.#strokes = { strokes, length, preprocessed: this.#glue.preprocess_strokes(xy, ends) ?? null };
    }
    return this.#strokes.preprocessed;
  }
}
