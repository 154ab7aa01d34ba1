// The page's networks: a drawing goes in, a reading comes out.
import { Crate, type Reader } from "../engine/crate";
import { modelFile, variantOf } from "../engine/files";
import { download } from "../engine/download";
import { messageOf } from "../engine/message";
import { loadReading } from "../engine/wasm";
import type { Drawing, Stroke } from "../engine/drawing";
import type { Reading } from "../engine/prediction";

export class Model {
  readonly #changed: () => void;
  #attempt = 0;
  #fault = "";
  #progress = { received: 0, total: 0 };
  #crate: Crate | null = null;
  #pretrained: Reader | null = null;

  /** @param changed called when the same drawing may read otherwise */
  constructor(changed: () => void) {
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

  /** @param reader who judges */
  read(drawing: Drawing, reader: Reader | null = this.#pretrained): Reading {
    const reading: Reading = {
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

  /** The 28 × 28 greys of a drawing: null without ink, and until the crate is here. */
  see(drawing: Drawing) {
    return this.#crate?.see(drawing) ?? null;
  }

  /** Strokes as the network takes them; null until the crate is here. */
  flatten(strokes: readonly Stroke[]) {
    return this.#crate?.flatten(strokes) ?? null;
  }

  async #loadCrate(attempt: number) {
    this.#crate ??= new Crate(await loadReading(variantOf("reading"), attempt));
    this.#changed();
    return this.#crate;
  }

  #download(attempt: number) {
    const arrived = (received: number, total: number) => {
      // What is left of an attempt that failed says nothing.
      if (attempt !== this.#attempt) return;
      this.#progress = { received, total };
      this.#changed();
    };
    return download(modelFile("reader"), { name: "The network", fresh: attempt > 1, arrived });
  }

  #open(crate: Crate, bytes: Uint8Array) {
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

  #fail(error: unknown) {
    console.error(error);
    this.#fault = messageOf(error);
  }
}
