// What a lesson and the worker with the whole crate say to each other.
import type { CreditRule, InversionStep, Prior, Recipe } from "crate";
import type { Nothing } from "../../../npm/src/worker/client";

/** Images in 0..1, one after the other, and a label each. */
export interface Examples {
  /** [samples, inputs] */
  images: Float32Array;
  /** [samples] */
  labels: Uint8Array;
}

/** What the page asks, and what it is answered. The arrays of an answer are transferred. */
export type Requests = {
  /** The first weights of a recipe with this seed. */
  initialise: [{ recipe: Recipe; seed: number }, { weights: Float32Array }];
  train: [TrainingTask, Trained];
  /** The training or course with this number ends after its next report or checkpoint. */
  stop: [{ training: number }, boolean];
  /** Of each of the networks with these weights: [networks, parameters]. */
  evaluate: [{ recipe: Recipe; weights: Float32Array; examples: Examples }, Evaluations];
  /** The mean gradient over the examples, in the order of the weights. */
  gradients: [
    { recipe: Recipe; weights: Float32Array; examples: Examples; rule?: CreditRule },
    { gradients: Float32Array },
  ];
  /** Of a new network of dense layers, for one image. */
  lengths: [LengthsQuestion, Lengths];
  handwriting: [HandwritingQuestion, Examples];
  /** For each of the digits, from the outputs back to the pixels. */
  inversion: [{ recipe: Recipe; weights: Float32Array; digits: readonly number[] }, { traces: InversionStep[][] }];
  /** Up the gradient of the digit's output, from grey. */
  climb: [{ recipe: Recipe; weights: Float32Array; digit: number; prior: Prior; stages: number }, Climb];
  /** The recipe's own training on 28 × 28 images, with its epochs, batches, dropout and augmentation. */
  course: [CourseTask, Course];
  /** Nothing but that it is there. */
  wake: [Nothing, boolean];
};

/** A training from these weights. Every example comes once before any comes again, in an order that the seed fixes. */
export interface TrainingTask {
  /** By which reports and `stop` name it. */
  training: number;
  recipe: Recipe;
  weights: Float32Array;
  examples: Examples;
  /** Examples of a step. */
  batch: number;
  steps: number;
  seed: number;
  /** How an error is shared out; the chain rule by the recipe's optimiser unless said. */
  rule?: CreditRule;
  /** Steps between two reports. */
  every: number;
  /** The reports are wanted at once, and not only at the end. */
  isWatched: boolean;
}

/** Where a training stands after some of its steps. */
export interface Report {
  training: number;
  /** Taken so far. */
  steps: number;
  weights: Float32Array;
}

export interface Trained {
  /** [reports, parameters]: before the first step, then after every so many. */
  weights: Float32Array;
  /** What ended it early, in the crate's words. */
  fault: string;
}

export interface CourseTask {
  /** By which `stop` names it. */
  training: number;
  recipe: Recipe;
  examples: Examples;
  /** Of the first weights, the order, the dropout masks and the augmentation. */
  seed: number;
  /** How often its weights are kept on the way. */
  checkpoints: number;
  /** What it is evaluated on at each checkpoint. */
  tests: readonly Examples[];
}

export interface Course {
  /** [checkpoints + 1, parameters]: before the first step, then equally far apart. */
  weights: Float32Array;
  /** Taken until each. */
  steps: Uint32Array;
  /** In 0..1, by test: [tests, checkpoints + 1]. */
  accuracies: Float64Array;
}

export interface Climb {
  /** [stages + 1, pixels]: the start, then equally far apart. */
  images: Float32Array;
}

/** One of each network. */
export interface Evaluations {
  losses: Float64Array;
  /** 0..1 */
  accuracies: Float64Array;
}

/** A network of dense layers, each with an activation behind it, as it is before its first step. */
export interface LengthsQuestion {
  recipe: Recipe;
  seed: number;
  /** All first weights are multiplied by it. */
  gain: number;
  /** The values of one image, in 0..1. */
  image: Float32Array;
  label: number;
}

/** How long the gradient of the loss is in each dense layer, as a vector over the layer's neurons. */
export interface Lengths {
  /** By their pre-activations, which is by their biases: [dense layers]. */
  bySums: Float64Array;
  /** By their activations: [dense layers but the last]. */
  byActivations: Float64Array;
}

/** Drawings of synthetic handwriting. */
export interface HandwritingQuestion {
  digits: number[];
  /** Drawings of each digit. */
  each: number;
  /** By turns among this many of the digit's styles, from the one with this number on. */
  firstStyle: number;
  styles: number;
  seed: number;
}

/** What the worker tells unasked. */
export type Events = { report: Report };
