// Which saved run belongs to which tab, so that two tabs never write the same one.

type Saved = { id: string; updated: number };

const PREFIX = "neuroglyph-run-";

/** Without locks, a run saved within so many milliseconds is taken to be trained in another tab. */
const FRESH = 15_000;

export class Claim {
  #id = "";
  #release = () => {};

  /** Until this tab is closed, or claims another. */
  take(id: string) {
    if (id === this.#id) return;
    this.drop();
    this.#id = id;
    remember(id);
    const held = new Promise((resolve) => (this.#release = () => resolve(undefined)));
    navigator.locks?.request(PREFIX + id, () => held).catch((error) => console.warn("No lock on the run.", error));
  }

  drop() {
    this.#release();
    this.#id = "";
  }

  /** The runs that another tab has open. */
  async elsewhere(saved: Saved[]): Promise<Set<string>> {
    try {
      const { held = [] } = await navigator.locks.query();
      const ids = held.flatMap(({ name = "" }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
      return new Set(ids.filter((id) => id !== this.#id));
    } catch {
      // Only a page from a safe origin has locks.
      const isFresh = ({ id, updated }: Saved) => Date.now() - updated < FRESH && id !== remembered();
      return new Set(saved.filter(isFresh).map(({ id }) => id));
    }
  }
}

const KEY = "run";

/** A tab knows its own run again after a reload. */
function remember(id: string) {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Then its run is offered a little later.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
