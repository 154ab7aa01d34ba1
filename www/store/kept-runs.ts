// The runs that are kept to compare with: their curves, in the browser too, so that a reload brings them back.
import { Run } from "./run";
import { database, hasCurve, VERSION, type Curve } from "./database";

/** More than these, and nobody can tell the lines apart. */
const MOST = 3;

export class Shelf {
  readonly #changed: () => void;
  /** Where the run that is led was when it was last written. */
  #written = "";
  runs: Run[] = [];
  /** The browser keeps nothing. */
  isForbidden = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isFull() {
    return this.runs.length >= MOST;
  }

  /** Those of an earlier visit, in the order in which they began, as their names have it. */
  async load() {
    await this.#attempt(async () => {
      const records = await (await database()).getAll("kept");
      this.runs = [...records.filter(hasCurve).map(revived), ...this.runs].slice(-MOST);
    });
  }

  async keep(run: Run) {
    this.runs = [...this.runs, run];
    await this.#attempt(() => write(run));
  }

  async remove(run: Run) {
    this.runs = this.runs.filter((other) => other !== run);
    await this.#attempt(async () => (await database()).delete("kept", run.id));
  }

  /** A kept run that goes on is the same run here, and is written again with every epoch. */
  follow(led: Run | null) {
    for (const [i, run] of this.runs.entries()) {
      if (run === led) continue;
      if (run.id === led?.id) this.runs = this.runs.with(i, led);
      // Only the slider of the run that is led needs them, and they are large.
      else run.checkpoints = [];
    }
    if (!led || !this.runs.includes(led)) return;
    const place = [led.id, led.phase, led.progress?.epoch].join();
    if (place === this.#written) return;
    this.#written = place;
    void this.#attempt(() => write(led));
  }

  async #attempt(work: () => Promise<unknown>) {
    this.#changed();
    try {
      await work();
    } catch (error) {
      console.warn("The browser keeps no runs to compare with.", error);
      this.isForbidden = true;
    }
    this.#changed();
  }
}

/** Another tab may have kept some too; the newest stay. */
async function write({ id, recipe, seed, points, tests }: Run) {
  const { store, done } = (await database()).transaction("kept", "readwrite");
  const work = async () => {
    await store.put({ version: VERSION, id, recipe, seed, points, tests });
    const ids = await store.getAllKeys();
    await Promise.all(ids.slice(0, -MOST).map((other) => store.delete(other)));
  };
  await Promise.all([work(), done]);
}

function revived({ id, recipe, seed, points, tests }: Curve) {
  return Object.assign(new Run(id, recipe, seed), { phase: "finished", points, tests });
}
