// The networks of the page: which one reads, and that each snapshot is asked with its own weights.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { nameOf, transferable, type Origin } from "../../www/engine/snapshot";
import * as store from "../../www/store/snapshots";
import { crate } from "./crate";
import { DENSE } from "./given";

const IMAGE = new Float32Array(784).fill(0.5);
const count = crate.describe(DENSE).trainable_parameters;

/** Every one with other weights. */
let seed = 0;
const networkOf = (origin: Origin) => {
  seed += 1;
  return crate.snapshot(
    DENSE,
    Float32Array.from({ length: count }, (_, i) => Math.sin(seed * i)),
    origin,
  );
};
const run = (id: string, at = 1): Origin => ({ kind: "run", run: id, at });
const file: Origin = { kind: "file", name: "mine.safetensors" };

beforeEach(() => {
  store.giveBack();
  store.forgetTrained();
  store.pretrained.value = networkOf({ kind: "pretrained" });
});

test("each of many snapshots is asked with its own weights", () => {
  const all = Array.from({ length: 6 }, (_, i) => networkOf(run("one", i)));
  const answers = all.map((snapshot) => crate.predict(snapshot, IMAGE).probabilities?.join());
  assert.equal(new Set(answers).size, all.length);
  const other = IMAGE.slice();
  const again = all.toReversed().map((snapshot) => crate.predict(snapshot, other).probabilities?.join());
  assert.deepEqual(again.toReversed(), answers);
});

test("weights that do not fit are refused", () => {
  assert.throws(() => crate.snapshot(DENSE, new Float32Array(3), file), /weights|parameters/);
});

test("a network is called by its file or by its recipe", () => {
  assert.equal(nameOf(networkOf(file)), "mine.safetensors");
  assert.equal(nameOf(networkOf(run("one"))), "small");
});

test("what goes to a worker is a copy", () => {
  const snapshot = networkOf(file);
  const sent = transferable(snapshot);
  assert.deepEqual(sent.weights, snapshot.weights);
  assert.notEqual(sent.weights.buffer, snapshot.weights.buffer);
});

test("the first network of a run reads the pad, and the user’s choice holds for the rest of it", () => {
  assert.equal(store.active.value, store.pretrained.value);
  assert.equal(store.next.value, null);
  store.showTrained(networkOf(run("one")));
  assert.equal(store.active.value, store.trained.value);
  store.switchModel();
  assert.equal(store.active.value, store.pretrained.value);
  store.showTrained(networkOf(run("one", 2)));
  assert.equal(store.active.value, store.pretrained.value);
  store.showTrained(networkOf(run("two")));
  assert.equal(store.active.value, store.trained.value);
});

test("a network that is taken reads, and one goes from each to the next", () => {
  store.showTrained(networkOf(run("one")));
  const own = networkOf(file);
  store.take(own);
  assert.equal(store.active.value, own);
  store.switchModel();
  assert.equal(store.active.value, store.pretrained.value);
  store.switchModel();
  assert.equal(store.active.value, store.trained.value);
  store.switchModel();
  assert.equal(store.active.value, own);
});

test("what reads and is forgotten leaves the pad to the network of the page", () => {
  store.showTrained(networkOf(run("one")));
  store.forgetTrained();
  assert.equal(store.active.value, store.pretrained.value);
  store.take(networkOf(file));
  store.giveBack();
  assert.equal(store.active.value, store.pretrained.value);
  assert.equal(store.taken.value, null);
});
