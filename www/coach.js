// Leads a run from the page's side: begins it, pauses it, keeps it safe, and knows what went wrong.
import { withRates } from "./lib/recipe.js";
import { messageOf } from "./lib/message.js";
import { Run } from "./run.js";
import { Safe } from "./store/safe.js";
import { Bridge } from "./trainer/bridge.js";
import { at } from "./trainer/protocol.js";

/** @typedef {import("./trainer/protocol.js").Recipe} Recipe */
/** @typedef {import("./store/runs.js").Entry} Entry */
/** @typedef {import("./lib/advice.js").Fault} Fault */
/**
 * @typedef {{ changed: () => void, weights: (run: Run, weights: Float32Array) => void }} Listener
 */

/** Milliseconds between two looks at the weights: often enough to see the drawing judged as it is learnt. */
const LOOK = 300;

export class Coach {
  #listener;
  #bridge;
  #safe;
  #isLooking = false;
  /** @type {Run | null} */
  run = null;
  /** @type {Run[]} finished or not, kept to compare with */
  kept = [];
  /** @type {Fault | null} */
  fault = null;
  /** Bytes of images that came over the network. */
  received = 0;

  /** @param {import("./trainer/bridge.js").Init} init @param {Listener} listener */
  constructor(init, listener) {
    this.#listener = listener;
    this.#safe = new Safe(listener.changed);
    this.#bridge = new Bridge(init, {
      heard: (event, data) => {
        const hear = /** @type {(data: unknown) => void} */ (this.#hear[event]);
        hear(data);
        listener.changed();
      },
      gone: (why) => this.#lose(why),
    });
  }

  /** What the store has to say: the run to go on with, and what cannot be kept. */
  get safe() {
    return this.#safe;
  }

  /** @param {Recipe} recipe @param {number} seed @param {"step"} [only] */
  async begin(recipe, seed, only) {
    const run = this.#adopt(new Run(newId(), recipe, seed));
    this.#safe.claim(run);
    await this.#attempt(async () => {
      await this.#bridge.request("open", { recipe, seed });
      await this.#start(run, only);
    });
  }

  /** Goes on with the run that is here. @param {"step"} [only] */
  async go(only) {
    const { run } = this;
    if (run) await this.#attempt(() => this.#start(run, only));
  }

  async pause() {
    await this.#attempt(() => this.#bridge.request("pause", {}));
  }

  /** @param {{ learning_rate?: number, dropout?: number }} rates */
  async setRates(rates) {
    const { run } = this;
    if (!run?.isOpen || Object.values(rates).every((rate) => rate === undefined)) return;
    run.recipe = withRates(run.recipe, rates);
    await this.#attempt(() => this.#bridge.request("set", rates));
  }

  /** Forgets the run, here and in the store. */
  reset() {
    this.#bridge.stop();
    if (this.run) this.#safe.forget(this.run.id);
    this.run = this.fault = null;
    this.#listener.changed();
  }

  keep() {
    const { run } = this;
    if (run && !this.kept.includes(run)) this.kept = [...this.kept, run];
    this.#listener.changed();
  }

  /** @param {Run} run */
  remove(run) {
    this.kept = this.kept.filter((other) => other !== run);
    this.#listener.changed();
  }

  /** Takes a saved run up where it stopped; a finished one is only shown. @param {Entry} entry */
  async resume(entry) {
    await this.#attempt(async () => {
      const { id, recipe, seed, points, tests, saved } = entry;
      const run = this.#adopt(Object.assign(new Run(id, recipe, seed), { points, tests }));
      run.rewind(saved.progress, at(saved.progress));
      this.#safe.claim(run, saved);
      run.checkpoints = await this.#safe.checkpoints(entry);
      await this.#restore(run, saved);
    }, "unusable");
  }

  /** After the worker was lost: from the last save on. */
  async recover() {
    const { run } = this;
    const saved = this.#safe.last;
    this.fault = null;
    if (!run) return;
    if (!saved) return this.begin(run.recipe, run.seed);
    run.rewind(saved.progress, at(saved.progress));
    await this.#attempt(() => this.#restore(run, saved));
  }

  /** Takes the images in again, past every cache. */
  async refetch() {
    const { run } = this;
    this.fault = null;
    if (!run) return;
    run.phase = "starting";
    await this.#attempt(async () => {
      await this.#bridge.request("refetch", {});
      await this.#start(run);
    });
  }

  /** The network as it is, as a model file. */
  model() {
    return this.#bridge.request("model", {});
  }

  /** @param {Run} run */
  #adopt(run) {
    this.#bridge.stop();
    this.fault = null;
    this.received = 0;
    this.run = run;
    this.#listener.changed();
    return run;
  }

  /** @param {Run} run @param {import("./trainer/protocol.js").Saved} saved */
  async #restore(run, saved) {
    run.phase = "starting";
    await this.#bridge.request("restore", saved);
    run.isLost = false;
    if (saved.progress.finished) {
      run.phase = "finished";
      await this.#look();
    } else await this.#start(run);
  }

  /** @param {Run} run @param {"step"} [only] */
  async #start(run, only) {
    this.#bridge.isBusy = true;
    await this.#bridge.request("go", only ? { only } : {});
    run.phase = "running";
    this.#listener.changed();
    this.#watch();
  }

  /** @type {{ [E in import("./trainer/protocol.js").EventName]: (data: import("./trainer/protocol.js").Events[E]) => void }} */
  #hear = {
    images: ({ received }) => (this.received = received),
    progress: (pace) => {
      this.run?.advance(pace);
      if (this.run?.isBusy) this.#save();
    },
    checkpoint: (checkpoint) => {
      this.run?.reach(checkpoint);
      if (checkpoint.epoch_over) this.#save(true);
    },
    rest: ({ progress }) => {
      this.#bridge.isBusy = false;
      if (this.run) Object.assign(this.run, { progress, phase: progress.finished ? "finished" : "paused" });
      this.#save(true);
    },
    fault: ({ kind, message }) => {
      if (kind === "broken") {
        this.#bridge.stop(message);
        return this.#lose(message);
      }
      this.#bridge.isBusy = false;
      this.fault = { kind, message };
      if (this.run) this.run.phase = "failed";
    },
  };

  /** Looks at the weights while they change, one look at a time, and once more when they rest. */
  async #watch() {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.run?.phase === "running") {
      await this.#look();
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
    this.#isLooking = false;
    if (this.run && !this.fault) await this.#look();
  }

  async #look() {
    const { run } = this;
    try {
      const weights = await this.#bridge.request("weights", {});
      if (run && run === this.run) this.#listener.weights(run, weights);
    } catch (error) {
      console.warn("No look at the weights.", error);
    }
  }

  /** @param {boolean} [now] */
  #save(now) {
    if (this.run) this.#safe.save(this.run, () => this.#bridge.request("save", {}), now);
  }

  /** @param {string} message */
  #lose(message) {
    this.#fail("gone", message);
  }

  /** @param {Fault["kind"]} kind @param {string} message */
  #fail(kind, message) {
    this.fault = { kind, message };
    if (this.run) Object.assign(this.run, { phase: "failed", isLost: true });
    this.#listener.changed();
  }

  /** @param {() => Promise<unknown>} work @param {Fault["kind"]} [kind] */
  async #attempt(work, kind = "gone") {
    const { run } = this;
    try {
      await work();
    } catch (error) {
      console.warn(error);
      // A run that was replaced meanwhile has no say, and a fault that is known already says more.
      if ((kind === "unusable" || run === this.run) && !this.fault) this.#fail(kind, messageOf(error));
    }
    this.#listener.changed();
  }
}

/** Unique enough among the runs of one browser. */
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
