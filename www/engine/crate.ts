// What the page asks of the crate, once it is here. Predictions, images and descriptions are cached.
import { flatten, type Stroke } from "../../npm/src/reader/drawing";
import type { Drawing, Picture } from "./drawing";
import { messageOf } from "../../npm/src/program/message";
import { Networks, type Network } from "./networks";
import { pixelsOf } from "./photo";
import { ranked, type Ranked } from "../../npm/src/reader/prediction";
import type { Found, FoundDigit } from "./prediction";
import { Readings } from "./readings";
import { snapshotOf, type Origin, type Snapshot } from "./snapshot";
import type { ReadingGlue } from "../../npm/src/program/wasm";
import type { Augmentation, Preprocessed, Recipe, RecipeDescription, Settings } from "crate";

/** Pixels of paper around an image. */
const MARGIN = 2;

export class Crate {
  readonly #glue: ReadingGlue;
  readonly #networks: Networks;
  readonly #readings: Readings;
  /** The last prediction of each. */
  #predictions: WeakMap<Snapshot, { image: Float32Array; prediction: Ranked }> = new WeakMap();
  #objections: WeakMap<Recipe, string> = new WeakMap();
  #memories: WeakMap<Recipe, number> = new WeakMap();
  #descriptions: WeakMap<Recipe, RecipeDescription> = new WeakMap();
  #settings: WeakMap<Recipe, Settings> = new WeakMap();
  /** Those that lessons build. */
  #built: WeakMap<Recipe, Network> = new WeakMap();
  /** What came of each drawing. */
  #images: WeakMap<readonly Stroke[] | Picture, Preprocessed | null> = new WeakMap();
  readonly recipes: Recipe[];
  /** The most digits of a number. */
  readonly mostDigits: number;

  constructor(glue: ReadingGlue) {
    this.#glue = glue;
    this.#networks = new Networks((recipe) => new glue.Network(recipe, 0));
    this.#readings = new Readings(this, glue.confidence_threshold());
    this.recipes = glue.recipes();
    this.mostDigits = glue.most_digits();
  }

  /** A network whose weights were learnt elsewhere; one that reads no digits is refused. */
  snapshot(recipe: Recipe, weights: Float32Array, origin: Origin): Snapshot {
    this.#glue.check_reads_digits(recipe);
    const snapshot = snapshotOf(recipe, weights, origin);
    // Weights that do not fit are refused here, and not by whoever asks first.
    this.network(snapshot);
    return snapshot;
  }

  /** A network from a model file; one that reads no digits is refused. */
  decode(bytes: Uint8Array, origin: Origin): Snapshot {
    const network = this.#glue.Network.from_safetensors(bytes);
    try {
      const { recipe } = network;
      this.#glue.check_reads_digits(recipe);
      const snapshot = snapshotOf(recipe, network.weights(), origin);
      this.#networks.adopt(snapshot, network);
      return snapshot;
    } catch (error) {
      network.free();
      throw error;
    }
  }

  /** The crate's own network of a snapshot, until another snapshot is asked about. */
  network(snapshot: Snapshot) {
    return this.#networks.of(snapshot);
  }

  /** A network of a recipe that takes on these weights; it is kept as long as the recipe is. */
  networkWith(recipe: Recipe, weights: Float32Array): Network {
    let network = this.#built.get(recipe);
    if (!network) this.#built.set(recipe, (network = new this.#glue.Network(recipe, 0)));
    network.set_weights(weights);
    return network;
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

  /** What a network makes of an image. */
  predict(snapshot: Snapshot, image: Float32Array): Ranked {
    const known = this.#predictions.get(snapshot);
    if (known?.image === image) return known.prediction;
    const prediction = ranked(this.network(snapshot).query(image), this.#glue.confidence_threshold());
    this.#predictions.set(snapshot, { image, prediction });
    return prediction;
  }

  /** The number that a network reads in a drawing, and its digits. */
  read(snapshot: Snapshot, drawing: Drawing): Found {
    return this.#readings.of(snapshot, drawing);
  }

  /** The ink of each of the digits into which a digit of this drawing is split; null if it has no place to cut. */
  split(snapshot: Snapshot, drawing: Drawing, digit: FoundDigit) {
    return this.#readings.split(snapshot, drawing, digit);
  }

  /** Whether a digit of this drawing has a place to cut. */
  canSplit(snapshot: Snapshot, drawing: Drawing, digit: FoundDigit) {
    return this.#readings.canSplit(snapshot, drawing, digit);
  }

  /** What a run makes of an image, the example having this number. */
  augment(image: Float32Array, augmentation: Augmentation, seed: number, example: number) {
    return this.#glue.augment(image, augmentation, seed, example);
  }

  /** The 28 × 28 greys of a drawing: null without ink. */
  imageOf(drawing: Drawing) {
    return drawing.image ?? this.#preprocess(drawing)?.image ?? null;
  }

  /** An image as preprocessing makes it of its own ink: at full size and in the middle; null without ink. */
  centred(image: Float32Array): Float32Array | null {
    const side = Math.sqrt(image.length);
    // The border is measured for the colour of the paper: a margin keeps it free of ink.
    const width = side + 2 * MARGIN;
    const rgba = new Uint8Array(4 * width * width);
    image.forEach((value, i) => {
      const [x, y] = [(i % side) + MARGIN, Math.floor(i / side) + MARGIN];
      // Black ink, as opaque as it is dark.
      rgba[4 * (y * width + x) + 3] = Math.round(255 * value);
    });
    return this.#glue.preprocess_pixels(rgba, width, width)?.image ?? null;
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
    const key = picture ?? strokes;
    let preprocessed = this.#images.get(key);
    if (preprocessed === undefined) {
      preprocessed = (picture ? this.#preprocessPicture(picture) : this.#preprocessStrokes(strokes)) ?? null;
      this.#images.set(key, preprocessed);
    }
    return preprocessed;
  }

  #preprocessPicture(picture: Picture) {
    const { data, width, height } = pixelsOf(picture);
    return this.#glue.preprocess_pixels(new Uint8Array(data.buffer), width, height);
  }

  #preprocessStrokes(strokes: readonly Stroke[]) {
    const { xy, ends } = this.flatten(strokes);
    return this.#glue.preprocess_strokes(xy, ends);
  }
}
