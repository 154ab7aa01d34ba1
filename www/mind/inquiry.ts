// Asks mind's worker something about the network that the page shows, and again as it learns, but never so often that
// it learns slower.
import { messageOf } from "../engine/message";
import { Rest } from "../ui/rest";
import { Damaged, Lost } from "../engine/stream";
import { suspect } from "../engine/newer";
import type { Shown } from "../app/readers";
import type { MindBridge } from "./mind";
import type { Snapshot } from "./worker/protocol";

/** What is asked, and what becomes of the answer, those who extend it say. */
export abstract class Inquiry {
  readonly #changed: () => void;
  #shown: Shown | null = null;
  #isBusy = false;
  #rest = new Rest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  fault = "";
  readonly bridge: MindBridge;

  constructor(bridge: MindBridge, changed: () => void) {
    this.bridge = bridge;
    this.#changed = changed;
  }

  abstract isAnswered(shown: Shown): boolean;

  /** Whether there is an answer that may be looked at for a while. */
  abstract canWait(shown: Shown): boolean;

  /**
   * Asks, and keeps the answer.
   * @returns milliseconds that the worker took
   */
  abstract ask(shown: Shown, snapshot: Snapshot, transfer: Transferable[]): Promise<number>;

  update(shown: Shown) {
    // What one kind of network cannot do, another may.
    if (shown.reader.recipe !== this.#shown?.reader.recipe) this.fault = "";
    this.#shown = shown;
    void this.#go();
  }

  /** Asks again what failed. */
  retry() {
    this.fault = "";
    void this.#go();
  }

  async #go() {
    const shown = this.#shown;
    if (!shown || this.#isBusy || this.fault || this.isAnswered(shown)) return;
    const wait = this.canWait(shown) ? this.#rest.left : 0;
    clearTimeout(this.#timer);
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#go(), wait);
      return;
    }
    this.#isBusy = true;
    try {
      const { network, recipe } = shown.reader;
      const weights = network.weights() as Float32Array<ArrayBuffer>;
      this.#rest.begin(await this.ask(shown, { recipe, weights }, [weights.buffer]));
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
      if (error instanceof Lost || error instanceof Damaged) void suspect();
    }
    this.#isBusy = false;
    this.#changed();
    void this.#go();
  }
}
