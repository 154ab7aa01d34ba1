// Whether what the browser kept is whole: a record of the database may be of an older page, half written, or damaged on the
// disk. What is checked here is all that the page reads of a record without the crate, which checks recipes and weights.
import type { Progress, Recipe } from "crate";
import { VERSION, type Curve } from "./database";
import type { FineTunedState } from "./fine-tuned";
import type { LabelledDrawing } from "./labelled-drawings";
import type { Point, Test } from "./run";
import type { Entry, Saved, Sum } from "./saved-runs";

/** What is asked of each field of a record. */
type Checks<T> = { [K in keyof Required<T>]: (value: unknown) => boolean };

const has =
  <T>(checks: Checks<T>) =>
  (value: unknown): value is T =>
    typeof value === "object" &&
    value !== null &&
    Object.entries<(part: unknown) => boolean>(checks).every(([name, check]) => check(value[name as keyof object]));

const listOf = (check: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(check);
const isText = (value: unknown) => typeof value === "string";
const isTruth = (value: unknown) => typeof value === "boolean";
/** A loss that left the numbers is one too. */
const isNumber = (value: unknown) => typeof value === "number";
const isFinite = (value: unknown) => Number.isFinite(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isPositive = (value: unknown) => isCount(value) && value !== 0;
const isPlace = (value: unknown) => isFinite(value) && Number(value) >= 0;
const isDigit = (value: unknown) => isCount(value) && Number(value) <= 9;
const isVersion = (value: unknown) => value === VERSION;
const orNull = (check: (value: unknown) => boolean) => (value: unknown) => value === null || check(value);
const orNone = (check: (value: unknown) => boolean) => (value: unknown) => value === undefined || check(value);

const isRecipe = has<Pick<Recipe, "name" | "layers" | "epochs" | "batch_size" | "optimizer">>({
  name: isText,
  layers: (layers) => listOf(has({ kind: isText }))(layers) && (layers as unknown[]).length > 0,
  epochs: isPositive,
  batch_size: isPositive,
  optimizer: has({ kind: isText }),
});

const POINT = { at: isPlace, loss: isNumber, accuracy: isNumber };
const isPoint = has<Point>(POINT);
const isTest = has<Test>({ ...POINT, steps: isCount, epoch_over: isTruth });

const CURVE: Checks<Curve> = {
  version: isVersion,
  id: isText,
  recipe: isRecipe,
  seed: isFinite,
  points: listOf(isPoint),
  tests: listOf(isTest),
};

const isProgress = has<Progress>({
  epoch: isPositive,
  examples: isCount,
  examples_in_epoch: isPositive,
  steps: isCount,
  loss: orNull(isNumber),
  accuracy: orNull(isNumber),
  recent_loss: orNull(isNumber),
  recent_correct: isCount,
  recent_digits: isCount,
  epoch_over: isTruth,
  finished: isTruth,
  waiting: orNone(isTruth),
});

const isSum = has<Sum>({ loss: isNumber, correct: isCount, samples: isCount, digits: orNone(isCount) });

const isSaved = has<Saved>({
  state: (state) => state instanceof Blob && state.size > 0,
  sum: isSum,
  tested: isCount,
  progress: isProgress,
});

const isEntry = has<Entry>({ ...CURVE, updated: isFinite, checkpoints: listOf(isTest), saved: orNull(isSaved) });

/** Whether a record is of another version of this page, which may read it: it is not damaged. */
export const isForeign = (record: unknown) =>
  Number.isSafeInteger((record as Curve | undefined)?.version) && !isVersion((record as Curve).version);

/** The records that are whole, and those of this version that are not. */
export function sifted<Raw, T>(records: readonly Raw[], isWhole: (record: unknown) => record is T) {
  const ours = records.filter((record) => !isForeign(record));
  return {
    whole: ours.flatMap((record: unknown) => (isWhole(record) ? [record] : [])),
    damaged: ours.filter((record) => !isWhole(record)),
  };
}

/** Whether a record's curve is one of ours, whole. */
export const hasCurve = has<Curve>(CURVE);

/** Whether a saved run's record is one of ours, whole: also the file in it, as far as that can be told without the crate. */
export async function isWholeRun(record: unknown) {
  if (!isEntry(record)) return false;
  const { saved, recipe } = record;
  return !saved || (saved.progress.epoch <= recipe.epochs && isWholeFile(saved.state));
}

/** What the header of a safetensors file says of a tensor: where its bytes begin and end. */
interface Tensor {
  data_offsets: [number, number];
}

/** Whether a safetensors file has all the bytes that its header speaks of, and no number in it is none. */
async function isWholeFile(file: Blob) {
  try {
    const bytes = await file.arrayBuffer();
    const start = 8 + Number(new DataView(bytes).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(8, start))) as Record<string, Tensor>;
    const ends = Object.entries(header).flatMap(([name, { data_offsets }]) =>
      name === "__metadata__" ? [] : data_offsets,
    );
    const values = new Float32Array(bytes.slice(start));
    return ends.length > 0 && start + Math.max(...ends) === bytes.byteLength && values.every(Number.isFinite);
  } catch {
    // Nor can a file be read that the browser has lost, or a header that is none.
    return false;
  }
}

const isLine = (line: unknown) => listOf(isFinite)(line) && (line as unknown[]).length % 2 === 0;

/** Whether a labelled drawing's record is one of ours, whole. */
export const isLabelledDrawing = has<LabelledDrawing>({
  version: isVersion,
  id: isText,
  written: isFinite,
  label: isDigit,
  isInferred: orNone(isTruth),
  read: orNull(isDigit),
  network: isText,
  strokes: orNull(listOf(isLine)),
  image: (image) => image instanceof Uint8Array && image.length === 784,
});

/** Whether a fine-tuned network's record is one of ours, whole. */
export const isFineTunedState = has<FineTunedState>({
  version: isVersion,
  number: isCount,
  name: isText,
  isPretrained: isTruth,
  recipe: isRecipe,
  weights: (weights) => weights instanceof Float32Array && weights.length > 0 && weights.every(Number.isFinite),
});
