// What the user said of the network's readings: which digit each drawing is, and what was read in it; kept in the browser.
import { database } from "./database";
import type { Drawing, Ink } from "../engine/drawing";
import type { Reading } from "../engine/prediction";

export interface Mark {
  version: number;
  id: string;
  /** Milliseconds since 1970. */
  written: number;
  /** The digit that it is. */
  label: number;
  /** The digit that was read, if any. */
  read: number | null;
  /** That read. */
  network: string;
  /** x0, y0, x1, y1 … each; a picture has none. */
  strokes: number[][] | null;
  /** The 784 greys that were read, 0..255. */
  image: Uint8Array;
}

/** Of another shape than this, a mark is not read. */
const VERSION = 1;

export class Marks {
  readonly #changed: () => void;
  /** Which mark a drawing has, and how much of it was there. */
  #drawings: WeakMap<Drawing, { id: string; length: number }> = new WeakMap();
  /** Oldest first. */
  all: Mark[] = [];
  /** The browser keeps nothing. */
  isForbidden = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Those of earlier visits. */
  load() {
    return this.#attempt(async () => {
      const records = await (await database()).getAll("marks");
      this.all = [...records.filter(isSound).sort((a, b) => a.written - b.written), ...this.all];
    });
  }

  /** The mark of a drawing as it is now. */
  of(drawing: Drawing) {
    const known = this.#drawings.get(drawing);
    return (known?.length === lengthOf(drawing) && this.all.find(({ id }) => id === known.id)) || null;
  }

  /**
   * @param ink the drawing's strokes as the network takes them; null for a picture
   * @param network that read
   */
  put(drawing: Drawing, ink: Ink | null, reading: Reading, network: string, label: number) {
    const before = this.of(drawing);
    const mark = { ...(before ?? markOf(ink, reading, network)), label };
    this.#drawings.set(drawing, { id: mark.id, length: lengthOf(drawing) });
    this.all = [...this.all.filter((other) => other !== before), mark];
    return this.#attempt(async () => (await database()).put("marks", mark));
  }

  remove(mark: Mark) {
    this.all = this.all.filter((other) => other !== mark);
    return this.#attempt(async () => (await database()).delete("marks", mark.id));
  }

  clear() {
    this.all = [];
    return this.#attempt(async () => (await database()).clear("marks"));
  }

  async #attempt(work: () => Promise<unknown>) {
    this.#changed();
    try {
      await work();
    } catch (error) {
      console.warn("The browser keeps no marks.", error);
      this.isForbidden = true;
    }
    this.#changed();
  }
}

function markOf(ink: Ink | null, { state, image, ranking }: Reading, network: string): Omit<Mark, "label"> {
  const written = Date.now();
  return {
    version: VERSION,
    id: `${written.toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
    written,
    read: state === "read" ? ranking[0] : null,
    network,
    strokes: ink && pieces(ink),
    image: Uint8Array.from(image ?? [], (grey) => Math.round(255 * grey)),
  };
}

/** The strokes one by one. */
const pieces = ({ xy, ends }: Ink) =>
  Array.from(ends, (end, i) => Array.from(xy.subarray(2 * (ends[i - 1] ?? 0), 2 * end)));

/** Strokes only ever grow. */
const lengthOf = ({ strokes }: Drawing) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/** Whether a record is one of ours, whole. */
const isSound = ({ version, label, read, image, strokes }: Partial<Mark>) =>
  version === VERSION &&
  isDigit(label) &&
  (read === null || isDigit(read)) &&
  image instanceof Uint8Array &&
  image.length === 784 &&
  (strokes === null || Array.isArray(strokes));

const isDigit = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9;
