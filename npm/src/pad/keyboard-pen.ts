// A pen that arrow keys move over the pad; it is down while a stroke is open.
import { SIDE } from "../reader/drawing";
import type { Strokes } from "./strokes";

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Pads that it goes at each press: a cell of the grid. */
const STEP = 1 / SIDE;

/** In pads. */
export type Place = readonly [x: number, y: number];

export class KeyboardPen {
  readonly #strokes: Strokes;
  readonly #moved: (place: Place | null) => void;
  #place: Place | null = null;
  /** Two at once go aslant. */
  readonly #held: Set<string> = new Set();

  /** @param moved called with its place on the pad; null once it leaves */
  constructor(strokes: Strokes, moved: (place: Place | null) => void) {
    this.#strokes = strokes;
    this.#moved = moved;
  }

  /**
   * @param isRepeated it is held down
   * @returns whether the key is one of the pen's
   */
  press(key: string, isRepeated: boolean) {
    if (Object.hasOwn(WAYS, key)) {
      this.#held.add(key);
      this.#move();
      return true;
    }
    if (key !== " " && key !== "Enter") return false;
    if (!isRepeated) this.#toggle();
    return true;
  }

  release(key: string) {
    this.#held.delete(key);
  }

  /** It leaves the pad. */
  putAway() {
    if (this.#place && this.#strokes.isOpen()) this.#strokes.end();
    this.#held.clear();
    this.#goTo(null);
  }

  #goTo(place: Place | null) {
    this.#place = place;
    this.#moved(place);
  }

  #move() {
    const [x, y] = this.#place ?? [0.5, 0.5];
    const ways = Array.from(this.#held, (key) => WAYS[key]);
    const to = (from: number, axis: 0 | 1) =>
      Math.min(1, Math.max(0, from + STEP * ways.reduce((sum, way) => sum + way[axis], 0)));
    const next = [to(x, 0), to(y, 1)] as const;
    this.#goTo(next);
    if (this.#strokes.isOpen()) this.#strokes.extend(...next);
  }

  #toggle() {
    const [x, y] = this.#place ?? [0.5, 0.5];
    this.#goTo([x, y]);
    if (this.#strokes.isOpen()) return this.#strokes.end();
    this.#strokes.makeWay();
    this.#strokes.begin(x, y);
  }
}
