// Lesson 9: neurons that are alike, where their borders are, and what the first weights do.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { crate } from "./crate";

const { borderOf, CORNERS, inputsAt, keyOf, likeness, namePlaces, PARAMETERS, RECIPE } =
  await import("../../www/learn/lesson-9/network");
const { fixedWeights, noteOf } = await import("../../www/learn/lesson-9/starts");

/** Two alike, one not. */
const pair = Float32Array.of(1, 2, 2, 1, 2, 2, -0.5, -3, -3, 1, -1, 2, -2, 2, -2, 0, 0);

test("neurons are alike when all their numbers are, those to the outputs too", () => {
  assert.equal(likeness(fixedWeights("alike", 0)), "Moved alike");
  assert.equal(likeness(fixedWeights("zero", 0)), "Moved alike");
  assert.equal(likeness(fixedWeights("alike", 0.01)), "Only B = C");
  assert.equal(likeness(pair), "Only B = C");
  const other = pair.slice();
  other[12] = -2.1;
  assert.equal(likeness(other), "All different");
});

test("a nudge changes the first weight of A and nothing else", () => {
  const weights = fixedWeights("alike", 0.25);
  assert.equal(weights.length, PARAMETERS);
  assert.ok(Math.abs(weights[0] - 0.65) < 1e-6);
  assert.equal(new Set(weights.subarray(1)).size, 1);
});

test("the network has as many numbers, and takes the four cases as 0 and 1", () => {
  const network = crate.networkWith(RECIPE, pair);
  assert.equal(network.weights().length, PARAMETERS);
  const sigmoid = (sum: number) => 1 / (1 + Math.exp(-sum));
  for (const { x, y } of CORNERS) {
    const hidden = [0, 1, 2].map((i) => sigmoid(pair[i] * x + pair[3 + i] * y + pair[6 + i]));
    const sum = hidden.reduce((all, signal, i) => all + signal * pair[9 + 2 * i], pair[15]);
    assert.ok(Math.abs(network.query(inputsAt(x, y))[0] - sigmoid(sum)) < 1e-6, `${x}, ${y}`);
  }
});

test("the border of a neuron is where its sum is 0, as far as the square reaches", () => {
  const [[x1, y1], [x2, y2]] = borderOf(pair, 0) as [number, number][];
  for (const [x, y] of [
    [x1, y1],
    [x2, y2],
  ])
    assert.ok(Math.abs(x + y - 0.5) < 1e-6);
  assert.ok(Math.hypot(x2 - x1, y2 - y1) > 1, "it crosses the square");
  assert.equal(borderOf(fixedWeights("zero", 0), 0), null);
  const far = pair.slice();
  far[6] = -40;
  assert.equal(borderOf(far, 0), null);
});

test("what the lines are, and which of them are outside", () => {
  const key = "Shaded: it says 1. Line: a neuron’s sum is 0";
  assert.equal(keyOf(pair), `${key}.`);
  const far = pair.slice();
  far[6] = -40;
  assert.equal(keyOf(far), `${key}. Outside: A.`);
  assert.equal(keyOf(fixedWeights("zero", 0)), `${key}, now everywhere.`);
});

test("what is said of the first weights is true after a nudge too", () => {
  assert.match(noteOf("alike", 0), /^All 17 numbers are 0\.4, /);
  assert.equal(noteOf("alike", 0.3), "16 of the 17 numbers are 0.4; A’s first is 0.70.");
  assert.equal(noteOf("zero", -0.01), "16 of the 17 numbers are 0; A’s first is −0.01.");
});

test("names of lines that lie on each other stand apart", () => {
  const line = [
    [-0.5, 1],
    [1, -0.5],
  ] as const;
  const places = namePlaces([line, line, line]);
  for (const [i, one] of places.entries())
    for (const other of places.slice(i + 1)) {
      assert.ok(one && other);
      assert.ok(Math.hypot(one[0] - other[0], one[1] - other[1]) > 0.15);
    }
  assert.deepEqual(namePlaces([null]), [null]);
});
