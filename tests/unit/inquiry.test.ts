// What asks Mind's worker about a network: again as it learns, but what failed is not asked again of the same network.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Origin, Snapshot } from "../../www/engine/snapshot";
import { snapshotOf } from "../../www/engine/snapshot";
import "./built";
import { CONVOLUTIONAL, DENSE } from "./given";

const { Inquiry, isSameNetwork } = await import("../../www/mind/inquiry");

// What the page warns of.
console.warn = () => {};

const weights = new Float32Array(1);
const of = (id: string, recipe = DENSE) => snapshotOf(recipe, weights, { kind: "run", run: id, at: 1 });
const file: Origin = { kind: "file", name: "mine" };
/** As a rate that changes makes it: another recipe, of the same layers. */
const slower = { ...DENSE, optimizer: { ...DENSE.optimizer, learning_rate: 0.01 } };

class Failing extends Inquiry {
  asked: Snapshot[] = [];
  override isAnswered() {
    return false;
  }
  override canWait() {
    return false;
  }
  override async ask(snapshot: Snapshot): Promise<number> {
    this.asked.push(snapshot);
    throw new Error("it cannot");
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("snapshots of one run are of one network, also when a rate of it changes", () => {
  assert.ok(isSameNetwork(of("one"), of("one", slower)));
  assert.ok(!isSameNetwork(of("one"), of("two")));
  assert.ok(!isSameNetwork(snapshotOf(DENSE, weights, file), snapshotOf(DENSE, weights, file)));
});

test("what failed is asked again of another run or of other layers, and not at every step or rate", async () => {
  const inquiry = new Failing();
  const asks = async (snapshot: Snapshot | null) => {
    const before = inquiry.asked.length;
    inquiry.update(snapshot);
    await settled();
    return inquiry.asked.length - before;
  };
  assert.equal(await asks(of("one")), 1);
  assert.equal(inquiry.fault.value, "it cannot");
  assert.equal(await asks(of("one")), 0);
  assert.equal(await asks(of("one", slower)), 0);
  assert.equal(await asks(null), 0);
  assert.equal(await asks(of("one")), 0);
  assert.equal(await asks(of("two")), 1);
  assert.equal(await asks(snapshotOf(DENSE, weights, file)), 1);
  assert.equal(await asks(snapshotOf(slower, weights, file)), 0);
  assert.equal(await asks(snapshotOf(CONVOLUTIONAL, weights, file)), 1);
  inquiry.retry();
  await settled();
  assert.equal(inquiry.asked.length, 5);
});
