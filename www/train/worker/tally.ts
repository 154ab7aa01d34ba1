// Gathers what training images said into points of the curve, at the same steps however a run is cut into chunks.
import { at } from "../../store/curve";
import type { Point } from "../../store/run";
import type { Sum } from "../../store/saved-runs";
import type { Progress } from "crate";

/** Points in an epoch. */
const POINTS = 20;

const EMPTY = { loss: 0, correct: 0, samples: 0, digits: 0 };

export class Tally {
  readonly #batch: number;
  #last: Progress;
  sum: { digits: number; loss: number; correct: number; samples: number };

  /** @param progress where the run is */
  constructor(progress: Progress, batch_size: number, sum: Sum = EMPTY) {
    this.#last = progress;
    this.#batch = batch_size;
    // What was saved before drawings that are no digit were among the samples has digits alone.
    this.sum = { ...sum, digits: sum.digits ?? sum.samples };
  }

  /** Steps that still belong to the point under way. */
  get room() {
    const stride = this.#stride();
    return stride - (this.#steps(this.#last) % stride);
  }

  /** @param progress after a chunk within the room */
  add(progress: Progress): Point | null {
    const before = progress.epoch === this.#last.epoch ? this.#last.examples : 0;
    this.#last = progress;
    const samples = progress.examples - before;
    if (samples === 0) return null;
    this.sum.loss += (progress.recent_loss ?? 0) * samples;
    this.sum.correct += progress.recent_correct;
    this.sum.samples += samples;
    this.sum.digits += progress.recent_digits;
    if (!progress.epoch_over && this.#steps(progress) % this.#stride() > 0) return null;
    const { loss, correct, samples: all, digits } = this.sum;
    this.sum = { ...EMPTY };
    return { at: at(progress), loss: loss / all, accuracy: correct / Math.max(digits, 1) };
  }

  #stride() {
    return Math.ceil(this.#last.examples_in_epoch / this.#batch / POINTS);
  }

  /** Steps of its epoch so far; at its end, none of the next. */
  #steps({ examples, epoch_over }: Progress) {
    return epoch_over ? 0 : examples / this.#batch;
  }
}
