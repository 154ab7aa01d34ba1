// Looks at the weights while they change, one look at a time, and once more when they rest.

/** Milliseconds between two looks: often enough to see the drawing judged as the network learns. */
const PAUSE = 300;

/** @typedef {import("../worker/bridge.js").Bridge<import("./protocol.js").Requests, import("./protocol.js").Events>} TrainerBridge */

export class Watch {
  #bridge;
  #seen;
  #isOn = false;
  /** It goes to the worker and back: an array for each look would be a burden to collect. @type {Float32Array<ArrayBuffer> | undefined} */
  #weights;

  /**
   * @param {TrainerBridge} bridge
   * @param {(run: import("../run.js").Run, weights: Float32Array) => void} seen
   */
  constructor(bridge, seen) {
    this.#bridge = bridge;
    this.#seen = seen;
  }

  /** Until another run is led, or this one rests. @param {import("../run.js").Run} run @param {() => boolean} isLed */
  async follow(run, isLed) {
    if (this.#isOn) return;
    this.#isOn = true;
    while (isLed() && run.phase === "running") {
      await this.look(run, isLed);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.#isOn = false;
    if (isLed() && !run.isLost) await this.look(run, isLed);
  }

  /** @param {import("../run.js").Run} run @param {() => boolean} isLed */
  async look(run, isLed) {
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
