// One digit's dream at a checkpoint of the run, asked for once and then remembered.
import { messageOf } from "../lib/message.js";
import { STEPS } from "./dreamer.js";

/** @typedef {import("../run.js").Run} Run */
/** @typedef {import("../trainer/protocol.js").Checkpoint} Checkpoint */
/** @typedef {import("./protocol.js").Dreams} Dreams */
/** @typedef {{ run: Run, checkpoint: Checkpoint, digit: number }} Moment */

export class Closeup {
  #bridge;
  #changed;
  /** By checkpoint, then by digit. @type {WeakMap<Checkpoint, (Dreams | undefined)[]>} */
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
    const known = this.#known.get(moment.checkpoint)?.[moment.digit] ?? null;
    if (known) return known;
    if (moment.checkpoint !== this.#wanted?.checkpoint || moment.digit !== this.#wanted.digit) this.fault = "";
    this.#wanted = moment;
    this.#go();
    return null;
  }

  /** One question at a time: of a slider that moves fast, only where it rests counts. */
  async #go() {
    if (!this.#wanted || this.#isBusy || this.fault) return;
    const { run, checkpoint, digit } = this.#wanted;
    const dreams = this.#known.get(checkpoint) ?? [];
    if (dreams[digit]) return;
    this.#isBusy = true;
    try {
      const weights = checkpoint.weights.slice();
      const question = { snapshot: { recipe: run.recipe, weights }, digit, steps: STEPS };
      dreams[digit] = await this.#bridge.request("dream", question, [weights.buffer]);
      this.#known.set(checkpoint, dreams);
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#go();
  }
}
