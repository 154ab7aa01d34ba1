// Asks the network that the page shows for its dreams, and again as it learns.
import { Inquiry } from "../inquiry";
import type { Climb, Dreams, Snapshot } from "../worker/protocol";
import type { Reader } from "../../engine/crate";
import type { Prior } from "crate";
import type { Shown } from "../../app/readers";

/** `isFilm`: a few steps on from the images before, as the network learns; `asked`: the prior, if one was chosen. */
export type Dreamt = Dreams & { reader: Reader; isFilm: boolean; asked: Prior | undefined };

/** Steps from one picture of a film to the next. */
const FILM_STEPS = 12;

const isFilm = ({ run }: Shown) => run?.isBusy === true;

export class Dreamer extends Inquiry {
  dreamt: Dreamt | null = null;
  /** The dreams that are under way, of which network, and by which prior. */
  #watched: { reader: Reader; prior: Prior | undefined; climb: Climb | null } | null = null;
  /** The prior that was chosen; what the crate chooses for a network unless there is one. */
  prior: Prior | undefined;

  /** How far they are. */
  get climb(): Climb | null {
    return this.#watched?.climb ?? null;
  }

  hear(climb: Climb) {
    if (this.#watched) this.#watched.climb = climb;
  }

  override update(shown: Shown) {
    const watched = this.#watched;
    if (watched && (watched.reader !== shown.reader || watched.prior !== this.prior)) {
      this.#watched = null;
      this.bridge.request("leave", {}).catch((error) => console.warn(error));
    }
    super.update(shown);
  }

  /** A film's last picture is no full dream: that comes when the network rests. */
  override isAnswered(shown: Shown) {
    return (
      this.dreamt?.reader === shown.reader && this.dreamt.isFilm === isFilm(shown) && this.dreamt.asked === this.prior
    );
  }

  /** The film goes on. */
  override canWait(shown: Shown) {
    return isFilm(shown) && this.dreamt?.reader.network === shown.reader.network && this.dreamt.asked === this.prior;
  }

  override async ask(shown: Shown, snapshot: Snapshot, transfer: Transferable[]) {
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
