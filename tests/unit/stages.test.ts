// The layers that a person can look at, and where their signals stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stagesOf, valuesOf } from "../../www/engine/stages";
import { labelOf, mostActive, nameOf, nounOf, orderOf, signalsOf } from "../../www/mind/neurons/stages";
import { neuronText, pageText } from "../../www/mind/neurons/words";
import { figure } from "../../www/ui/format";
import { crate } from "./crate";
import { CONVOLUTIONAL, DENSE } from "./given";

const [dense, convolutional] = [DENSE, CONVOLUTIONAL].map((recipe) => stagesOf(crate.describe(recipe)));

test("a dense layer is read behind its activation", () => {
  const stages = dense;
  assert.deepEqual(stages, [
    { layer: 0, kind: "dense", units: 30, activation: "relu", start: 30, width: 30, isFirst: true, isLast: false },
    { layer: 2, kind: "dense", units: 10, activation: "softmax", start: 70, width: 10, isFirst: false, isLast: true },
  ]);
  const activations = Float32Array.from({ length: 80 }, (_, i) => i);
  assert.deepEqual([...valuesOf(stages[1], activations)], [70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
});

test("a filter is read behind its activation, and before the pool", () => {
  // 24 × 24 places of two filters, then 12 × 12 of them.
  const [filters, hidden, answer] = convolutional;
  assert.deepEqual([filters.kind, filters.units, filters.start, filters.width], ["conv", 2, 1152, 1152]);
  assert.deepEqual([hidden.layer, hidden.start], [4, 1152 + 1152 + 288 + 288 + 30]);
  assert.ok(answer.isLast && !hidden.isLast);
});

test("what a filter says is where it says most; channels take turns", () => {
  const stage = { ...convolutional[0], start: 4, width: 4 };
  const activations = Float32Array.of(9, 9, 9, 9, -1, 5, -3, 2);
  assert.deepEqual([...signalsOf(stage, activations)], [-1, 5]);
});

test("neurons count from 1, digits from 0", () => {
  const [hidden, answer] = dense;
  assert.deepEqual([labelOf(hidden, 0), labelOf(answer, 0)], [1, 0]);
  assert.deepEqual([nameOf(hidden, 0), nameOf(answer, 1)], ["Layer 1", "The answer"]);
});

test("the most active neuron is the first of the largest, also where all are below 0", () => {
  assert.equal(mostActive([-3, -1, -1, -2]), 1);
  assert.equal(mostActive([0]), 0);
});

test("the most active come first; as active ones, and all without ink, in their order", () => {
  const stage = { ...dense[0], units: 4 };
  assert.deepEqual(orderOf(stage, Float32Array.of(1, -2, 3, 1)), [2, 0, 3, 1]);
  assert.deepEqual(orderOf(stage, null), [0, 1, 2, 3]);
});

test("a figure is in plain decimals, or almost 0", () => {
  const figures = [0, 1.23456, -0.5, 0.0096, 0.009_44, -0.000_22, 0.000_012_3, 9e-6, -1e-9].map(figure);
  assert.deepEqual(figures, [
    "0",
    "1.235",
    "−0.500",
    "0.010",
    "0.0094",
    "−0.00022",
    "0.000012",
    "almost 0",
    "almost 0",
  ]);
});

test("neurons in words", () => {
  const [filters, , answer] = convolutional;
  assert.deepEqual([filters, dense[0], answer].map(nounOf), ["filter", "neuron", "digit"]);
  assert.equal(neuronText(answer, 3, 0.25), "Digit 3, signal 0.250");
  assert.equal(neuronText(filters, 0, null), "Filter 1");
  assert.equal(pageText(dense[0], 0, 16, true), "1 to 16 of 30, the most active first");
  assert.equal(pageText(dense[0], 16, 30, false), "17 to 30 of 30");
});
