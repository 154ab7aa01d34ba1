// Draws strokes again at the speed of a hand, through the same three verbs as the hand itself.

/** Points a second. */
const PACE = 60;

export class Replay {
  #sketch;
  #frame = 0;

  /** @param {{ begin(x: number, y: number): void, extend(x: number, y: number): void, end(): void }} sketch */
  constructor(sketch) {
    this.#sketch = sketch;
  }

  /** @param {import("./drawing.js").Stroke[]} strokes @param {boolean} atOnce shows the end, without the way there */
  play(strokes, atOnce) {
    this.stop();
    const steps = this.#steps(strokes);
    const pace = atOnce ? Infinity : PACE;
    const start = performance.now();
    let done = 0;
    const advance = (/** @type {number} */ now) => {
      for (; done < ((now - start) / 1000) * pace; done++) if (steps.next().done) return void this.stop();
      this.#frame = requestAnimationFrame(advance);
    };
    this.#frame = requestAnimationFrame(advance);
  }

  /** @returns whether there was something to stop */
  stop() {
    const wasPlaying = this.#frame !== 0;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    return wasPlaying;
  }

  /** @param {import("./drawing.js").Stroke[]} strokes */
  *#steps(strokes) {
    for (const [x, y, ...rest] of strokes) {
      yield this.#sketch.begin(x, y);
      for (let i = 0; i < rest.length; i += 2) yield this.#sketch.extend(rest[i], rest[i + 1]);
      yield this.#sketch.end();
    }
  }
}
