// Asks how the network that the page shows reads synthetic handwriting, and now and then again as it learns.
import { messageOf } from "../lib/message.js";
import { Rest } from "../lib/rest.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("../crate.js").Reader} Reader */

export class Hands {
  #bridge;
  #changed;
  /** @type {Shown | null} */
  #shown = null;
  #isBusy = false;
  #rest = new Rest();
  #timer = 0;
  /** @type {{ hands: import("./protocol.js").Hand[], reader: Reader } | null} */
  read = null;
  fault = "";

  /** @param {import("../mind.js").MindBridge} bridge @param {() => void} changed */
  constructor(bridge, changed) {
    this.#bridge = bridge;
    this.#changed = changed;
  }

  /** @param {Shown} shown */
  update(shown) {
    // What one kind of network cannot do, another may.
    if (shown.reader.recipe !== this.#shown?.reader.recipe) this.fault = "";
    this.#shown = shown;
    this.#go();
  }

  async #go() {
    if (!this.#shown || this.#isBusy || this.fault || this.read?.reader === this.#shown.reader) return;
    const { reader, run } = this.#shown;
    clearTimeout(this.#timer);
    if (run?.isBusy && this.#rest.left > 0) {
      this.#timer = setTimeout(() => this.#go(), this.#rest.left);
      return;
    }
    this.#isBusy = true;
    try {
      const weights = /** @type {Float32Array<ArrayBuffer>} */ (reader.network.weights());
      const { hands, ms } = await this.#bridge.request("hands", { snapshot: { recipe: reader.recipe, weights } }, [weights.buffer]);
      this.read = { hands, reader };
      this.#rest.begin(ms);
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#go();
  }
}
