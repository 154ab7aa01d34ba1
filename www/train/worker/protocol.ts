// What the page and the worker that trains say to each other.
import type { Progress, Recipe } from "crate";
import type { Thrown } from "../../../npm/src/program/message";
import type { Nothing } from "../../../npm/src/worker/client";
import type { Checkpoint, Outputs, ProgressReport } from "../../store/run";
import type { Saved } from "../../store/saved-runs";

/** What of a recipe can change during a run. */
export interface Rates {
  learning_rate?: number;
  dropout?: number;
}

/** What the page asks, and what it is answered. Buffers are transferred. */
export type Requests = {
  /** Begins a run and pauses before its first step. */
  open: [{ recipe: Recipe; seed: number }, void];
  restore: [Saved, void];
  /** Trains until told otherwise, or takes one step; answered when it has begun. */
  go: [{ only?: "step" }, void];
  /** Answered when it stands still. */
  pause: [Nothing, void];
  /** Takes the rates that this recipe has. */
  set: [{ recipe: Recipe }, void];
  weights: [Nothing, Float32Array<ArrayBuffer>];
  save: [Nothing, Saved];
  /** A model file. */
  model: [Nothing, Uint8Array<ArrayBuffer>];
  /** Takes the images in again, past every cache. */
  refetch: [Nothing, void];
};

export type Answers = { [V in keyof Requests]: (data: Requests[V][0]) => Promise<Requests[V][1]> };

/** What the worker tells unasked. */
export type Events = {
  /** That share the work; where it is one, no threads are used. */
  cores: { cores: number };
  /** Bytes that came over the network. */
  images: { received: number };
  /** Several times a second. */
  progress: ProgressReport;
  /** After an evaluation on the test images. */
  checkpoint: Checkpoint;
  /** At the end of an epoch, of the checkpoint before. */
  outputs: Outputs;
  /** It stands still: paused, or finished. */
  rest: { progress: Progress };
  /** It stands still, and why. */
  fault: { kind: "diverged" | "images" | "gone"; thrown: Thrown };
};

export type EventName = keyof Events;
