// What the user said of the network's readings: which digit each drawing is, and what was read in it; kept in the browser.
import { flatten } from "../lib/drawing.js";
import { database } from "./database.js";

/** @typedef {import("../lib/drawing.js").Drawing} Drawing */
/** @typedef {import("../lib/reading.js").Reading} Reading */
/**
 * @typedef {object} Mark
 * @property {number} version
 * @property {string} id
 * @property {number} written milliseconds since 1970
 * @property {number} label the digit that it is
 * @property {number | null} read the digit that was read, if any
 * @property {string} network that read
 * @property {number[][] | null} strokes x0, y0, x1, y1 … each; a picture has none
 * @property {Uint8Array} image the 784 greys that were read, 0..255
 */

/** Of another shape than this, a mark is not read. */
const VERSION = 1;

export class Marks {
  #changed;
  /** Which mark a drawing has, and how much of it was there. @type {WeakMap<Drawing, { id: string, length: number }>} */
  #drawings = new WeakMap();
  /** Oldest first. @type {Mark[]} */
  all = [];
  /** The browser keeps nothing. */
  isForbidden = false;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Those of earlier visits. */
  load() {
    return this.#attempt(async () => {
      const records = await (await database()).getAll("marks");
      this.all = [...records.filter(isSound).sort((a, b) => a.written - b.written), ...this.all];
    });
  }

  /** The mark of a drawing as it is now. @param {Drawing} drawing */
  of(drawing) {
    const known = this.#drawings.get(drawing);
    return (known?.length === lengthOf(drawing) && this.all.find(({ id }) => id === known.id)) || null;
  }

  /** @param {Drawing} drawing @param {Reading} reading @param {string} network that read @param {number} label */
  put(drawing, reading, network, label) {
    const before = this.of(drawing);
    const mark = { ...(before ?? markOf(drawing, reading, network)), label };
    this.#drawings.set(drawing, { id: mark.id, length: lengthOf(drawing) });
    this.all = [...this.all.filter((other) => other !== before), mark];
    return this.#attempt(async () => (await database()).put("marks", mark));
  }

  /** @param {Mark} mark */
  remove(mark) {
    this.all = this.all.filter((other) => other !== mark);
    return this.#attempt(async () => (await database()).delete("marks", mark.id));
  }

  clear() {
    this.all = [];
    return this.#attempt(async () => (await database()).clear("marks"));
  }

  /** @param {() => Promise<unknown>} work */
  async #attempt(work) {
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

/** @param {Drawing} drawing @param {Reading} reading @param {string} network @returns {Omit<Mark, "label">} */
function markOf({ strokes, picture }, { state, image, ranking }, network) {
  const written = Date.now();
  return {
    version: VERSION,
    id: `${written.toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
    written,
    read: state === "read" ? ranking[0] : null,
    network,
    strokes: picture ? null : pieces(strokes),
    image: Uint8Array.from(image ?? [], (grey) => Math.round(255 * grey)),
  };
}

/** The ink that shows on the pad, as the network takes it. @param {Drawing["strokes"]} strokes */
function pieces(strokes) {
  const { xy, ends } = flatten(strokes);
  return Array.from(ends, (end, i) => Array.from(xy.subarray(2 * (ends[i - 1] ?? 0), 2 * end)));
}

/** Strokes only ever grow. @param {Drawing} drawing */
const lengthOf = ({ strokes }) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/** Whether a record is one of ours, whole. @param {Partial<Mark>} mark */
const isSound = ({ version, label, read, image, strokes }) =>
  version === VERSION && isDigit(label) && (read === null || isDigit(read)) && image instanceof Uint8Array && image.length === 784 &&
  (strokes === null || Array.isArray(strokes));

/** @param {unknown} value */
const isDigit = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9;
