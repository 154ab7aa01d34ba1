// The network that was fine-tuned: what taking it back does to the pad, and what it leaves alone.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Origin } from "../../www/engine/snapshot";
import { active, giveBack, pretrained, switchModel, take, taken } from "../../www/store/snapshots";
import "./built";
import { crate } from "./crate";
import { DENSE } from "./given";

const store = await import("../../www/store/fine-tuned");

// There is no database in Node, which is told.
console.warn = () => {};

const weights = new Float32Array(crate.describe(DENSE).trainable_parameters);
const networkOf = (origin: Origin) => crate.snapshot(DENSE, weights, origin);
const ofPage = networkOf({ kind: "pretrained" });
const before = networkOf({ kind: "file", name: "before" });
const [once, twice] = ["once", "twice"].map((name) => networkOf({ kind: "fine-tuned", name }));
const other = networkOf({ kind: "file", name: "other" });

beforeEach(async () => {
  if (store.timesKept.value > 0) await store.forgetFineTuned();
  giveBack();
  pretrained.value = ofPage;
});

test("what is kept reads the pad, and taken back it reads as before, time after time", async () => {
  take(before);
  await store.keepFineTuned(before, once);
  await store.keepFineTuned(once, twice);
  assert.equal(active.value, twice);
  assert.deepEqual([store.timesKept.value, store.isFineTunedActive.value], [2, true]);
  await store.undoFineTuning();
  assert.deepEqual([active.value, store.fineTuned.value], [once, once]);
  await store.undoFineTuning();
  assert.deepEqual([active.value, store.fineTuned.value, store.timesKept.value], [before, null, 0]);
});

test("the network of the page is given back", async () => {
  await store.keepFineTuned(ofPage, once);
  assert.equal(active.value, once);
  await store.undoFineTuning();
  assert.deepEqual([active.value, taken.value], [ofPage, null]);
});

for (const [what, goBack] of [
  ["taking the last time back", store.undoFineTuning],
  ["forgetting", store.forgetFineTuned],
] as const) {
  test(`${what} leaves a network alone that was loaded since`, async () => {
    await store.keepFineTuned(ofPage, once);
    take(other);
    await goBack();
    assert.deepEqual([active.value, taken.value, store.timesKept.value], [other, other, 0]);
  });

  test(`${what} changes nothing on a pad that another network reads, and the one before is next`, async () => {
    take(before);
    await store.keepFineTuned(before, once);
    switchModel();
    assert.equal(active.value, ofPage);
    await goBack();
    assert.deepEqual([active.value, taken.value], [ofPage, before]);
  });
}

test("of two times one is taken back while another network reads", async () => {
  await store.keepFineTuned(ofPage, once);
  await store.keepFineTuned(once, twice);
  take(other);
  await store.undoFineTuning();
  assert.deepEqual([active.value, store.fineTuned.value], [other, once]);
  store.letFineTunedRead();
  assert.equal(active.value, once);
});
