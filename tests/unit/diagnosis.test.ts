// What a curve means changes when an epoch ends, and not with each step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "@preact/signals";
import { advanced, reached, run } from "../../www/store/run";
import { diagnose, runAtEnd } from "../../www/train/diagnosis";
import { checkpointAt, pointAt, progressAt, runOf } from "./given";

test("steps and tests alone change nothing of the diagnosis, an epoch's end does", () => {
  const given: unknown[] = [];
  const end = effect(() => void given.push(runAtEnd.value && diagnose(runAtEnd.value)?.kind));
  run.value = runOf([3], []);
  const report = { progress: progressAt(2, 100), points: [pointAt(1.1, 2)], samples_per_second: 1, seconds_left: 1 };
  run.value = advanced(run.value, report);
  run.value = reached(run.value, checkpointAt(1.5));
  assert.deepEqual(given, [null]);

  const learnt = runOf(
    [3, 2, 1],
    [
      [1, 0.5],
      [1.5, 0.5],
      [2, 0.5],
    ],
  );
  run.value = learnt;
  run.value = advanced(learnt, report);
  run.value = reached(run.value, checkpointAt(3.5));
  assert.deepEqual(given.slice(1), ["overfitting"]);
  run.value = reached(run.value, checkpointAt(4, { loss: 0.1 }));
  assert.deepEqual(given.slice(2), [undefined]);
  run.value = null;
  assert.deepEqual(given.slice(3), [null]);
  end();
});
