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
} from "../../www/train/chart/plot";
import { nearest, reachOf, spoken, valuesOf } from "../../www/train/chart/chart-words";
import { frameOf, pathOf } from "../../www/train/chart/frame";
import { runOf, pointAt } from "./given";

const BOUNDS = { epochs: 10, floor: 90, loss: [-2, 0] as [number, number] };

test("before there is anything to show, there are no bounds, and a test alone is something", () => {
  assert.equal(boundsOf([]), null);
  assert.equal(boundsOf([runOf([], [])]), null);
  assert.deepEqual(boundsOf([runOf([], [[0.1, 0.9]])]), { epochs: 1, floor: 90, loss: [-1, Math.log10(0.5)] });
});

test("the chart grows with the run, and never beyond its end", () => {
  const epochs = (reached: number) => boundsOf([runOf(Array<number>(reached).fill(1), [])])?.epochs;
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
  const bounds = boundsOf([{ ...run, points: [pointAt(0.1, 9, 0.1), ...run.points] }]);
  // The points' own accuracy, of which the last counts, is 0.5.
  assert.equal(bounds?.floor, 50);
  assert.deepEqual(bounds.loss, [Math.log10(0.1), Math.log10(1)]);
});

test("losses and accuracies are drawn at the edge when they are beyond it", () => {
  assert.deepEqual([accuracyOf(0.95, BOUNDS), accuracyOf(0.1, BOUNDS)], [95, 90]);
  assert.deepEqual(
    [0.1, 0, 50, Infinity, NaN].map((loss) => lossOf(loss, BOUNDS)),
    [-1, -2, 0, 0, 0],
  );
});

test("a line goes from point to point, each scale in its half of the plot", () => {
  const frame = frameOf({ width: 310, height: 152, left: 50, right: 60 }, BOUNDS);
  assert.deepEqual([frame.left, frame.right, frame.top, frame.bottom], [50, 250, 12, 112]);
  const points = [pointAt(0, 1, 0.9), pointAt(5, 0.01, 1)];
  assert.equal(pathOf(points, frame, "accuracy"), "M50 59L150 12");
  assert.equal(pathOf(points, frame, "loss"), "M50 65L150 112");
  assert.equal(pathOf([], frame, "loss"), "");
});

test("what is read off a curve is the value that lies nearest, and no later than the run", () => {
  const { points } = runOf([0.5, 2000], []);
  assert.equal(nearest(points, 0.9), points[0]);
  assert.equal(nearest(points, 1), points[0]);
  assert.equal(nearest(points, 9), points[1]);
  assert.equal(nearest([], 1), undefined);
  assert.deepEqual(points.map(valuesOf), ["50.0 %, loss 0.500", "50.0 %, loss 2.0e+3"]);
  assert.equal(reachOf(runOf([1, 1], [])), 1.5);
  assert.equal(
    reachOf(
      runOf(
        [1],
        [
          [0.5, 0.9],
          [0.4, 0.9],
        ],
      ),
    ),
    2,
  );
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
  const given = [{ y: 0 }, { y: 1 }];
  spread(given, 10);
  assert.deepEqual(given, [{ y: 0 }, { y: 1 }], "what is given stays as it is");
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
  const scene = { run: null, kept: [], author: null };
  assert.equal(spoken(scene), "No run yet");
  assert.equal(spoken({ ...scene, run: runOf([1], []) }), "This run: no epoch is over yet.");
  assert.equal(spoken({ ...scene, run }), "This run, after epoch 2 of 10: test accuracy 87.5 %, test loss 0.500.");
  assert.equal(spoken({ ...scene, run, kept: [run] }), spoken({ ...scene, run }), "a kept run that is led is one run");
  assert.equal(
    spoken({
      ...scene,
      kept: [
        { ...run, id: "two" },
        { ...runOf([1], []), id: "three" },
      ],
      author: 0.9725,
    }),
    "Kept run of small: test accuracy 87.5 %, test loss 0.500. Its author reports 97.3 %.",
  );
});
