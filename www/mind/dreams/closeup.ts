// One digit's dream at a checkpoint of the run, asked for once and then remembered.
import { messageOf } from "../../engine/message";
import type { Run } from "../../store/run";
import type { Checkpoint } from "../../train/worker/protocol";
import type { Prior } from "crate";
import type { Dreams } from "../worker/protocol";
import type { MindBridge } from "../mind";

type Moment = { run: Run; checkpoint: Checkpoint; digit: number; prior: Prior | undefined };

const nameOf = ({ digit, prior }: Moment) => `${digit} ${prior}`;

export class Closeup {
  readonly #bridge: MindBridge;
  readonly #changed: () => void;
  /** By checkpoint, then by digit and prior. */
  #known: WeakMap<Checkpoint, Map<string, Dreams>> = new WeakMap();
  #wanted: Moment | null = null;
  #isBusy = false;
  fault = "";

  constructor(bridge: MindBridge, changed: () => void) {
    this.#bridge = bridge;
    this.#changed = changed;
  }

  /** What the network dreamt of the digit then; null while that is not known. */
  at(moment: Moment): Dreams | null {
    const known = this.#known.get(moment.checkpoint)?.get(nameOf(moment)) ?? null;
    if (known) return known;
    if (moment.checkpoint !== this.#wanted?.checkpoint || nameOf(moment) !== nameOf(this.#wanted)) this.fault = "";
    this.#wanted = moment;
    void this.#go();
    return null;
  }

  /** One question at a time: of a slider that moves fast, only where it rests counts. */
  async #go() {
    if (!this.#wanted || this.#isBusy || this.fault) return;
    const { run, checkpoint, digit, prior } = this.#wanted;
    const dreams = this.#known.get(checkpoint) ?? new Map<string, Dreams>();
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
    void this.#go();
  }
}
