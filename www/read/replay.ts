// Draws strokes again at the speed of a hand, through the same three verbs as the hand itself.
import type { Stroke } from "../engine/drawing";
import type { Hand } from "./pad";

/** Points a second. */
const PACE = 60;

export class Replay {
  readonly #sketch: Hand;
  #frame = 0;

  constructor(sketch: Hand) {
    this.#sketch = sketch;
  }

  /** @param atOnce shows the end, without the way there */
  play(strokes: Stroke[], atOnce: boolean) {
    this.stop();
    const steps = this.#steps(strokes);
    const pace = atOnce ? Infinity : PACE;
    const start = performance.now();
    let done = 0;
    const advance = (now: number) => {
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

  *#steps(strokes: Stroke[]) {
    for (const [x, y, ...rest] of strokes) {
      yield this.#sketch.begin(x, y);
      for (let i = 0; i < rest.length; i += 2) yield this.#sketch.extend(rest[i], rest[i + 1]);
      yield this.#sketch.end();
    }
  }
}
