// Leads a run from the page's side: begins it, pauses it, keeps it safe, and knows what went wrong.
import { startWorker } from "../engine/files";
import { thrownOf, type Thrown } from "../engine/message";
import { own } from "../ui/own";
import { Run } from "../store/run";
import { Safe } from "../store/run-autosave";
import { Watch, type TrainerBridge } from "./watch";
import { WorkerClient } from "../engine/worker/client";
import { threadsFor } from "../engine/worker/threads";
import type { Fault } from "./advice";
import type { Init } from "./worker/worker";
import type { Recipe } from "crate";
import type { Entry } from "../store/saved-runs";
import type { EventName, Events, Rates, Saved } from "./worker/protocol";

type Listener = { changed: () => void; weights: (run: Run, weights: Float32Array) => void };

export class Coach {
  readonly #changed: () => void;
  readonly #withRates: (recipe: Recipe, rates: Rates) => Recipe;
  #bridge: TrainerBridge;
  readonly #watch: Watch;
  /** The run was paused before the worker had it. */
  #isHeld = false;
  run: Run | null = null;
  fault: Fault | null = null;
  /** That share the work. */
  cores = 1;
  /** Bytes of images that came over the network. */
  received = 0;
  readonly safe: Safe;

  /** @param withRates the recipe with other rates */
  constructor(
    init: Omit<Init, "ports">,
    withRates: (recipe: Recipe, rates: Rates) => Recipe,
    { changed, weights }: Listener,
  ) {
    this.#changed = changed;
    this.#withRates = withRates;
    this.safe = new Safe(changed);
    this.#bridge = new WorkerClient(() => openWorker(init), {
      heard: (event, data) => {
        const hear = own(this.#hear, event) as ((data: unknown) => void) | undefined;
        hear?.(data);
        changed();
      },
      gone: (why) => {
        // What is unusable stays so, also in another worker.
        if (this.fault?.kind !== "unusable") this.#fail("gone", why);
      },
    });
    this.#watch = new Watch(this.#bridge, weights);
    // Who looks at something else may not come back to this page.
    document.addEventListener("visibilitychange", () => document.hidden && this.run?.isBusy && this.#save(true));
  }

  async begin(recipe: Recipe, seed: number, only?: "step") {
    const run = this.#adopt(new Run(newId(), recipe, seed));
    await this.#attempt(() => this.#goFrom(null, run, only));
  }

  /** Goes on with the run that is here, whatever stopped it. */
  async go(only?: "step") {
    const { run, fault } = this;
    if (!run) return;
    this.fault = null;
    await this.#attempt(async () => {
      if (fault?.kind === "gone") return this.#goFrom(this.safe.last, run);
      if (fault?.kind === "images") await this.#bridge.request("refetch", {});
      await this.#start(run, only);
    });
  }

  /** Takes a run that diverged up where it was still learning. */
  async slowDown(learning_rate: number) {
    const { run } = this;
    if (!run) return;
    this.fault = null;
    run.recipe = this.#withRates(run.recipe, { learning_rate });
    await this.#attempt(() => this.#goFrom(this.safe.good, run));
  }

  async pause() {
    // Before the worker has the run, there is nothing there that could rest.
    if (this.run?.phase === "starting") this.#isHeld = true;
    else await this.#attempt(() => this.#bridge.request("pause", {}));
  }

  /** Rests, and is done when all that is to be kept of the run is kept. */
  async keep() {
    if (this.run?.isBusy) await this.pause();
    await this.safe.settled;
  }

  async setRates(rates: Rates) {
    const { run } = this;
    if (!run?.isOpen || Object.values(rates).every((rate) => rate === undefined)) return;
    run.recipe = this.#withRates(run.recipe, rates);
    if (!run.isLost) await this.#attempt(() => this.#bridge.request("set", { recipe: run.recipe }));
  }

  /** Forgets the run, here and in the store. */
  reset() {
    this.#bridge.stop();
    if (this.run) void this.safe.forget(this.run.id);
    this.run = this.fault = null;
    this.#changed();
  }

  /**
   * Takes a saved run up where it stopped; a finished one is only shown.
   * @param objection to it, if there is one
   */
  async resume(entry: Entry, objection: string) {
    const { id, recipe, seed, points, tests, saved } = entry;
    const run = this.#adopt(Object.assign(new Run(id, recipe, seed), { points, tests }));
    await this.#attempt(async () => {
      if (objection) throw new Error(objection);
      run.checkpoints = await this.safe.checkpoints(entry);
      await this.#goFrom(saved, run);
    }, "unusable");
  }

  /** The network as it is, as a model file. */
  model() {
    return this.#bridge.request("model", {});
  }

  #adopt(run: Run) {
    this.#bridge.stop();
    this.fault = null;
    this.#isHeld = false;
    this.received = 0;
    this.run = run;
    this.#changed();
    return run;
  }

  /** @param saved null: from before its first step */
  async #goFrom(saved: Saved | null, run: Run, only?: "step") {
    run.phase = "starting";
    run.rewind(saved ? saved.progress : null);
    void this.safe.claim(run, saved);
    if (saved) {
      await this.#bridge.request("restore", saved);
      // As they are now: they may have changed since.
      await this.#bridge.request("set", { recipe: run.recipe });
    } else await this.#open(run);
    run.isLost = false;
    if (!saved?.progress.finished) return this.#start(run, only);
    run.phase = "finished";
    await this.#watch.look(run, () => run === this.run);
  }

  /** A run that cannot even begin is not offered later. */
  async #open(run: Run) {
    try {
      await this.#bridge.request("open", { recipe: run.recipe, seed: run.seed });
    } catch (error) {
      void this.safe.forget(run.id);
      throw error;
    }
  }

  async #start(run: Run, only?: "step") {
    if (this.#isHeld) {
      this.#isHeld = false;
      run.phase = "paused";
      return this.#watch.look(run, () => run === this.run);
    }
    this.#bridge.isBusy = true;
    // What the worker tells while it begins may already be that it rests.
    run.phase = "running";
    this.#changed();
    await this.#bridge.request("go", only ? { only } : {});
    void this.#watch.follow(run, () => run === this.run);
  }

  #hear: { [E in EventName]: (data: Events[E]) => void } = {
    cores: ({ cores }) => {
      this.cores = cores;
      if (cores === 1) this.#bridge.stopThreads();
    },
    images: ({ received }) => (this.received = received),
    progress: (pace) => {
      this.run?.advance(pace);
      if (this.run?.isBusy) this.#save();
    },
    checkpoint: (checkpoint) => {
      this.run?.reach(checkpoint);
      if (checkpoint.epoch_over) this.#save(true);
    },
    outputs: (outputs) => {
      if (this.run) this.run.outputs = outputs;
    },
    rest: ({ progress }) => {
      this.#bridge.isBusy = false;
      if (this.run) Object.assign(this.run, { progress, phase: progress.finished ? "finished" : "paused" });
      this.#save(true);
    },
    fault: ({ kind, thrown }) => {
      this.#bridge.isBusy = false;
      if (kind === "gone") this.#bridge.stop(thrown);
      this.#fail(kind, thrown);
    },
  };

  #save(now?: boolean) {
    const { run } = this;
    if (!run) return;
    // What the worker has by then may be another's.
    const take = async () => (run === this.run ? this.#bridge.request("save", {}) : null);
    void this.safe.save(run, take, now);
  }

  #fail(kind: Fault["kind"], { message, kind: errorKind }: Thrown) {
    const isOfMemory = errorKind === "memory";
    this.fault = { kind: isOfMemory ? "memory" : kind, message };
    this.#isHeld = false;
    // To go on would end the same way.
    const phase = !isOfMemory && (kind === "images" || kind === "gone") ? "stopped" : "failed";
    if (this.run) Object.assign(this.run, { phase, isLost: isOfMemory || kind === "gone" || kind === "unusable" });
    this.#changed();
  }

  /** @param kind of what may go wrong */
  async #attempt(work: () => Promise<unknown>, kind: Fault["kind"] = "gone") {
    const { run } = this;
    try {
      await work();
    } catch (error) {
      console.warn(error);
      // A run that was replaced meanwhile has no say, and a fault that is known already says more.
      if (run === this.run && !this.fault) this.#fail(kind, thrownOf(error));
    }
    this.#changed();
  }
}

function openWorker(init: Omit<Init, "ports">) {
  const worker = startWorker("trainer");
  const threads = threadsFor(init);
  return { worker, threads, init: { ...init, ports: threads.ports } };
}

/** Unique enough among the runs of one browser. */
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
