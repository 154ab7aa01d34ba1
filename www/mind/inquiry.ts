// Asks Mind's worker something about the active model, and again as it learns, but never so often that it learns slower.
import { computed, signal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { messageOf } from "../../npm/src/program/message";
import { suspect } from "../engine/newer";
import type { Snapshot } from "../engine/snapshot";
import { Damaged, Lost } from "../../npm/src/program/stream";
import { isTraining, run } from "../store/run";
import { active } from "../store/snapshots";
import { Rest } from "../ui/rest";

/** The active model is in training: another snapshot of it comes soon. */
export const isLearning = computed(() => {
  const origin = active.value?.origin;
  return origin?.kind === "run" && origin.run === run.value?.id && isTraining(run.value);
});

/** Whether two snapshots are of one network, at two moments of its training. */
export const isSameNetwork = (one: Snapshot, other: Snapshot) =>
  one.origin.kind === "run" && other.origin.kind === "run" && one.origin.run === other.origin.run;

/** By which it is told whether another network is looked at: a rate that changes makes another recipe of the same run. */
const identityOf = ({ origin, recipe }: Snapshot) => (origin.kind === "run" ? origin.run : recipe.layers);

/** What is asked, and what becomes of the answer, those who extend it say. */
export abstract class Inquiry {
  /** Null: nobody looks. */
  #snapshot: Snapshot | null = null;
  #identity: ReturnType<typeof identityOf> | null = null;
  #isBusy = false;
  #rest = new Rest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What failed, in the worker's words. */
  readonly fault = signal("");

  /** Whether this is known of the network already. Signals that are read here make the question come again. */
  abstract isAnswered(snapshot: Snapshot): boolean;

  /** Whether there is an answer that may be looked at for a while. */
  abstract canWait(snapshot: Snapshot): boolean;

  /**
   * Asks, and keeps the answer.
   * @returns milliseconds that the worker took
   */
  abstract ask(snapshot: Snapshot): Promise<number>;

  /** @param snapshot that is looked at from now on; null: none */
  update(snapshot: Snapshot | null) {
    // What one kind of network cannot do, another may.
    const identity = snapshot && identityOf(snapshot);
    if (identity && identity !== this.#identity) {
      this.#identity = identity;
      this.fault.value = "";
    }
    this.#snapshot = snapshot;
    void this.#go();
  }

  /** Asks again what failed. */
  retry() {
    this.fault.value = "";
    void this.#go();
  }

  async #go() {
    const snapshot = this.#snapshot;
    clearTimeout(this.#timer);
    if (!snapshot || this.isAnswered(snapshot) || this.#isBusy || this.fault.peek()) return;
    const wait = this.canWait(snapshot) ? this.#rest.left : 0;
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#go(), wait);
      return;
    }
    this.#isBusy = true;
    try {
      this.#rest.begin(await this.ask(snapshot));
    } catch (error) {
      console.warn(error);
      this.fault.value = messageOf(error);
      if (error instanceof Lost || error instanceof Damaged) void suspect();
    }
    this.#isBusy = false;
    void this.#go();
  }
}

/** Asks the active model for as long as the component is mounted. */
export function useInquiry(inquiry: Inquiry) {
  useSignalEffect(() => inquiry.update(active.value));
  useEffect(() => () => inquiry.update(null), []);
}
