// What the page and the worker that looks into networks say to each other.
import type { ClassificationReport, Prior, Recipe } from "crate";
import type { Nothing } from "../../../npm/src/worker/client";

/** Images on their way up the gradient, after so many of its steps. */
export type Climb = { images: Float32Array; taken: number; steps: number; prior: Prior };

/** A network as it was at one moment. */
export type Snapshot = { recipe: Recipe; weights: Float32Array<ArrayBuffer> };

/** What the page asks, and what it is answered. Arrays are transferred. */
export type Requests = {
  /** `null`: it was left. */
  dream: [DreamQuestion, Dreams | null];
  /** The dreams that are watched are not wanted any more. */
  leave: [Nothing, boolean];
  /** A drawing that the network shall read another digit in. */
  change: [ChangeQuestion, Changed];
  /** MNIST's test images, and whether they are here now. */
  load: [{ from: "cache" | "server" | "server, past every cache" }, boolean];
  /** Over all test images, of which the outputs may be known already. */
  evaluate: [{ snapshot: Snapshot } | { outputs: Float32Array }, Evaluation];
  /** 784 bytes each. */
  images: [{ indices: number[] }, Uint8Array];
  fineTune: [FineTuningTask, FineTuned];
  /** How it, or the network in a model file, reads synthetic handwriting. */
  styles: [{ snapshot: Snapshot } | { file: Uint8Array }, StylesRead];
};

/** Of what a network thinks the digits look like. */
export interface DreamQuestion {
  snapshot: Snapshot;
  /** All ten unless said. */
  digit?: number;
  /** Images where the way up the gradient begins: plain grey unless said. */
  start?: Float32Array;
  /** Up the gradient: as many as the crate takes unless said. */
  steps?: number;
  /** What the crate chooses for the network unless said. */
  prior?: Prior;
  /** The worker tells how far the climb is. */
  isWatched?: boolean;
}

/** By both methods. */
export interface Dreams {
  /** 784 values in 0..1 a digit. */
  gradient: Float32Array;
  /** Ten an image: of the network that reads its own dream. */
  gradient_outputs: Float32Array;
  /** The same, where it exists. */
  inversion?: Float32Array;
  inversion_outputs?: Float32Array;
  /** Of the gradient. */
  prior: Prior;
  /** Up the gradient. */
  steps: number;
  /** That all of it took. */
  ms: number;
}

/** Which drawing shall become which digit, and stay as near to itself as it can. */
export interface ChangeQuestion {
  snapshot: Snapshot;
  /** 784 values in 0..1. */
  image: Float32Array;
  digit: number;
}

/** The way from the drawing, which is the first stage, to what it became, which is the last. */
export interface Changed {
  /** 784 values in 0..1 a stage. */
  images: Float32Array;
  /** Ten a stage: of the network for its image. */
  outputs: Float32Array;
  /** Steps that led to each stage. */
  taken: Uint16Array;
  /** That all of it took. */
  ms: number;
}

/** Drawings that a network shall learn, which has been shown them beforehand if it knows them. */
export interface FineTuningTask {
  snapshot: Snapshot;
  /** 784 bytes each. */
  drawings: Uint8Array;
  labels: Uint8Array;
  seed: number;
  /** Images that did not arrive are fetched past every cache. */
  isFresh: boolean;
}

export interface FineTuned {
  /** After the last step. */
  weights: Float32Array<ArrayBuffer>;
  /** That it took; none if there was nothing to learn. */
  steps: number;
  /** One a drawing. */
  before: Read[];
  after: Read[];
}

/** The digit, if it gives an answer; `sure`: its largest output. */
export type Read = { read: number | null; sure: number };

/** One a style, in the crate's order; `ms`: that reading them took. */
export type StylesRead = { styles: StyleReading[]; ms: number };

/** A handwriting style, and how its samples are read. */
export interface StyleReading {
  digit: number;
  name: string;
  samples: number;
  right: number;
  /** Of the samples. */
  hardest: Read & { image: Float32Array };
}

/** `labels`: the digits that were written. */
export type Evaluation = ClassificationReport & { labels: Uint8Array };

/** What the worker tells unasked. */
export type Events = {
  /** That the worker computes on. */
  cores: { cores: number };
  /** Of the dreams that are asked for and watched. */
  climb: Climb;
  /** Bytes that came over the network. */
  images: { received: number };
  /** The share of the test images that is read. */
  evaluating: { share: number };
  /** How far it is; `done`: bytes of images, or steps. */
  fineTuning: { stage: "images" | "steps"; done: number };
};
