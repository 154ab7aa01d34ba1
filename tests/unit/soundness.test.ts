// What the browser kept is taken only whole: each field of a record, left out or of another kind, makes it a damaged one.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Curve } from "../../www/store/database";
import type { FineTunedState } from "../../www/store/fine-tuned";
import { checked, type Entry, type Saved } from "../../www/store/saved-runs";
import {
  hasCurve,
  isFineTunedState,
  isForeign,
  isLabelledDrawing,
  isWholeRun,
  sifted,
} from "../../www/store/soundness";
import { DENSE, labelledOf, pointAt, progressAt } from "./given";

const { withStart } = await import("./built").then(() => import("../../www/store/fine-tuned"));

/** A safetensors file of these numbers. */
function fileOf(values: number[], bytes: number = 4 * values.length) {
  const header = new TextEncoder().encode(
    JSON.stringify({
      __metadata__: { format: "x" },
      a: { dtype: "F32", shape: [values.length], data_offsets: [0, bytes] },
    }),
  );
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return new Blob([length, header, Float32Array.from(values)]);
}

const test1 = { ...pointAt(1), steps: 100, epoch_over: true };
const CURVE: Curve = { version: 1, id: "one", recipe: DENSE, seed: 1, points: [pointAt(0.5, NaN)], tests: [test1] };
const SAVED: Saved = {
  state: fileOf([1, 2, 3]),
  sum: { loss: 0, correct: 0, samples: 0 },
  tested: 0,
  progress: progressAt(3, 30_000),
};
const RUN: Entry = { ...CURVE, updated: 1, checkpoints: [test1], saved: SAVED };
const TAUGHT: FineTunedState = {
  version: 1,
  number: 2,
  name: "small",
  isPretrained: false,
  recipe: DENSE,
  weights: new Float32Array(3),
};
const DRAWN = labelledOf(3, null, { strokes: [[1, 2, 3, 4]] });

type Check = (record: unknown) => boolean | Promise<boolean>;

const KINDS: [string, object, Check][] = [
  ["a saved run", RUN, isWholeRun],
  ["a kept run", CURVE, hasCurve],
  ["a labelled drawing", DRAWN, isLabelledDrawing],
  ["a fine-tuned network", TAUGHT, isFineTunedState],
];

for (const [what, record, isWhole] of KINDS) {
  test(`${what} is taken whole, and not without any field or with nonsense in it`, async () => {
    assert.equal(await isWhole(record), true);
    for (const field of Object.keys(record))
      for (const nonsense of [undefined, {}, "", -0.5, NaN].filter((value) => !(field === "seed" && value === -0.5))) {
        if (nonsense === "" && ["id", "name", "network"].includes(field)) continue;
        if (nonsense === -0.5 && ["updated", "written"].includes(field)) continue;
        assert.equal(await isWhole({ ...record, [field]: nonsense }), false, `${field}: ${JSON.stringify(nonsense)}`);
      }
    for (const nothing of [undefined, null, 1, "x", []]) assert.equal(await isWhole(nothing), false);
  });
}

test("a saved run's progress, recipe and points are looked at, each field of them", async () => {
  const withSaved = (more: object) => ({ ...RUN, saved: { ...SAVED, ...more } });
  const { waiting: _, ...progress } = SAVED.progress;
  assert.equal(await isWholeRun(withSaved({ progress })), true, "an older page did not write it");
  assert.equal(await isWholeRun({ ...RUN, saved: null }), true, "before its first step");
  for (const field of Object.keys(progress))
    assert.equal(await isWholeRun(withSaved({ progress: { ...progress, [field]: "x" } })), false, field);
  for (const epoch of [0, 1.5, DENSE.epochs + 1])
    assert.equal(await isWholeRun(withSaved({ progress: { ...progress, epoch } })), false, `epoch ${epoch}`);
  for (const field of ["name", "layers", "epochs", "batch_size", "optimizer"])
    assert.equal(await isWholeRun({ ...RUN, recipe: { ...DENSE, [field]: undefined } }), false, field);
  for (const field of ["at", "loss", "accuracy"])
    assert.equal(await isWholeRun({ ...RUN, points: [{ ...pointAt(1), [field]: undefined }] }), false, field);
  for (const sum of [{}, { loss: 0, correct: -1, samples: 0 }])
    assert.equal(await isWholeRun(withSaved({ sum })), false);
});

test("a saved run's file has all its bytes, and only numbers", async () => {
  const isWhole = (state: Blob) => isWholeRun({ ...RUN, saved: { ...SAVED, state } });
  assert.equal(await isWhole(fileOf([1, 2, 3])), true);
  const lost = Object.assign(fileOf([1]), { arrayBuffer: () => Promise.reject(new DOMException("", "NotFoundError")) });
  for (const [what, state] of Object.entries({
    empty: new Blob(),
    "of a few bytes": new Blob(["abc"]),
    "of other bytes": new Blob(["x".repeat(1000)]),
    "cut off": fileOf([1, 2, 3], 16),
    "too long": fileOf([1, 2, 3], 8),
    "with a number that is none": fileOf([1, NaN, 3]),
    "lost by the browser": lost,
  }))
    assert.equal(await isWhole(state), false, what);
});

test("a drawing's strokes are pairs of numbers, and its greys are all there", () => {
  for (const strokes of [[[1]], [[1, NaN]], [["1", "2"]], [null]])
    assert.equal(isLabelledDrawing({ ...DRAWN, strokes }), false);
  assert.equal(isLabelledDrawing({ ...DRAWN, image: new Uint8Array(783) }), false);
  for (const label of [10, -1, 1.5]) assert.equal(isLabelledDrawing({ ...DRAWN, label }), false);
});

test("whether somebody said what a drawing is, an older page did not write", () => {
  assert.equal(isLabelledDrawing(DRAWN), true);
  for (const isInferred of [true, false]) assert.equal(isLabelledDrawing({ ...DRAWN, isInferred }), true);
  for (const isInferred of [null, 1, "yes"]) assert.equal(isLabelledDrawing({ ...DRAWN, isInferred }), false);
});

test("a fine-tuned network's weights are numbers, and some", () => {
  for (const weights of [new Float32Array(), Float32Array.of(1, NaN), [1, 2]])
    assert.equal(isFineTunedState({ ...TAUGHT, weights }), false);
});

test("what another version of this page wrote is neither taken nor damaged", async () => {
  const other = { ...RUN, version: 2 };
  assert.deepEqual(
    [isForeign(other), isForeign(RUN), isForeign({ id: "x" }), isForeign(null)],
    [true, false, false, false],
  );
  assert.deepEqual(sifted<unknown, Curve>([other, CURVE, { id: "x" }], hasCurve), {
    whole: [CURVE],
    damaged: [{ id: "x" }],
  });
});

test("of the runs that are there each damaged one is named, and the others are offered in their order", async () => {
  const second = { ...RUN, id: "two" };
  const places = [{ id: "cut", saved: null }, RUN, second, { ...RUN, id: "next", version: 2 }].map((record) => ({
    id: record.id,
    updated: 0,
    record,
  }));
  assert.deepEqual(await checked(places), { whole: [RUN, second], damaged: ["cut"] });
});

test("where only what was taught last is left, it goes back to the network of the page", () => {
  const start = { ...TAUGHT, number: 0 };
  assert.deepEqual(withStart([]), []);
  assert.deepEqual(withStart([start]), [start]);
  assert.deepEqual(withStart([start, TAUGHT]), [start, TAUGHT]);
  assert.deepEqual(withStart([TAUGHT]), [{ ...TAUGHT, number: 0, isPretrained: true }, TAUGHT]);
});
