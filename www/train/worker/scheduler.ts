// Cuts the training into chunks that a request need not wait for, and knows how fast it goes.
import type { Progress } from "crate";

/** Milliseconds of a chunk: three of them fit well into the tenth of a second in which a pause must act. */
const CHUNK = 25;

/** Milliseconds between two reports: the page has work with each, which it does on the cores that train. */
const REPORT = 250;

/** Milliseconds of training over which the speed is the mean. */
const MEMORY = 1500;

export class Scheduler {
  #channel = new MessageChannel();
  #ms_per_step = 5;
  #recent: { ms: number; samples: number }[] = [];
  #reported = 0;
  /** Milliseconds of this run so far. */
  training = 0;
  testing = 0;

  /** Takes as many steps as fit into a chunk. */
  train(most: number, before: Progress, run: (steps: number) => Progress) {
    const steps = Math.max(1, Math.min(most, Math.floor(CHUNK / this.#ms_per_step)));
    const begin = performance.now();
    const progress = run(steps);
    const ms = performance.now() - begin;
    const taken = progress.steps - before.steps;
    if (taken === 0) return progress;
    this.#ms_per_step = ms / taken;
    const samples = progress.examples - (progress.epoch === before.epoch ? before.examples : 0);
    this.training += ms;
    this.#recent.push({ ms, samples });
    for (let sum = this.#sum("ms"); sum - this.#recent[0].ms > MEMORY; sum = this.#sum("ms")) this.#recent.shift();
    return progress;
  }

  #sum(what: "ms" | "samples") {
    return this.#recent.reduce((sum, chunk) => sum + chunk[what], 0);
  }

  get samples_per_second() {
    return this.#recent.length ? (1000 * this.#sum("samples")) / this.#sum("ms") : 0;
  }

  /** @param samples that are left */
  seconds_left(samples: number) {
    const testing = this.training > 0 ? this.testing / this.training : 0;
    return (samples / this.samples_per_second) * (1 + testing);
  }

  isTimeToReport() {
    const now = performance.now();
    if (now - this.#reported < REPORT) return false;
    this.#reported = now;
    return true;
  }

  /** Lets everything that waits have its turn. */
  breathe() {
    return new Promise((resolve) => {
      this.#channel.port1.onmessage = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  /** The same, longer: there is nothing to do, or others have much to do. */
  rest() {
    return new Promise((resolve) => setTimeout(resolve, 10));
  }
}
