// Asks the network that the page shows for its dreams, and again as it learns, but never so often that it learns slower.
import { messageOf } from "../lib/message.js";
import { Rest } from "../lib/rest.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("../crate.js").Reader} Reader */
/** @typedef {import("./protocol.js").Dreams & { reader: Reader, isFilm: boolean }} Dreamt
 * isFilm: a few steps on from the images before, as the network learns */

/** Steps up the gradient from plain grey: as many as the command line takes. */
export const STEPS = 150;

/** Steps from one picture of a film to the next. */
const FILM_STEPS = 12;

export class Dreamer {
  #bridge;
  #changed;
  /** @type {Shown | null} */
  #shown = null;
  #isBusy = false;
  #rest = new Rest();
  #timer = 0;
  /** @type {Dreamt | null} */
  dreamt = null;
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

  /** Asks again what failed. */
  retry() {
    this.fault = "";
    this.#go();
  }

  async #go() {
    if (!this.#shown || this.#isBusy || this.fault) return;
    const { reader, run } = this.#shown;
    const isFilm = run?.isBusy === true;
    // A film's last picture is no full dream: that comes when the network rests.
    if (this.dreamt?.reader === reader && this.dreamt.isFilm === isFilm) return;
    const goesOn = isFilm && this.dreamt?.reader.network === reader.network;
    const wait = goesOn ? this.#rest.left : 0;
    clearTimeout(this.#timer);
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#go(), wait);
      return;
    }
    this.#isBusy = true;
    try {
      const weights = /** @type {Float32Array<ArrayBuffer>} */ (reader.network.weights());
      const snapshot = { recipe: reader.recipe, weights };
      const climb = isFilm ? { steps: FILM_STEPS, start: goesOn ? this.dreamt?.gradient : undefined } : { steps: STEPS };
      const dreams = await this.#bridge.request("dream", { snapshot, ...climb }, [weights.buffer]);
      this.dreamt = { ...dreams, reader, isFilm };
      this.#rest.begin(dreams.ms);
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#go();
  }
}
