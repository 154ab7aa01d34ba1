// One run in the worker: trains in short chunks, so that every request is heard at once.
import { messageOf, thrownOf } from "../../../npm/src/program/message";
import { meaningOf } from "../../../npm/src/worker/memory";
import { Evaluator, type Found } from "./evaluator";
import { Images } from "../../mnist/images";
import { Scheduler } from "./scheduler";
import { at } from "../../store/curve";
import { Tally } from "./tally";
import type { Answers, EventName, Events } from "./protocol";
import type { Point } from "../../store/run";
import type { Sum } from "../../store/saved-runs";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Progress, Recipe } from "crate";

type Training = InstanceType<Glue["Training"]>;
type Run = { training: Training; recipe: Recipe; tally: Tally; evaluator: Evaluator; scheduler: Scheduler };
type Tell = <E extends EventName>(event: E, data: Events[E], transfer?: Transferable[]) => void;

export class Session {
  readonly #glue: Glue;
  readonly #folder: string;
  readonly #tell: Tell;
  #images: Images | null = null;
  /** What is known to be wrong with the images. */
  #fault = "";
  #open: Run | null = null;
  /** Not yet told. */
  #points: Point[] = [];
  #goal: "rest" | "step" | "run" = "rest";
  /** Resolves when nothing trains any more. */
  #rest = Promise.resolve();

  /** @param folder of the images */
  constructor(glue: Glue, folder: string, tell: Tell) {
    this.#glue = glue;
    this.#folder = folder;
    this.#tell = tell;
  }

  answers: Answers = {
    open: async ({ recipe, seed }) => {
      await this.#stop();
      this.#begin(() => new this.#glue.Training(recipe, this.#load().training, seed), -1);
    },
    restore: async ({ state, sum, tested }) => {
      await this.#stop();
      const bytes = await bytesOf(state);
      this.#begin(() => this.#revive(bytes), tested, sum);
    },
    go: async ({ only }) => {
      await this.#rest;
      this.#goal = only ?? "run";
      this.#rest = this.#train(this.#run);
    },
    pause: () => this.#stop(),
    set: async ({ recipe }) => {
      const { training } = this.#run;
      const [wanted, now] = [recipe, training.recipe].map((one) => this.#glue.settings_of(one));
      // Only what has changed: one rate of dropout is set in every dropout layer, which may have others.
      const changed = <K extends "learning_rate" | "dropout">(key: K) =>
        wanted[key] === now[key] ? null : wanted[key];
      const [learning_rate, dropout] = [changed("learning_rate"), changed("dropout")];
      if (typeof learning_rate === "number") training.set_learning_rate(learning_rate);
      if (typeof dropout === "number") training.set_dropout(dropout);
    },
    weights: async () => this.#run.training.weights() as Float32Array<ArrayBuffer>,
    model: async () => this.#run.training.to_safetensors() as Uint8Array<ArrayBuffer>,
    save: async () => {
      const { training, tally, evaluator } = this.#run;
      // The curve that is saved shall reach as far as the state.
      this.#report(training.run(0), this.#run);
      const state = new Blob([training.to_bytes() as Uint8Array<ArrayBuffer>]);
      const progress = training.run(0);
      return { state, sum: tally.sum, tested: evaluator.tested, progress };
    },
    refetch: async () => {
      await this.#stop();
      this.#images = null;
      const { training, tally, evaluator } = this.#run;
      const bytes = training.to_bytes();
      this.#begin(() => this.#revive(bytes, true), evaluator.tested, tally.sum);
    },
  };

  get #run() {
    if (!this.#open) throw new Error("no run has been opened");
    return this.#open;
  }

  #stop() {
    this.#goal = "rest";
    return this.#rest;
  }

  /** @param fresh with images past every cache */
  #revive(bytes: Uint8Array, fresh?: boolean) {
    return this.#glue.Training.from_bytes(bytes, this.#load(fresh).training);
  }

  #begin(make: () => Training, tested: number, sum?: Sum) {
    // There may not be memory for two.
    this.#open?.training.free();
    this.#open = null;
    const training = make();
    const { recipe } = training;
    try {
      // What was kept may be anything.
      this.#glue.check_reads_digits(recipe);
    } catch (error) {
      training.free();
      throw error;
    }
    const scheduler = new Scheduler();
    const tally = new Tally(training.run(0), recipe.batch_size, sum);
    this.#open = { training, recipe, tally, scheduler, evaluator: new Evaluator(scheduler, tested) };
    this.#points = [];
  }

  /** The images, which begin to arrive with the first call. */
  #load(fresh: boolean = false) {
    if (this.#images && !this.#fault) return this.#images;
    this.#fault = "";
    const images = new Images(this.#glue, this.#folder, (received) => this.#tell("images", { received }));
    this.#images = images;
    images.load(fresh).catch((error) => {
      if (images === this.#images) this.#fault = messageOf(error);
    });
    return images;
  }

  async #train(run: Run) {
    try {
      await this.#trainInChunks(run);
      this.#tell("rest", { progress: run.training.run(0) });
    } catch (error) {
      const thrown = thrownOf(meaningOf(error));
      const kind = this.#fault ? "images" : thrown.kind === "diverged" ? "diverged" : "gone";
      this.#tell("fault", { kind, thrown });
    }
    this.#goal = "rest";
  }

  async #trainInChunks(run: Run) {
    const { training, tally, evaluator, scheduler } = run;
    const images = this.#images ?? this.#load();
    const goesOn = () => this.#goal !== "rest" && !this.#fault;
    let progress = training.run(0);
    while (goesOn()) {
      if (evaluator.isDue(progress, images.test)) {
        const found = await evaluator.evaluate(training, images.test, progress, goesOn);
        // What the page makes of an epoch's end, it makes of all its points.
        if (found?.checkpoint.epoch_over) this.#report(progress, run);
        if (found) this.#tellOf(found);
        else await scheduler.rest();
        continue;
      }
      if (progress.finished) break;
      const most = this.#goal === "step" ? 1 : tally.room;
      progress = scheduler.train(most, progress, (steps) => training.run(steps));
      const point = tally.add(progress);
      if (point) this.#points.push(point);
      if (this.#goal === "step" && progress.recent_loss !== null) this.#goal = "rest";
      if (scheduler.isTimeToReport()) this.#report(progress, run);
      await (images.isComplete && !progress.waiting ? scheduler.breathe() : scheduler.rest());
    }
    this.#report(progress, run);
    if (this.#fault) throw new Error(this.#fault);
  }

  #tellOf({ checkpoint, outputs }: Found) {
    const { at: when, epoch_over, weights } = checkpoint;
    this.#tell("checkpoint", checkpoint, [weights.buffer]);
    if (epoch_over) this.#tell("outputs", { at: when, outputs }, [outputs.buffer]);
  }

  #report(progress: Progress, { scheduler, recipe }: Run) {
    const left = (recipe.epochs - at(progress)) * progress.examples_in_epoch;
    const { samples_per_second } = scheduler;
    this.#tell("progress", {
      progress,
      points: this.#points,
      samples_per_second,
      seconds_left: scheduler.seconds_left(left),
    });
    this.#points = [];
  }
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
