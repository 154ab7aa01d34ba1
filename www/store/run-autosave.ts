// Keeps the run under way safe, from its first moment and every few seconds; that something cannot be kept is said once,
// and training goes on.
import { Claim } from "./run-lock";
import { Runs, type Entry, type Found } from "./saved-runs";
import type { Run } from "./run";
import type { Saved } from "../train/worker/protocol";

/** Milliseconds between two saves. */
const PAUSE = 5000;

export class Safe {
  readonly #changed: () => void;
  #runs = new Runs();
  #claim = new Claim();
  #saved = 0;
  #isSaving = false;
  /** All that was asked for is kept. */
  settled: Promise<void> = Promise.resolve();
  /** The last save that was asked for while another was on its way. */
  #asked: { run: Run; take: () => Promise<Saved | null> } | null = null;
  #forgotten: Set<string> = new Set();
  /** The last save of the run under way, whether or not the browser keeps it; null: before its first step. */
  last: Saved | null = null;
  /** The last while it was still learning: what a run that diverges goes back to. */
  good: Saved | null = null;
  /** A run that stopped, to go on with. */
  offer: Found | null = null;
  isForbidden = false;
  /** Another tab trains as well. */
  isShared = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Looks for a run that stopped. */
  async look() {
    await this.#attempt(async () => {
      const saved = await this.#runs.list();
      const open = await this.#claim.elsewhere(saved);
      this.offer = saved.find(({ id }) => !open.has(id)) ?? null;
    });
  }

  /** From now on this tab works on this run, from here: that is what a reload comes back to. */
  async claim(run: Run, saved: Saved | null) {
    this.last = this.good = saved;
    this.#saved = performance.now();
    this.offer = null;
    this.#claim.take(run.id);
    // It may have been forgotten because it could not begin.
    this.#forgotten.delete(run.id);
    await this.#attempt(async () => {
      await this.#runs.begin(run, saved);
      const others = await this.#claim.elsewhere(await this.#runs.list());
      this.isShared = others.size > 0;
      await this.#runs.prune(others.add(run.id));
    });
  }

  checkpoints(entry: Entry) {
    return this.#runs.checkpoints(entry);
  }

  /** Forgets the run that stopped, and looks for one before it. */
  async forgetOffer() {
    const { offer } = this;
    this.offer = null;
    if (offer) await this.#attempt(() => this.#runs.forget(offer.id));
    await this.look();
  }

  async forget(id: string) {
    this.#forgotten.add(id);
    this.last = this.good = null;
    this.#claim.drop();
    await this.#attempt(() => this.#runs.forget(id));
    if (this.offer?.id !== id) return;
    this.offer = null;
    await this.look();
  }

  /**
   * @param take asks the worker, which may have it no more
   * @param now does not wait for the next time
   */
  save(run: Run, take: () => Promise<Saved | null>, now: boolean = false) {
    if (!now && performance.now() - this.#saved < PAUSE) return;
    if (!this.#isSaving) this.settled = this.#save(run, take);
    else if (now) this.#asked = { run, take };
  }

  async #save(run: Run, take: () => Promise<Saved | null>) {
    this.#isSaving = true;
    await this.#attempt(async () => {
      const saved = await take().catch(() => null);
      if (!saved || this.#forgotten.has(run.id)) return;
      this.last = saved;
      if (run.isLearning) this.good = saved;
      if (!this.isForbidden) await this.#runs.save(run, saved);
    });
    this.#saved = performance.now();
    this.#isSaving = false;
    const asked = this.#asked;
    this.#asked = null;
    if (asked) await this.#save(asked.run, asked.take);
  }

  async #attempt(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      console.warn("The browser keeps no runs.", error);
      this.isForbidden = true;
    }
    this.#changed();
  }
}
