// Asks the active model for its dreams, and again as it learns.
import { computed, signal } from "@preact/signals";
import { transferable, type Snapshot } from "../../engine/snapshot";
import { client, climb } from "../client";
import { Inquiry, isLearning, isSameNetwork } from "../inquiry";
import type { Prior } from "crate";
import type { Dreams } from "../worker/protocol";

/** `isFilm`: a few steps on from the images before, as the network learns; `asked`: the prior, if one was chosen. */
export type Dreamt = Dreams & { snapshot: Snapshot; isFilm: boolean; asked: Prior | undefined };

/** Steps from one picture of a film to the next. */
const FILM_STEPS = 12;

class Dreamer extends Inquiry {
  readonly dreamt = signal<Dreamt | null>(null);
  /** The prior that was chosen; what the crate chooses for a network unless there is one. */
  readonly prior = signal<Prior | undefined>(undefined);
  /** The dreams that are under way, of which network, and by which prior. */
  readonly #watched = signal<{ snapshot: Snapshot; prior: Prior | undefined } | null>(null);
  /** How far they are. */
  readonly climb = computed(() => this.#watched.value && climb.value);

  override update(snapshot: Snapshot | null) {
    const prior = this.prior.value;
    const watched = this.#watched.peek();
    if (watched && (watched.snapshot !== snapshot || watched.prior !== prior)) {
      this.#watched.value = null;
      client.request("leave", {}).catch((error) => console.warn(error));
    }
    super.update(snapshot);
  }

  /** A film's last picture is no full dream: that comes when the network rests. */
  override isAnswered(snapshot: Snapshot) {
    const [dreamt, isFilm, prior] = [this.dreamt.value, isLearning.value, this.prior.value];
    return dreamt?.snapshot === snapshot && dreamt.isFilm === isFilm && dreamt.asked === prior;
  }

  /** The film goes on. */
  override canWait(snapshot: Snapshot) {
    const dreamt = this.dreamt.peek();
    if (!dreamt || !isLearning.peek() || dreamt.asked !== this.prior.peek()) return false;
    return isSameNetwork(dreamt.snapshot, snapshot);
  }

  override async ask(snapshot: Snapshot) {
    const [prior, isFilm] = [this.prior.peek(), isLearning.peek()];
    const start = this.canWait(snapshot) ? this.dreamt.peek()?.gradient : undefined;
    const way = isFilm ? { steps: FILM_STEPS, start } : { isWatched: true };
    if (!isFilm) {
      climb.value = null;
      this.#watched.value = { snapshot, prior };
    }
    const network = transferable(snapshot);
    try {
      const dreams = await client.request("dream", { snapshot: network, prior, ...way }, [network.weights.buffer]);
      if (dreams) this.dreamt.value = { ...dreams, snapshot, isFilm, asked: prior };
      return dreams?.ms ?? 0;
    } finally {
      this.#watched.value = null;
    }
  }
}

export const dreamer = new Dreamer();
