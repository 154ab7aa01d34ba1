// Asks the network that the page shows for its dreams, and again as it learns.
import { Inquiry } from "./inquiry.js";

/** @typedef {import("../readers.js").Shown} Shown */
/** @typedef {import("./protocol.js").Prior} Prior */
/** @typedef {import("./protocol.js").Climb} Climb */
/** @typedef {import("./protocol.js").Dreams & { reader: import("../crate.js").Reader, isFilm: boolean, asked: Prior | undefined }} Dreamt
 * isFilm: a few steps on from the images before, as the network learns; asked: the prior, if one was chosen */

/** Steps from one picture of a film to the next. */
const FILM_STEPS = 12;

const isFilm = (/** @type {Shown} */ { run }) => run?.isBusy === true;

export class Dreamer extends Inquiry {
  /** @type {Dreamt | null} */
  dreamt = null;
  /** The dreams that are under way, of which network, and by which prior. @type {{ reader: import("../crate.js").Reader, prior: Prior | undefined, climb: Climb | null } | null} */
  #watched = null;
  /** The prior that was chosen; what the crate chooses for a network unless there is one. @type {Prior | undefined} */
  prior;

  /** How far they are. @type {Climb | null} */
  get climb() {
    return this.#watched?.climb ?? null;
  }

  /** @param {Climb} climb */
  hear(climb) {
    if (this.#watched) this.#watched.climb = climb;
  }

  /** @override @param {Shown} shown */
  update(shown) {
    const watched = this.#watched;
    if (watched && (watched.reader !== shown.reader || watched.prior !== this.prior)) {
      this.#watched = null;
      this.bridge.request("leave", {}).catch((error) => console.warn(error));
    }
    super.update(shown);
  }

  /** A film's last picture is no full dream: that comes when the network rests. @override @param {Shown} shown */
  isAnswered(shown) {
    return this.dreamt?.reader === shown.reader && this.dreamt.isFilm === isFilm(shown) && this.dreamt.asked === this.prior;
  }

  /** The film goes on. @override @param {Shown} shown */
  canWait(shown) {
    return isFilm(shown) && this.dreamt?.reader.network === shown.reader.network && this.dreamt.asked === this.prior;
  }

  /** @override @type {Inquiry["ask"]} */
  async ask(shown, snapshot, transfer) {
    const { prior } = this;
    const frame = { reader: shown.reader, isFilm: isFilm(shown), asked: prior };
    const start = this.canWait(shown) ? this.dreamt?.gradient : undefined;
    const way = frame.isFilm ? { steps: FILM_STEPS, start } : { isWatched: true };
    if (!frame.isFilm) this.#watched = { reader: shown.reader, prior, climb: null };
    try {
      const dreams = await this.bridge.request("dream", { snapshot, prior, ...way }, transfer);
      if (dreams) this.dreamt = { ...dreams, ...frame };
      return dreams?.ms ?? 0;
    } finally {
      this.#watched = null;
    }
  }
}
