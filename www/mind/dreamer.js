// Asks the network that the page shows for its dreams, and again as it learns.
import { Inquiry } from "./inquiry.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("./protocol.js").Dreams & { reader: import("../crate.js").Reader, isFilm: boolean }} Dreamt
 * isFilm: a few steps on from the images before, as the network learns */

/** Steps up the gradient from plain grey: as many as the command line takes. */
export const STEPS = 150;

/** Steps from one picture of a film to the next. */
const FILM_STEPS = 12;

const isFilm = (/** @type {Shown} */ { run }) => run?.isBusy === true;

export class Dreamer extends Inquiry {
  /** @type {Dreamt | null} */
  dreamt = null;

  /** A film's last picture is no full dream: that comes when the network rests. @override @param {Shown} shown */
  isAnswered(shown) {
    return this.dreamt?.reader === shown.reader && this.dreamt.isFilm === isFilm(shown);
  }

  /** The film goes on. @override @param {Shown} shown */
  canWait(shown) {
    return isFilm(shown) && this.dreamt?.reader.network === shown.reader.network;
  }

  /** @override @type {Inquiry["ask"]} */
  async ask(shown, snapshot, transfer) {
    const frame = { reader: shown.reader, isFilm: isFilm(shown) };
    const start = this.canWait(shown) ? this.dreamt?.gradient : undefined;
    const climb = frame.isFilm ? { steps: FILM_STEPS, start } : { steps: STEPS };
    const dreams = await this.bridge.request("dream", { snapshot, ...climb }, transfer);
    this.dreamt = { ...dreams, ...frame };
    return dreams.ms;
  }
}
