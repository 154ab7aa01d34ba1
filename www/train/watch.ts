// Looks at the weights while they change, one look at a time, and once more when they rest.
import type { WorkerClient } from "../engine/worker/client";
import type { Events, Requests } from "./worker/protocol";
import type { Run } from "../store/run";

/** Milliseconds between two looks: often enough to see the drawing judged as the network learns. */
const PAUSE = 300;

export type TrainerBridge = WorkerClient<Requests, Events>;

export class Watch {
  readonly #bridge: TrainerBridge;
  readonly #seen: (run: Run, weights: Float32Array) => void;
  #isOn = false;
  /** It goes to the worker and back: an array for each look would be a burden to collect. */
  #weights: Float32Array<ArrayBuffer> | undefined;

  constructor(bridge: TrainerBridge, seen: (run: Run, weights: Float32Array) => void) {
    this.#bridge = bridge;
    this.#seen = seen;
  }

  /** Until another run is led, or this one rests. */
  async follow(run: Run, isLed: () => boolean) {
    if (this.#isOn) return;
    this.#isOn = true;
    while (isLed() && run.phase === "running") {
      await this.look(run, isLed);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.#isOn = false;
    if (isLed() && !run.isLost) await this.look(run, isLed);
  }

  async look(run: Run, isLed: () => boolean) {
    try {
      const into = this.#weights;
      this.#weights = undefined;
      this.#weights = await this.#bridge.request("weights", { into }, into && [into.buffer]);
      if (isLed()) this.#seen(run, this.#weights);
    } catch (error) {
      console.warn("No look at the weights.", error);
    }
  }
}
