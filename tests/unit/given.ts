// What the tests of the page's modules begin with: small recipes, runs and what belongs to them.
import { newRun, reached, type Checkpoint, type Point, type Run } from "../../www/store/run";
import type { Progress, Recipe } from "crate";
import type { Evaluation, StyleReading } from "../../www/mind/worker/protocol";
import { BLANK } from "../../www/engine/drawing";
import type { FoundDigit, Prediction, Reading } from "../../www/engine/prediction";
import type { LabelledDrawing } from "../../www/store/labelled-drawings";

export const DENSE: Recipe = {
  name: "small",
  input_range: { low: 0, high: 1 },
  layers: [
    { kind: "dense", units: 30, weights: { kind: "glorot" }, biases: { kind: "zero" } },
    { kind: "activation", function: "relu" },
    { kind: "dense", units: 10, weights: { kind: "glorot" }, biases: { kind: "zero" } },
    { kind: "activation", function: "softmax" },
  ],
  loss: "cross_entropy",
  targets: { low: 0, high: 1 },
  optimizer: { kind: "sgd", learning_rate: 0.1, momentum: 0.9 },
  batch_size: 32,
  epochs: 10,
};

export const CONVOLUTIONAL: Recipe = {
  ...DENSE,
  name: "convolutional",
  layers: [
    { kind: "conv", filters: 2, kernel: 5, weights: { kind: "glorot" }, biases: { kind: "zero" } },
    { kind: "activation", function: "relu" },
    { kind: "max_pool", size: 2, stride: 2 },
    { kind: "batch_norm" },
    ...DENSE.layers,
  ],
};

export const progressAt = (epoch: number, examples: number, more: Partial<Progress> = {}): Progress => ({
  epoch,
  examples,
  examples_in_epoch: 60_000,
  steps: 0,
  loss: null,
  accuracy: null,
  recent_loss: null,
  recent_correct: 0,
  recent_digits: 0,
  epoch_over: false,
  finished: false,
  waiting: false,
  ...more,
});

export const pointAt = (at: number, loss: number = 1, accuracy: number = 0.5): Point => ({ at, loss, accuracy });

export const checkpointAt = (at: number, more: Partial<Checkpoint> = {}): Checkpoint => ({
  at,
  steps: Math.round(100 * at),
  loss: 1,
  accuracy: 0.5,
  epoch_over: Number.isInteger(at),
  weights: new Float32Array(1),
  file: new Blob(),
  ...more,
});

/** A run with a point in the middle of each epoch, and a test at the end of it. */
export function runOf(training: number[], tests: [loss: number, accuracy: number][], recipe: Recipe = DENSE): Run {
  const begun = { ...newRun("one", recipe, 1), points: training.map((loss, i) => pointAt(i + 0.5, loss)) };
  return tests.reduce<Run>((run, [loss, accuracy], i) => reached(run, checkpointAt(i + 1, { loss, accuracy })), begun);
}

export const readingOf = (more: Partial<Prediction>): Prediction => ({
  state: "blank",
  image: null,
  isOwn: true,
  probabilities: null,
  ranking: [],
  progress: { received: 0, total: 0 },
  fault: "",
  ...more,
});

export const foundOf = (digit: number, more: Partial<FoundDigit> = {}): FoundDigit => ({
  state: "read",
  probabilities: new Float32Array(10).with(digit, 1),
  ranking: [digit],
  image: new Float32Array(784),
  placement: null,
  box: { left: 0, top: 0, right: 1, bottom: 1 },
  strokes: new Uint32Array(),
  drawing: BLANK,
  ...more,
});

/** A number of these digits. */
export const numberOf = (digits: FoundDigit[], more: Partial<Reading> = {}): Reading => ({
  state: digits.length === 0 ? "blank" : digits.every(({ state }) => state === "read") ? "read" : "unsure",
  text: digits.map(({ state, ranking }) => (state === "read" ? ranking[0] : "?")).join(""),
  digits,
  isOwn: true,
  progress: { received: 0, total: 0 },
  fault: "",
  ...more,
});

export const labelledOf = (
  label: number,
  read: number | null,
  more: Partial<LabelledDrawing> = {},
): LabelledDrawing => ({
  version: 1,
  id: `${label}`,
  written: 0,
  label,
  read,
  network: "small",
  strokes: null,
  image: new Uint8Array(784),
  ...more,
});

/** Of images of which each was written, read, and so sure. */
export function evaluationOf(images: [written: number, read: number, sure: number][]): Evaluation {
  const confusion = new Uint32Array(100);
  for (const [written, read] of images) confusion[10 * written + read]++;
  return {
    accuracy: 0,
    labels: Uint8Array.from(images, ([written]) => written),
    predicted: Uint8Array.from(images, ([, read]) => read),
    confidences: Float32Array.from(images, ([, , sure]) => sure),
    confusion,
    calibration: { error: 0, bins: [] },
  };
}

export const styleOf = (
  digit: number,
  name: string,
  right: number,
  more: Partial<StyleReading> = {},
): StyleReading => ({
  digit,
  name,
  samples: 20,
  right,
  hardest: { read: digit, sure: 0.75, image: new Float32Array(784) },
  ...more,
});
