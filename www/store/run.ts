// A run as the page knows it: its recipe, its curve and its checkpoints.
import { kept } from "./checkpoints";
import { extended } from "./curve";
import { at, type Checkpoint, type Outputs, type Pace, type Point } from "../train/worker/protocol";
import type { Progress, Recipe } from "crate";

/** What test images said. */
export type Test = Omit<Checkpoint, "weights" | "file">;
/** `stopped`: it can go on once more. */
type Phase = "starting" | "running" | "paused" | "stopped" | "finished" | "failed";

/** With more tests than this, only those at an epoch's end stay. */
const MOST_TESTS = 600;

export class Run {
  phase: Phase = "starting";
  progress: Progress | null = null;
  /** What training images said. */
  points: Point[] = [];
  tests: Test[] = [];
  checkpoints: Checkpoint[] = [];
  /** What the network made of the test images at the end of its last epoch. */
  outputs: Outputs | null = null;
  samples_per_second = 0;
  seconds_left = NaN;
  /** The worker has it no more. */
  isLost = false;
  readonly id: string;
  recipe: Recipe;
  readonly seed: number;

  constructor(id: string, recipe: Recipe, seed: number) {
    this.id = id;
    this.recipe = recipe;
    this.seed = seed;
  }

  /** It rests, and can go on. */
  get canGoOn() {
    return this.phase === "paused" || this.phase === "stopped";
  }

  /** It is not at its end. */
  get isOpen() {
    return this.isBusy || this.canGoOn;
  }

  get isBusy() {
    return this.phase === "running" || this.phase === "starting";
  }

  /** The last word of the test images. */
  get test() {
    return this.tests.at(-1);
  }

  /** It reads training images no worse than in its beginning. */
  get isLearning() {
    const [first, last] = [this.points.at(0), this.points.at(-1)];
    return !first || !last || last.loss <= first.loss;
  }

  advance({ progress, points, samples_per_second, seconds_left }: Pace) {
    this.progress = progress;
    this.points = extended(this.points, points);
    if (samples_per_second > 0) Object.assign(this, { samples_per_second, seconds_left });
  }

  reach(checkpoint: Checkpoint) {
    const { weights: _, file: __, ...test } = checkpoint;
    this.tests.push(test);
    if (this.tests.length > MOST_TESTS) this.tests = this.tests.filter(({ epoch_over }) => epoch_over);
    this.checkpoints = kept(this.checkpoints, checkpoint);
  }

  /**
   * Back to an earlier moment: what came after it is forgotten.
   * @param progress null: before the first step
   */
  rewind(progress: Progress | null) {
    const end = progress ? at(progress) : 0;
    this.progress = progress;
    this.points = this.points.filter((point) => point.at <= end);
    this.tests = this.tests.filter((test) => test.at <= end);
    this.checkpoints = this.checkpoints.filter((checkpoint) => checkpoint.at <= end);
    if (this.outputs && this.outputs.at > end) this.outputs = null;
  }
}
