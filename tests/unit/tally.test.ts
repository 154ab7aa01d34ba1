// Points of the curve from what a training reports: the same, however the run is cut into chunks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Tally } from "../../www/train/worker/tally";
import { progressAt } from "./given";
import type { Point } from "../../www/store/run";
import type { Sum } from "../../www/store/saved-runs";

const BATCH = 10;
/** 205 steps an epoch, the last one of half a batch: a point every eleven steps. */
const IMAGES = 2_045;

const at = (epoch: number, step: number) =>
  progressAt(epoch, Math.min(step * BATCH, IMAGES), {
    examples_in_epoch: IMAGES,
    epoch_over: step * BATCH >= IMAGES,
  });

/** Two epochs, a chunk being as long as said, but within the tally's room. The loss of a step is its number. */
function pointsOf(chunk: number, resume?: number) {
  let tally = new Tally(at(1, 0), BATCH);
  const points: Point[] = [];
  for (let epoch = 1; epoch <= 2; epoch++)
    for (let step = 0; step < 205;) {
      const next = Math.min(step + Math.min(chunk, tally.room), 205);
      const [from, to] = [at(epoch, step), at(epoch, next)];
      const samples = to.examples - from.examples;
      const point = tally.add({ ...to, recent_loss: 2, recent_correct: samples / 2, recent_digits: samples });
      if (point) points.push(point);
      step = next;
      if (epoch === 1 && step === resume) tally = new Tally(at(epoch, step), BATCH, { ...tally.sum });
    }
  return points;
}

test("a point every so many steps, and one at the end of an epoch", () => {
  const points = pointsOf(1);
  assert.equal(points.length, 38);
  assert.equal(points[0].at, 110 / IMAGES);
  assert.equal(points[18].at, 1);
  assert.equal(points[19].at, 1 + 110 / IMAGES);
  assert.ok(points.every(({ loss, accuracy }) => loss === 2 && accuracy === 0.5));
});

test("however it is cut, and where it goes on after a reload, the points are the same", () => {
  for (const chunk of [2, 7, 11, 1_000]) assert.deepEqual(pointsOf(chunk), pointsOf(1), `chunks of ${chunk}`);
  assert.deepEqual(pointsOf(1, 15), pointsOf(1), "resumed in the middle of a point");
});

test("a mean weighs each chunk by its samples", () => {
  const tally = new Tally(at(1, 0), BATCH);
  tally.add({ ...at(1, 1), recent_loss: 1, recent_correct: 10, recent_digits: 10 });
  const point = tally.add({ ...at(1, 11), recent_loss: 12, recent_correct: 0, recent_digits: 100 });
  assert.deepEqual([point?.loss, point?.accuracy], [11, 10 / 110]);
});

test("nothing learnt is no point; no digit among the samples is no division by 0", () => {
  const tally = new Tally(at(1, 0), BATCH);
  assert.equal(tally.add(at(1, 0)), null);
  const point = tally.add({ ...at(1, 11), recent_loss: 1 });
  assert.equal(point?.accuracy, 0);
});

test("a sum that was saved before drawings that are no digit has digits alone", () => {
  const saved: Sum = { loss: 5, correct: 4, samples: 10 };
  assert.equal(new Tally(at(1, 1), BATCH, saved).sum.digits, 10);
  assert.deepEqual(saved, { loss: 5, correct: 4, samples: 10 });
});
