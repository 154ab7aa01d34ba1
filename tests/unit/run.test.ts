// A run as the page knows it: its phases, its curve, and the way back. Each event makes another run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { advanced, canGoOn, isLearning, isOpen, isTraining, reached, rewound, type Run } from "../../www/store/run";
import { checkpointAt, pointAt, progressAt, runOf } from "./given";

test("a run can go on while it rests before its end", () => {
  const can = (phase: Run["phase"]) => {
    const run = { ...runOf([], []), phase };
    return [isTraining(run), canGoOn(run), isOpen(run)];
  };
  for (const phase of ["starting", "running"] as const) assert.deepEqual(can(phase), [true, false, true], phase);
  for (const phase of ["paused", "stopped"] as const) assert.deepEqual(can(phase), [false, true, true], phase);
  for (const phase of ["finished", "failed"] as const) assert.deepEqual(can(phase), [false, false, false], phase);
  assert.deepEqual([isTraining(null), canGoOn(null), isOpen(null)], [false, false, false]);
});

test("back to an earlier moment, and all that came after it is forgotten", () => {
  const learnt = runOf(
    [3, 2, 1],
    [
      [3, 0.1],
      [2, 0.2],
      [1, 0.3],
    ],
  );
  const run = rewound({ ...learnt, outputs: { at: 3, outputs: new Float32Array() } }, progressAt(3, 0));
  assert.deepEqual(
    run.points.map(({ at }) => at),
    [0.5, 1.5],
  );
  assert.deepEqual(
    [run.tests, run.checkpoints].map((all) => all.map(({ at }) => at)),
    [
      [1, 2],
      [1, 2],
    ],
  );
  assert.equal(run.outputs, null);
  const later = rewound({ ...run, outputs: { at: 2, outputs: new Float32Array() } }, progressAt(3, 30_000));
  assert.notEqual(later.outputs, null);
  const { points, tests, checkpoints, outputs, progress } = rewound(later, null);
  assert.deepEqual([points, tests, checkpoints, outputs, progress], [[], [], [], null, null]);
});

test("what happens to a run leaves the run before it as it was", () => {
  const run = Object.freeze(runOf([2], [[2, 0.2]]));
  for (const part of [run.points, run.tests, run.checkpoints]) Object.freeze(part);
  const report = { progress: progressAt(2, 0), points: [pointAt(1.5)], samples_per_second: 100, seconds_left: 9 };
  advanced(run, report);
  reached(run, checkpointAt(2));
  rewound(run, null);
  assert.deepEqual(
    [run.points, run.tests, run.checkpoints].map(({ length }) => length),
    [1, 1, 1],
  );
});

test("a test keeps no weights: they are the checkpoint's", () => {
  const run = runOf([], [[1, 0.5]]);
  assert.deepEqual(run.tests.at(-1), { at: 1, steps: 100, loss: 1, accuracy: 0.5, epoch_over: true });
});

test("of very many tests those at the ends of epochs stay", () => {
  const run = Array.from({ length: 601 }, (_, i) => checkpointAt((i + 1) / 8)).reduce<Run>(reached, runOf([], []));
  assert.deepEqual(
    run.tests.map(({ at }) => at),
    Array.from({ length: 75 }, (_, i) => i + 1),
  );
});

test("a report without samples says nothing of the speed", () => {
  const report = { progress: progressAt(1, 0), points: [pointAt(0.1)], samples_per_second: 100, seconds_left: 9 };
  const before = advanced(runOf([], []), report);
  const run = advanced(before, { ...report, points: [pointAt(0.2)], samples_per_second: 0, seconds_left: NaN });
  assert.deepEqual([run.samples_per_second, run.seconds_left, run.points.length], [100, 9, 2]);
});

test("a run learns as long as it reads no worse than in its beginning", () => {
  assert.deepEqual(
    [runOf([], []), runOf([1], []), runOf([1, 1], []), runOf([1, 1.1], []), runOf([1, NaN], [])].map(isLearning),
    [true, true, true, false, false],
  );
});
