// A run as the page knows it: its recipe, its curve and its checkpoints. A run is immutable: each event makes another one.
import { signal } from "@preact/signals";
import type { Progress, Recipe } from "crate";
import { kept } from "./checkpoints";
import { at, extended } from "./curve";

/** Of the curve. */
export interface Point {
  /** Epochs since the beginning. */
  at: number;
  loss: number;
  /** In 0..1. */
  accuracy: number;
}

/** What an evaluation on the test images found. */
export interface Test extends Point {
  steps: number;
  epoch_over: boolean;
}

export interface Checkpoint extends Test {
  weights: Float32Array<ArrayBuffer>;
  /** The same, to be stored: made in the worker, where it holds nobody up. */
  file: Blob;
}

/** The network's outputs for the test images. */
export interface Outputs {
  /** Epochs since the beginning. */
  at: number;
  /** Ten an image. */
  outputs: Float32Array<ArrayBuffer>;
}

/** How far and how fast a run is. */
export interface ProgressReport {
  progress: Progress;
  /** New ones, of training images. */
  points: Point[];
  samples_per_second: number;
  seconds_left: number;
}

/** `stopped`: it can go on once more. */
export type Phase = "starting" | "running" | "paused" | "stopped" | "finished" | "failed";

export interface Run {
  readonly id: string;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly phase: Phase;
  readonly progress: Progress | null;
  /** Of training images. */
  readonly points: readonly Point[];
  readonly tests: readonly Test[];
  readonly checkpoints: readonly Checkpoint[];
  /** Of the test images, at the end of its last epoch. */
  readonly outputs: Outputs | null;
  readonly samples_per_second: number;
  readonly seconds_left: number;
  /** The worker has it: not before it is begun or restored there, nor once it is lost. */
  readonly isInWorker: boolean;
}

/** What stopped a run. */
export type RunFault = { kind: "diverged" | "images" | "gone" | "unusable" | "memory"; message: string };

/** The run that is led here. */
export const run = signal<Run | null>(null);
export const runFault = signal<RunFault | null>(null);
/** The checkpoint that is looked at; the newest one unless somebody chose. */
export const picked = signal<Checkpoint | null>(null);

/** With more tests than this, only those at an epoch's end stay. */
const MOST_TESTS = 600;

export const newRun = (id: string, recipe: Recipe, seed: number): Run => ({
  id,
  recipe,
  seed,
  phase: "starting",
  progress: null,
  points: [],
  tests: [],
  checkpoints: [],
  outputs: null,
  samples_per_second: 0,
  seconds_left: NaN,
  isInWorker: false,
});

/** It trains, or is about to. */
export const isTraining = (run: Run | null) => run?.phase === "running" || run?.phase === "starting";

/** It has stopped before its end, and can go on. */
export const canGoOn = (run: Run | null) => run?.phase === "paused" || run?.phase === "stopped";

/** It is not at its end. */
export const isOpen = (run: Run | null) => isTraining(run) || canGoOn(run);

/** Its training loss is no higher than in the beginning. */
export function isLearning({ points }: Run) {
  const [first, last] = [points.at(0), points.at(-1)];
  return !first || !last || last.loss <= first.loss;
}

export function advanced(run: Run, { progress, points, samples_per_second, seconds_left }: ProgressReport): Run {
  const speed = samples_per_second > 0 ? { samples_per_second, seconds_left } : {};
  return { ...run, progress, points: extended(run.points, points), ...speed };
}

export function reached(run: Run, checkpoint: Checkpoint): Run {
  const { weights: _, file: __, ...test } = checkpoint;
  const tests = [...run.tests, test];
  return {
    ...run,
    tests: tests.length > MOST_TESTS ? tests.filter(({ epoch_over }) => epoch_over) : tests,
    checkpoints: kept(run.checkpoints, checkpoint),
  };
}

/**
 * Back at an earlier moment: what came after it is forgotten.
 * @param progress null: before the first step
 */
export function rewound(run: Run, progress: Progress | null): Run {
  const end = progress ? at(progress) : 0;
  const isBefore = (moment: { at: number }) => moment.at <= end;
  return {
    ...run,
    progress,
    points: run.points.filter(isBefore),
    tests: run.tests.filter(isBefore),
    checkpoints: run.checkpoints.filter(isBefore),
    outputs: run.outputs && isBefore(run.outputs) ? run.outputs : null,
  };
}
