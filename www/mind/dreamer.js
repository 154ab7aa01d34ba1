// Asks the network that the page shows for its dreams, and again as it learns, but never so often that it learns slower.
import { messageOf } from "../lib/message.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("./protocol.js").Method} Method */
/** @typedef {import("./protocol.js").Dreams & { reader: Shown["reader"], method: Method, isFilm: boolean }} Dreamt
 * isFilm: a few steps on from the images before, as the network learns */

/** Steps up the gradient from plain grey: as many as the command line takes. */
export const STEPS = 150;

/** Steps from one picture of a film to the next. */
export const FILM_STEPS = 12;

/** Milliseconds between two pictures of a film, at least. */
const PAUSE = 2000;

/** So many times as long as a picture took, the worker rests: a film takes no more than a twenty-fifth of a core. */
const REST = 24;

export class Dreamer {
  #bridge;
  #changed;
  /** @type {{ shown: Shown, method: Method } | null} */
  #wanted = null;
  #isBusy = false;
  #rested = 0;
  #timer = 0;
  /** @type {Dreamt | null} */
  dreamt = null;
  fault = "";

  /** @param {import("../mind.js").MindBridge} bridge @param {() => void} changed */
  constructor(bridge, changed) {
    this.#bridge = bridge;
    this.#changed = changed;
  }

  /** @param {Shown} shown @param {Method} method */
  update(shown, method) {
    // What one kind of network cannot do, another may.
    if (shown.reader.recipe !== this.#wanted?.shown.reader.recipe) this.fault = "";
    this.#wanted = { shown, method };
    this.#go();
  }

  /** Asks again what failed. */
  retry() {
    this.fault = "";
    this.#go();
  }

  async #go() {
    const { dreamt } = this;
    if (!this.#wanted || this.#isBusy || this.fault) return;
    const { shown, method } = this.#wanted;
    // A film's last picture is no full dream: that comes when the network rests.
    const isFilm = shown.run?.isBusy === true && method === "gradient";
    if (dreamt?.reader === shown.reader && dreamt.method === method && dreamt.isFilm === isFilm) return;
    const wait = this.#rested - performance.now();
    if (shown.run?.isBusy && dreamt?.method === method && wait > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#go(), wait);
      return;
    }
    this.#isBusy = true;
    try {
      this.dreamt = { ...(await this.#ask(shown, method, isFilm)), reader: shown.reader, method, isFilm };
      this.#rested = performance.now() + Math.max(PAUSE, REST * this.dreamt.ms);
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    this.#go();
  }

  /** @param {Shown} shown @param {Method} method @param {boolean} isFilm */
  #ask({ reader: { network, recipe } }, method, isFilm) {
    const weights = /** @type {Float32Array<ArrayBuffer>} */ (network.weights());
    const goesOn = isFilm && this.dreamt?.method === "gradient";
    const climb = isFilm ? { start: goesOn ? this.dreamt?.images : undefined, steps: FILM_STEPS } : { steps: STEPS };
    const how = method === "gradient" ? climb : {};
    return this.#bridge.request("dream", { snapshot: { recipe, weights }, method, ...how }, [weights.buffer]);
  }
}
