// One digit's dream at a checkpoint of the run, asked for once and then remembered.
import { messageOf } from "../lib/message.js";

/** @typedef {import("../run.js").Run} Run */
/** @typedef {import("../trainer/protocol.js").Checkpoint} Checkpoint */
/** @typedef {import("./protocol.js").Dreams} Dreams */
/** @typedef {import("./protocol.js").Prior} Prior */
/** @typedef {{ run: Run, checkpoint: Checkpoint, digit: number, prior: Prior | undefined }} Moment */

const nameOf = (/** @type {Moment} */ { digit, prior }) => `${digit} ${prior}`;

export class Closeup {
  #bridge;
  #changed;
  /** By checkpoint, then by digit and prior. @type {WeakMap<Checkpoint, Map<string, Dreams>>} */
  #known = new WeakMap();
  /** @type {Moment | null} */
  #wanted = null;
  #isBusy = false;
  fault = "";

  /** @param {import("../mind.js").MindBridge} bridge @param {() => void} changed */
  constructor(bridge, changed) {
    this.#bridge = bridge;
    this.#changed = changed;
  }

  /** What the network dreamt of the digit then; null while that is not known. @param {Moment} moment @returns {Dreams | null} */
  at(moment) {
    const known = this.#known.get(moment.checkpoint)?.get(nameOf(moment)) ?? null;
    if (known) return known;
    if (moment.checkpoint !== this.#wanted?.checkpoint || nameOf(moment) !== nameOf(this.#wanted)) this.fault = "";
    this.#wanted = moment;
    this.#go();
    return null;
  }

  /** One question at a time: of a slider that moves fast, only where it rests counts. */
  async #go() {
    if (!this.#wanted || this.#isBusy || this.fault) return;
    const { run, checkpoint, digit, prior } = this.#wanted;
    const dreams = this.#known.get(checkpoint) ?? new Map();
    const name = nameOf(this.#wanted);
    if (dreams.has(name)) return;
    this.#isBusy = true;
    try {
      const weights = checkpoint.weights.slice();
      const question = { snapshot: { recipe: run.recipe, weights }, digit, prior };
      const answer = await this.#bridge.request("dream", question, [weights.buffer]);
      if (answer) this.#known.set(checkpoint, dreams.set(name, answer));
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#go();
  }
}
