// Asks mind's worker something about the network that the page shows, and again as it learns, but never so often that
// it learns slower.
import { messageOf } from "../lib/message.js";
import { Rest } from "../lib/rest.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("./protocol.js").Snapshot} Snapshot */

/** What is asked, and what becomes of the answer, those who extend it say. @abstract */
export class Inquiry {
  #changed;
  /** @type {Shown | null} */
  #shown = null;
  #isBusy = false;
  #rest = new Rest();
  #timer = 0;
  fault = "";

  /** @param {import("../mind.js").MindBridge} bridge @param {() => void} changed */
  constructor(bridge, changed) {
    this.bridge = bridge;
    this.#changed = changed;
  }

  /** @abstract @param {Shown} _shown @returns {boolean} */
  isAnswered(_shown) {
    throw new Error("to be written");
  }

  /** Whether there is an answer that may be looked at for a while. @abstract @param {Shown} _shown @returns {boolean} */
  canWait(_shown) {
    throw new Error("to be written");
  }

  /**
   * Asks, and keeps the answer.
   * @abstract @param {Shown} _shown @param {Snapshot} _snapshot @param {Transferable[]} _transfer
   * @returns {Promise<number>} milliseconds that the worker took
   */
  ask(_shown, _snapshot, _transfer) {
    throw new Error("to be written");
  }

  /** @param {Shown} shown */
  update(shown) {
    // What one kind of network cannot do, another may.
    if (shown.reader.recipe !== this.#shown?.reader.recipe) this.fault = "";
    this.#shown = shown;
    this.#go();
  }

  /** Asks again what failed. */
  retry() {
    this.fault = "";
    this.#go();
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
      const weights = /** @type {Float32Array<ArrayBuffer>} */ (network.weights());
      this.#rest.begin(await this.ask(shown, { recipe, weights }, [weights.buffer]));
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#go();
  }
}
