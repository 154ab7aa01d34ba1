// What is being drawn, and what was drawn before it.
import { BLANK, type Drawing, type Picture, type Stroke } from "../engine/drawing";

/** Points closer than this to the last one say nothing new. */
const STEP = 0.001;

export class Sketch {
  readonly #changed: () => void;
  #past: Drawing[] = [];
  /** The stroke that is still under the pen. */
  #open: Stroke | null = null;
  drawing = BLANK;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isOpen() {
    return this.#open !== null;
  }

  /** A stroke on a picture or an image begins a new drawing. */
  begin(x: number, y: number) {
    const stroke = [x, y];
    this.#become({ ...BLANK, strokes: [...this.drawing.strokes, stroke] });
    this.#open = stroke;
  }

  extend(x: number, y: number) {
    const stroke = this.#open;
    if (!stroke) return;
    const [lastX, lastY] = stroke.slice(-2);
    if (Math.hypot(x - lastX, y - lastY) < STEP) return;
    stroke.push(x, y);
    this.#changed();
  }

  end() {
    this.#open = null;
    this.#changed();
  }

  show(picture: Picture) {
    this.#become({ ...BLANK, picture });
  }

  take(image: Float32Array) {
    this.#become({ ...BLANK, image });
  }

  /** Goes on with a drawing from elsewhere. */
  resume(drawing: Drawing) {
    this.#become(drawing);
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

  #become(drawing: Drawing) {
    this.#past.push(this.drawing);
    this.#open = null;
    this.drawing = drawing;
    this.#changed();
  }
}
