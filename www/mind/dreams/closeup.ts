// One digit's dream at a checkpoint of the run, asked for once and then cached.
import { signal } from "@preact/signals";
import { messageOf } from "../../../npm/src/program/message";
import type { Checkpoint } from "../../store/run";
import { client } from "../client";
import type { Prior, Recipe } from "crate";
import type { Dreams } from "../worker/protocol";

export interface Moment {
  recipe: Recipe;
  checkpoint: Checkpoint;
  digit: number;
  prior: Prior | undefined;
}

const nameOf = ({ digit, prior }: Moment) => `${digit} ${prior}`;

class Closeup {
  /** By checkpoint, then by digit and prior. */
  #known: WeakMap<Checkpoint, Map<string, Dreams>> = new WeakMap();
  #wanted: Moment | null = null;
  #isBusy = false;
  /** Counts the answers. */
  readonly answers = signal(0);
  readonly fault = signal("");

  /** What the network dreamt of the digit then; null while that is not known. */
  at(moment: Moment): Dreams | null {
    void this.answers.value;
    return this.#known.get(moment.checkpoint)?.get(nameOf(moment)) ?? null;
  }

  /** Of a slider that moves fast, only where it rests counts. */
  want(moment: Moment) {
    if (moment.checkpoint !== this.#wanted?.checkpoint || nameOf(moment) !== nameOf(this.#wanted))
      this.fault.value = "";
    this.#wanted = moment;
    void this.#go();
  }

  async #go() {
    const moment = this.#wanted;
    if (!moment || this.#isBusy || this.fault.peek()) return;
    const { recipe, checkpoint, digit, prior } = moment;
    const dreams = this.#known.get(checkpoint) ?? new Map<string, Dreams>();
    if (dreams.has(nameOf(moment))) return;
    this.#isBusy = true;
    try {
      const weights = checkpoint.weights.slice();
      const question = { snapshot: { recipe, weights }, digit, prior };
      const answer = await client.request("dream", question, [weights.buffer]);
      if (answer) this.#known.set(checkpoint, dreams.set(nameOf(moment), answer));
    } catch (error) {
      console.warn(error);
      this.fault.value = messageOf(error);
    }
    this.#isBusy = false;
    this.answers.value += 1;
    void this.#go();
  }
}

export const closeup = new Closeup();
