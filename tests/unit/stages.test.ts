// The layers that a person can look at, and where their signals stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { called, loudest, nameOf, signalsOf, stagesOf, valuesOf } from "../../www/lib/stages";
import { CONVOLUTIONAL, DENSE } from "./given";

test("a dense layer is read behind its activation", () => {
  const stages = stagesOf(DENSE, [784, 30, 30, 10, 10]);
  assert.deepEqual(stages, [
    { layer: 0, kind: "dense", count: 30, start: 30, width: 30, isFirst: true, isLast: false },
    { layer: 2, kind: "dense", count: 10, start: 70, width: 10, isFirst: false, isLast: true },
  ]);
  const activations = Float32Array.from({ length: 80 }, (_, i) => i);
  assert.deepEqual([...valuesOf(stages[1], activations)], [70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
});

test("a filter is read behind its activation, and before the pool", () => {
  // 24 × 24 places of two filters, then 12 × 12 of them.
  const widths = [784, 1152, 1152, 288, 288, 30, 30, 10, 10];
  const [filters, hidden, answer] = stagesOf(CONVOLUTIONAL, widths);
  assert.deepEqual([filters.kind, filters.count, filters.start, filters.width], ["conv", 2, 1152, 1152]);
  assert.deepEqual([hidden.layer, hidden.start], [4, 1152 + 1152 + 288 + 288 + 30]);
  assert.ok(answer.isLast && !hidden.isLast);
});

test("what a filter says is where it says most; channels take turns", () => {
  const [stage] = stagesOf(CONVOLUTIONAL, [784, 4, 4, 2, 2, 30, 30, 10, 10]);
  const activations = Float32Array.of(9, 9, 9, 9, -1, 5, -3, 2);
  assert.deepEqual([...signalsOf(stage, activations)], [-1, 5]);
});

test("without layers there is nothing to look at", () => {
  assert.deepEqual(stagesOf({ ...DENSE, layers: [] }, [784]), []);
});

test("neurons count from 1, digits from 0", () => {
  const [hidden, answer] = stagesOf(DENSE, [784, 30, 30, 10, 10]);
  assert.deepEqual([called(hidden, 0), called(answer, 0)], [1, 0]);
  assert.deepEqual([nameOf(hidden, 0), nameOf(answer, 1)], ["Layer 1", "The answer"]);
});

test("the loudest is the first of the largest, also where all are below 0", () => {
  assert.equal(loudest([-3, -1, -1, -2]), 1);
  assert.equal(loudest([0]), 0);
});
