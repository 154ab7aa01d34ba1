// Keeps the run under way safe, from its first moment and every few seconds; that something cannot be kept is said once,
// and training goes on.
import { Claim } from "./claim.js";
import { Runs } from "./runs.js";

/** @typedef {import("../run.js").Run} Run */
/** @typedef {import("./runs.js").Entry} Entry */
/** @typedef {import("../trainer/protocol.js").Saved} Saved */

/** Milliseconds between two saves. */
const PAUSE = 5000;

export class Safe {
  #changed;
  #runs = new Runs();
  #claim = new Claim();
  #saved = 0;
  #isSaving = false;
  /** The last save that was asked for while another was on its way. @type {{ run: Run, take: () => Promise<Saved | null> } | null} */
  #asked = null;
  /** @type {Set<string>} */
  #forgotten = new Set();
  /** The last save of the run under way, whether or not the browser keeps it; null: before its first step. @type {Saved | null} */
  last = null;
  /** The last while it was still learning: what a run that diverges goes back to. @type {Saved | null} */
  good = null;
  /** A run that stopped, to go on with. @type {(Entry & { isSound: boolean }) | null} */
  offer = null;
  isForbidden = false;
  /** Another tab trains as well. */
  isShared = false;

  /** @param {() => void} changed */
  constructor(changed) {
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

  /** From now on this tab works on this run, from here: that is what a reload comes back to. @param {Run} run @param {Saved | null} saved */
  async claim(run, saved) {
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

  /** @param {Entry} entry */
  checkpoints(entry) {
    return this.#runs.checkpoints(entry);
  }

  /** Forgets the run that stopped, and looks for one before it. */
  async forgetOffer() {
    const { offer } = this;
    this.offer = null;
    if (offer) await this.#attempt(() => this.#runs.forget(offer.id));
    await this.look();
  }

  /** @param {string} id */
  async forget(id) {
    this.#forgotten.add(id);
    this.last = this.good = null;
    this.#claim.drop();
    await this.#attempt(() => this.#runs.forget(id));
    if (this.offer?.id !== id) return;
    this.offer = null;
    await this.look();
  }

  /** @param {Run} run @param {() => Promise<Saved | null>} take asks the worker, which may have it no more @param {boolean} [now] does not wait for the next time */
  async save(run, take, now = false) {
    if (!now && performance.now() - this.#saved < PAUSE) return;
    if (this.#isSaving) {
      if (now) this.#asked = { run, take };
      return;
    }
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
    if (asked) await this.save(asked.run, asked.take, true);
  }

  /** @param {() => Promise<void>} work */
  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      console.warn("The browser keeps no runs.", error);
      this.isForbidden = true;
    }
    this.#changed();
  }
}
