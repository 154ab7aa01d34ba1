// What the user said of the network's readings: which digit each drawing is, and what was read in it.
import { flatten } from "../lib/drawing.js";
import { MarkStore, VERSION } from "../store/marks.js";

/** @typedef {import("../lib/drawing.js").Drawing} Drawing */
/** @typedef {import("../lib/reading.js").Reading} Reading */
/** @typedef {import("../store/marks.js").Mark} Mark */

export class Marks {
  #changed;
  #store = new MarkStore();
  /** Which mark a drawing has, and how much of it was there. @type {WeakMap<Drawing, { id: string, length: number }>} */
  #drawings = new WeakMap();
  /** Oldest first. @type {Mark[]} */
  all = [];
  isForbidden = false;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  load() {
    return this.#attempt(async () => {
      const saved = await this.#store.list();
      // What was marked meanwhile is newer.
      this.all = [...saved.filter(({ id }) => !this.all.some((mark) => mark.id === id)), ...this.all];
    });
  }

  /** The mark of a drawing as it is now. @param {Drawing} drawing */
  of(drawing) {
    const known = this.#drawings.get(drawing);
    return (known?.length === lengthOf(drawing) && this.all.find(({ id }) => id === known.id)) || null;
  }

  /** @param {Drawing} drawing @param {Reading} reading @param {string} network @param {number} label */
  put(drawing, { state, image, ranking }, network, label) {
    if (!image) return;
    const before = this.of(drawing);
    const mark = before ? { ...before, label } : {
      version: VERSION,
      id: newId(),
      written: Date.now(),
      label,
      read: state === "read" ? ranking[0] : null,
      network,
      strokes: drawing.picture ? null : pieces(drawing),
      image: Uint8Array.from(image, (grey) => Math.round(255 * grey)),
    };
    this.#drawings.set(drawing, { id: mark.id, length: lengthOf(drawing) });
    this.all = [...this.all.filter(({ id }) => id !== mark.id), mark];
    return this.#attempt(() => this.#store.put(mark));
  }

  /** @param {Mark} mark */
  remove(mark) {
    this.all = this.all.filter(({ id }) => id !== mark.id);
    return this.#attempt(() => this.#store.remove(mark.id));
  }

  clear() {
    this.all = [];
    return this.#attempt(() => this.#store.clear());
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

/** Strokes only ever grow. @param {Drawing} drawing */
const lengthOf = ({ strokes }) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/** The ink that shows on the pad, as the network takes it. @param {Drawing} drawing */
function pieces({ strokes }) {
  const { xy, ends } = flatten(strokes);
  return Array.from(ends, (end, i) => Array.from(xy.subarray(2 * (ends[i - 1] ?? 0), 2 * end)));
}

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
