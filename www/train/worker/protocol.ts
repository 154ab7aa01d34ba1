// What the page and the worker that trains say to each other.
import type { Progress, Recipe } from "crate";
import type { Thrown } from "../../engine/message";
import type { Nothing } from "../../engine/worker/client";

/** Of the curve. */
export interface Point {
  /** Epochs since the beginning. */
  at: number;
  loss: number;
  /** In 0..1. */
  accuracy: number;
}

/** Over the training images since the last point of the curve. */
export interface Sum {
  loss: number;
  correct: number;
  samples: number;
  /** Of the samples; all of them if it is not said. */
  digits?: number;
}

/** All that a run needs to go on as if it had never stopped. */
export interface Saved {
  /** `Training.to_bytes()`. */
  state: Blob;
  sum: Sum;
  /** The step at which test images were read last. */
  tested: number;
  progress: Progress;
}

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
  /** In the array that is handed over, if it fits. */
  weights: [{ into?: Float32Array<ArrayBuffer> }, Float32Array<ArrayBuffer>];
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
  progress: Pace;
  /** After test images were read. */
  checkpoint: Checkpoint;
  /** At the end of an epoch, of the checkpoint before. */
  outputs: Outputs;
  /** It stands still: paused, or finished. */
  rest: { progress: Progress };
  /** It stands still, and why. */
  fault: { kind: "diverged" | "images" | "gone"; thrown: Thrown };
};

export interface Pace {
  progress: Progress;
  /** New ones, of training images. */
  points: Point[];
  samples_per_second: number;
  seconds_left: number;
}

export interface Checkpoint {
  at: number;
  steps: number;
  /** Of the test images. */
  loss: number;
  accuracy: number;
  epoch_over: boolean;
  weights: Float32Array<ArrayBuffer>;
  /** The same, to be stored: made in the worker, where it holds nobody up. */
  file: Blob;
}

/** What the network made of the test images. */
export interface Outputs {
  /** Epochs since the beginning. */
  at: number;
  /** Ten an image. */
  outputs: Float32Array<ArrayBuffer>;
}

export type EventName = keyof Events;

/** Epochs since the beginning. */
export const at = ({ epoch, examples, examples_in_epoch }: Progress) => epoch - 1 + examples / examples_in_epoch;
