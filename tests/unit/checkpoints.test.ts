// The checkpoints of a run: as many as memory allows, spread evenly.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kept } from "../../www/store/checkpoints";
import { checkpointAt } from "./given";
import type { Checkpoint } from "../../www/store/run";

const reached = (count: number, step: number, more: Partial<Checkpoint> = {}) =>
  Array.from({ length: count }, (_, i) => checkpointAt((i + 1) * step, more)).reduce<readonly Checkpoint[]>(kept, []);

test("all of them stay while there is room", () => {
  assert.deepEqual(
    reached(40, 0.1).map(({ steps }) => steps),
    Array.from({ length: 40 }, (_, i) => 10 * (i + 1)),
  );
});

test("of many, forty stay: the first, the last, and none far from the next", () => {
  const all = reached(400, 0.1, { epoch_over: false });
  assert.equal(all.length, 40);
  assert.equal(all[0].at, 0.1);
  assert.equal(all[39].at, 40);
  const gaps = all.slice(1).map(({ at }, i) => at - all[i].at);
  assert.ok(Math.min(...gaps) > 0, "they are in order");
  assert.ok(Math.max(...gaps) < 3, `the widest gap is ${Math.max(...gaps)} epochs, one in forty would be the even one`);
});

test("the end of an epoch outlives what lies between", () => {
  const all = reached(60, 0.5);
  const ends = all.filter(({ epoch_over }) => epoch_over).length;
  assert.ok(ends > 25, `${ends} of the 30 ends of epochs are left among ${all.length}`);
});

test("of large networks four stay, however little room there is", () => {
  const weights = new Float32Array(40e6);
  const all = reached(12, 1, { weights });
  assert.equal(all.length, 4);
  assert.deepEqual([all[0].at, all[3].at], [1, 12]);
});

test("what was there is left as it was", () => {
  const before = Object.freeze(reached(40, 1));
  assert.equal(kept(before, checkpointAt(41)).length, 40);
  assert.equal(before.length, 40);
});
