// Evaluates the network in training on the test images: at each epoch's end, and between as often as costs a twentieth.
import { at } from "../../store/curve";
import type { Scheduler } from "./scheduler";
import type { Progress } from "crate";
import type { Dataset } from "../../mnist/image-set";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Checkpoint } from "../../store/run";

/** `outputs`: ten an image. */
export type Found = { checkpoint: Checkpoint; outputs: Float32Array<ArrayBuffer> };

/** Images in a chunk: some 25 ms. */
const CHUNK = 500;

/** Chances to test in an epoch, besides its end. */
const CHANCES = 8;

/** Milliseconds that testing may take at the beginning of a run, so that the curve starts early. */
const CREDIT = 250;

export class Evaluator {
  readonly #scheduler: Scheduler;
  #chance = 0;
  /** The step at which the network was evaluated last. */
  tested: number;

  constructor(scheduler: Scheduler, tested: number) {
    this.#scheduler = scheduler;
    this.tested = tested;
  }

  isDue(progress: Progress, images: Dataset) {
    if (progress.steps === this.tested || progress.steps === 0) return false;
    if (progress.epoch_over) return true;
    const chance = Math.floor(at(progress) * CHANCES);
    const { testing, training } = this.#scheduler;
    if (chance === this.#chance || !isComplete(images) || testing > CREDIT + training / 20) return false;
    this.#chance = chance;
    return true;
  }

  /**
   * @param goesOn asked between the chunks
   * @returns null if it was stopped
   */
  async evaluate(
    training: InstanceType<Glue["Training"]>,
    images: Dataset,
    progress: Progress,
    goesOn: () => boolean,
  ): Promise<Found | null> {
    let [loss, correct] = [0, 0];
    const total = isComplete(images) ? images.length : 0;
    const outputs = new Float32Array(10 * total);
    for (let start = 0; start < total; start += CHUNK) {
      if (!goesOn()) return null;
      const begin = performance.now();
      const end = Math.min(start + CHUNK, total);
      const part = training.evaluate_part(images, start, end);
      loss += part.loss * part.samples;
      correct += part.correct;
      outputs.set(part.outputs, 10 * start);
      this.#scheduler.testing += performance.now() - begin;
      await this.#scheduler.breathe();
    }
    if (total === 0) return null;
    this.tested = progress.steps;
    const weights = training.weights() as Float32Array<ArrayBuffer>;
    const { steps, epoch_over } = progress;
    const file = new Blob([weights]);
    const checkpoint = {
      at: at(progress),
      steps,
      loss: loss / total,
      accuracy: correct / total,
      epoch_over,
      weights,
      file,
    };
    return { checkpoint, outputs };
  }
}

/** All of MNIST's test images are here and right. */
const isComplete = (images: Dataset) => images.length === 10_000;
