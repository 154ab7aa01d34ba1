// What is being drawn, and what was drawn before it.
import { BLANK } from "./drawing.js";

/** @typedef {import("./drawing.js").Drawing} Drawing */
/** @typedef {import("./drawing.js").Stroke} Stroke */

/** A pen that has not yet left its first point by more than this rests there: a trembling tap is a dot. */
const REST = 0.012;

/** Points closer than this to the last one say nothing new. */
const STEP = 0.001;

export class Sketch {
  #changed;
  /** @type {Drawing[]} */
  #past = [];
  /** @type {Stroke | null} the stroke that is still under the pen */
  #open = null;
  drawing = BLANK;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get isOpen() {
    return this.#open !== null;
  }

  /** A stroke on a picture or an image begins a new drawing. @param {number} x @param {number} y */
  begin(x, y) {
    const stroke = [x, y];
    this.#become({ ...BLANK, strokes: [...this.drawing.strokes, stroke] });
    this.#open = stroke;
  }

  /** @param {number} x @param {number} y */
  extend(x, y) {
    const stroke = this.#open;
    if (!stroke) return;
    const [lastX, lastY] = stroke.slice(-2);
    if (Math.hypot(x - lastX, y - lastY) < (stroke.length === 2 ? REST : STEP)) return;
    stroke.push(x, y);
    this.#changed();
  }

  end() {
    this.#open = null;
    this.#changed();
  }

  /** @param {import("./drawing.js").Picture} picture */
  show(picture) {
    this.#become({ ...BLANK, picture });
  }

  /** @param {Float32Array} image */
  take(image) {
    this.#become({ ...BLANK, image });
  }

  clear() {
    if (this.drawing !== BLANK) this.#become(BLANK);
  }

  /** Takes back the last stroke, picture, image or clearing. */
  undo() {
    this.#open = null;
    this.drawing = this.#past.pop() ?? BLANK;
    this.#changed();
  }

  /** @param {Drawing} drawing */
  #become(drawing) {
    this.#past.push(this.drawing);
    this.#open = null;
    this.drawing = drawing;
    this.#changed();
  }
}
