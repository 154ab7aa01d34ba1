// The strokes on a pad, and what was there before them. A list of strokes never changes: each point makes another one.
import { distinct } from "../pad/strokes";
import type { Stroke } from "../reader/drawing";

type Strokes = readonly Stroke[];

/** Drawings that can be come back to. */
const MOST = 60;

export class Drawing {
  readonly #changed: () => void;
  #strokes: Strokes = [];
  #past: Strokes[] = [];
  #isOpen = false;

  /** @param changed called when there are other strokes, or a stroke has come to its end */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get strokes() {
    return this.#strokes;
  }

  /** A stroke is under the pen. */
  get isOpen() {
    return this.#isOpen;
  }

  begin(x: number, y: number) {
    this.#remember();
    this.#become([...this.#strokes, [x, y]], true);
  }

  /** @param points x0, y0, x1, y1 … */
  extend(...points: number[]) {
    const stroke = this.#strokes.at(-1);
    if (!this.#isOpen || !stroke) return;
    const more = distinct(stroke, points);
    if (more.length > 0) this.#become([...this.#strokes.slice(0, -1), [...stroke, ...more]], true);
  }

  end() {
    if (this.#isOpen) this.#become(this.#strokes, false);
  }

  /** Takes back the last stroke, or clearing. */
  undo() {
    const last = this.#past.pop();
    if (last) this.#become(last, false);
  }

  clear() {
    if (this.#strokes.length === 0) return;
    this.#remember();
    this.#become([], false);
  }

  /** Begins anew with these strokes: there is nothing to come back to. */
  reset(strokes: Strokes = []) {
    this.#past = [];
    this.#become(strokes, false);
  }

  #remember() {
    this.#past.push(this.#strokes);
    if (this.#past.length > MOST) this.#past.shift();
  }

  #become(strokes: Strokes, isOpen: boolean) {
    this.#strokes = strokes;
    this.#isOpen = isOpen;
    this.#changed();
  }
}
