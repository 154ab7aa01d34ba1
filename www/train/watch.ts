// Takes in the weights while they change, and once more when they rest: each time they are another snapshot.
import { at } from "../store/curve";
import { crate } from "../store/program";
import { run } from "../store/run";
import { showTrained } from "../store/snapshots";
import type { WorkerClient } from "../../npm/src/worker/client";
import type { Events, Requests } from "./worker/protocol";

/** Milliseconds between two looks at the weights: often enough to see the drawing read as the network learns. */
const PAUSE = 300;

/** Bytes of weights a second: more would be a burden to collect. */
const MOST = 20e6;

export class Watch {
  readonly #client: WorkerClient<Requests, Events>;
  #isOn = false;
  #pause = PAUSE;

  constructor(client: WorkerClient<Requests, Events>) {
    this.#client = client;
  }

  /** Until the run rests. */
  async follow() {
    if (this.#isOn) return;
    this.#isOn = true;
    while (run.value?.phase === "running") {
      // Nothing is looked at that nobody sees.
      if (!document.hidden) await this.look();
      await new Promise((resolve) => setTimeout(resolve, this.#pause));
    }
    this.#isOn = false;
    if (run.value?.isInWorker) await this.look();
  }

  async look() {
    const id = run.value?.id;
    try {
      const weights = await this.#client.request("weights", {});
      const now = run.value;
      if (!crate.value || !now || now.id !== id) return;
      const origin = { kind: "run", run: now.id, at: now.progress ? at(now.progress) : 0 } as const;
      showTrained(crate.value.snapshot(now.recipe, weights, origin));
      this.#pause = Math.max(PAUSE, (1000 * weights.byteLength) / MOST);
    } catch (error) {
      console.warn("No look at the weights.", error);
    }
  }
}
