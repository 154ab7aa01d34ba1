// The chart's bounds, ticks and labels, and the chart in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accuracyOf,
  accuracyScale,
  boundsOf,
  epochTicks,
  lossOf,
  lossScale,
  lossTicks,
  spread,
  table,
} from "../../www/train/plot";
import { spoken } from "../../www/train/plot-words";
import { runOf, pointAt } from "./given";

const BOUNDS = { epochs: 10, floor: 90, loss: [-2, 0] as [number, number] };

test("before there is anything to show, the chart has the length that is planned", () => {
  assert.equal(boundsOf([], 7).epochs, 7);
  assert.equal(boundsOf([runOf([], [])], 7).epochs, 7);
});

test("the chart grows with the run, and never beyond its end", () => {
  const epochs = (reached: number) => boundsOf([runOf(Array<number>(reached).fill(1), [])], 10).epochs;
  assert.deepEqual([epochs(1), epochs(2), epochs(3), epochs(6), epochs(10)], [1, 2, 5, 10, 10]);
});

test("what is drawn lies within the bounds, but the steep beginning may leave the chart", () => {
  const run = runOf(
    [0.9, 0.3],
    [
      [0.25, 0.93],
      [0.12, 0.96],
    ],
  );
  run.points.unshift(pointAt(0.1, 9, 0.1));
  const { floor, loss } = boundsOf([run], 10);
  // The points' own accuracy, of which the last counts, is 0.5.
  assert.equal(floor, 50);
  assert.deepEqual(loss, [Math.log10(0.1), Math.log10(1)]);
});

test("losses and accuracies are drawn at the edge when they are beyond it", () => {
  assert.deepEqual([accuracyOf(0.95, BOUNDS), accuracyOf(0.1, BOUNDS)], [95, 90]);
  assert.deepEqual(
    [lossOf(0.1, BOUNDS), lossOf(0, BOUNDS), lossOf(50, BOUNDS), lossOf(Infinity, BOUNDS)],
    [-1, -2, 0, 0],
  );
  assert.deepEqual(table([pointAt(2, 0.1, 0.95)], BOUNDS), [[2], [95], [-1]]);
  assert.deepEqual(table([], BOUNDS), [[], [], []]);
});

test("accuracy has the upper half of the height, the loss the lower, and they do not touch", () => {
  const share = ([low, high]: number[], value: number) => (value - low) / (high - low);
  const floor = share(accuracyScale(BOUNDS), BOUNDS.floor);
  const top = share(lossScale(BOUNDS), BOUNDS.loss[1]);
  assert.deepEqual([share(accuracyScale(BOUNDS), 100), share(lossScale(BOUNDS), BOUNDS.loss[0])], [1, 0]);
  assert.ok(top > 0.4 && top < 0.5 && floor > 0.5 && floor < 0.6, `${top} and ${floor}`);
});

test("ticks: the last loss has its figure, and figures of epochs have room", () => {
  assert.deepEqual(lossTicks(BOUNDS), [0.01, 0.05, 0.2, 1]);
  assert.deepEqual(lossTicks({ ...BOUNDS, loss: [Math.log10(0.1), Math.log10(0.5)] }), [0.1, 0.2, 0.5]);
  assert.deepEqual(epochTicks(3, 10), [0, 1, 2, 3]);
  assert.deepEqual(epochTicks(10, 5), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(epochTicks(7, 2), [0, 5]);
});

test("labels that would touch move apart, and the others stay", () => {
  const at = (...ys: number[]) =>
    spread(
      ys.map((y) => ({ y })),
      10,
    ).map(({ y }) => y);
  assert.deepEqual(at(), []);
  assert.deepEqual(at(50, 0, 20), [0, 20, 50]);
  assert.deepEqual(at(0, 10), [0, 10]);
  assert.deepEqual(at(10, 10), [5, 15]);
  const crowded = at(10, 11, 12, 13);
  assert.ok(
    crowded.every((y, i) => i === 0 || y - crowded[i - 1] >= 10 - 1e-9),
    crowded.join(),
  );
});

test("the chart in words", () => {
  const run = runOf(
    [1, 0.5],
    [
      [0.9, 0.7],
      [0.5, 0.875],
    ],
  );
  const scene = { run: null, kept: [], author: null, bounds: BOUNDS };
  assert.equal(spoken(scene), "No run yet");
  assert.equal(spoken({ ...scene, run: runOf([1], []) }), "This run: no epoch is over yet.");
  assert.equal(spoken({ ...scene, run }), "This run, after epoch 2 of 10: test accuracy 87.5 %, test loss 0.500.");
  assert.equal(
    spoken({ ...scene, kept: [run, runOf([1], [])], author: 0.9725 }),
    "Kept run of small: test accuracy 87.5 %, test loss 0.500. Its author reports 97.3 %.",
  );
});
