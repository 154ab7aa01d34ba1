// Trains the networks of lessons in the worker, and reports on the way.
import { turn } from "../../ui/turn";
import { messageOf } from "../../../npm/src/program/message";
import { joined } from "../arrays";
import { Batches } from "./batches";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Report, Trained, TrainingTask } from "./protocol";

export class Trainings {
  readonly #glue: Glue;
  readonly #tell: (report: Report) => void;
  readonly #running: Set<number> = new Set();

  constructor(glue: Glue, tell: (report: Report) => void) {
    this.#glue = glue;
    this.#tell = tell;
  }

  /** @returns whether it ran */
  stop(training: number) {
    return this.#running.delete(training);
  }

  async run(task: TrainingTask): Promise<Trained> {
    const { training, recipe, weights, every } = task;
    const network = new this.#glue.Network(recipe, task.seed);
    this.#running.add(training);
    try {
      network.set_weights(weights);
      const batches = new Batches(task.examples, task.batch, task.seed);
      const reports = [weights];
      let steps = 0;
      let fault = "";
      while (steps < task.steps && this.#running.has(training) && !fault) {
        try {
          do {
            const { images, labels } = batches.next();
            if (task.rule) network.train_step_by(task.rule, images, labels);
            else network.train_step(images, labels);
            steps += 1;
          } while (steps % every !== 0 && steps < task.steps);
        } catch (error) {
          // A rate that is too high, or a network that cannot learn: the lesson says what the crate says.
          fault = messageOf(error);
        }
        const weights = network.weights();
        reports.push(weights);
        if (task.isWatched) this.#tell({ training, steps, weights: weights.slice() });
        await turn();
      }
      return { weights: joined(reports), fault };
    } finally {
      this.#running.delete(training);
      network.free();
    }
  }
}
