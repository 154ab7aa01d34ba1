// Points over the epochs of a run: no more of them than can be drawn, and none that is lost without a trace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extended } from "../../www/store/curve";
import { pointAt } from "./given";

const line = (from: number, count: number) => Array.from({ length: count }, (_, i) => pointAt(from + i, from + i, 0.5));

test("few points stay as they are", () => {
  assert.deepEqual(extended([], []), []);
  assert.deepEqual(extended(line(1, 2), line(3, 1)), line(1, 3));
  assert.deepEqual(extended([], line(1, 900)), line(1, 900));
});

test("one too many, and two become one: their mean, where the second was", () => {
  const points = extended(line(0, 900), line(900, 1));
  assert.equal(points.length, 451);
  assert.deepEqual(points[0], { at: 1, loss: 0.5, accuracy: 0.5 });
  assert.deepEqual(points[449], { at: 899, loss: 898.5, accuracy: 0.5 });
  assert.deepEqual(points[450], pointAt(900, 900, 0.5), "an odd one at the end stays");
});

test("the accuracy is the mean too", () => {
  const points = extended(
    Array.from({ length: 902 }, (_, i) => pointAt(i, 1, i % 2)),
    [],
  );
  assert.deepEqual([...new Set(points.map(({ accuracy }) => accuracy))], [0.5]);
});

test("however many come at once, there are at most 900, in order, up to the last", () => {
  const points = extended(line(0, 10), line(10, 5_000));
  assert.ok(points.length <= 900 && points.length > 450);
  assert.equal(points.at(-1)?.at, 5_009);
  assert.ok(points.every(({ at }, i) => i === 0 || at > points[i - 1].at));
});
