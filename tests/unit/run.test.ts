// A run as the page knows it: its phases, its curve, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkpointAt, pointAt, progressAt, runOf } from "./given";

test("a run can go on while it rests before its end", () => {
  const run = runOf([], []);
  const can = (phase: typeof run.phase) => {
    run.phase = phase;
    return [run.isBusy, run.canGoOn, run.isOpen];
  };
  for (const phase of ["starting", "running"] as const) assert.deepEqual(can(phase), [true, false, true], phase);
  for (const phase of ["paused", "stopped"] as const) assert.deepEqual(can(phase), [false, true, true], phase);
  for (const phase of ["finished", "failed"] as const) assert.deepEqual(can(phase), [false, false, false], phase);
});

test("back to an earlier moment, and all that came after it is forgotten", () => {
  const run = runOf(
    [3, 2, 1],
    [
      [3, 0.1],
      [2, 0.2],
      [1, 0.3],
    ],
  );
  run.outputs = { at: 3, outputs: new Float32Array() };
  run.rewind(progressAt(3, 0));
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
  run.outputs = { at: 2, outputs: new Float32Array() };
  run.rewind(progressAt(3, 30_000));
  assert.notEqual(run.outputs, null);
  run.rewind(null);
  assert.deepEqual([run.points, run.tests, run.checkpoints, run.outputs, run.progress], [[], [], [], null, null]);
});

test("a test keeps no weights: they are the checkpoint's", () => {
  const run = runOf([], [[1, 0.5]]);
  assert.deepEqual(run.test, { at: 1, steps: 100, loss: 1, accuracy: 0.5, epoch_over: true });
});

test("of very many tests those at the ends of epochs stay", () => {
  const run = runOf([], []);
  for (let i = 1; i <= 601; i++) run.reach(checkpointAt(i / 8));
  assert.deepEqual(
    run.tests.map(({ at }) => at),
    Array.from({ length: 75 }, (_, i) => i + 1),
  );
});

test("a pace without samples says nothing of the speed", () => {
  const run = runOf([], []);
  const pace = { progress: progressAt(1, 0), points: [pointAt(0.1)], samples_per_second: 100, seconds_left: 9 };
  run.advance(pace);
  run.advance({ ...pace, points: [pointAt(0.2)], samples_per_second: 0, seconds_left: NaN });
  assert.deepEqual([run.samples_per_second, run.seconds_left, run.points.length], [100, 9, 2]);
});

test("a run learns as long as it reads no worse than in its beginning", () => {
  assert.deepEqual(
    [runOf([], []), runOf([1], []), runOf([1, 1], []), runOf([1, 1.1], []), runOf([1, NaN], [])].map(
      ({ isLearning }) => isLearning,
    ),
    [true, true, true, false, false],
  );
});
