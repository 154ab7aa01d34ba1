// Lesson 4 on the crate: its neuron under a step and under a sigmoid, and its words.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { crate } from "./crate";
import type { Bend, NeuronSettings } from "../../www/learn/lesson-4/neuron";

const { A_ALONE, answerWords, biasFor, CASES, LIMITS, moveWords, NUDGE, nudged, RECIPES, START, weightsOf, wrongOf } =
  await import("../../www/learn/lesson-4/neuron");

const answer = (bend: Bend, settings: NeuronSettings, i = A_ALONE) =>
  crate.networkWith(RECIPES[bend], weightsOf(settings)).query(CASES[i].image)[0];
const move = (bend: Bend, settings: NeuronSettings) => answer(bend, nudged(settings, 1)) - answer(bend, settings);

test("a nudge does nothing under a step but on the border, where it flips", () => {
  assert.equal(move("step", START), 0);
  assert.equal(move("step", biasFor(START, 2)), 0);
  assert.equal(move("step", biasFor(START, 0)), 1);
});

test("a nudge always moves a sigmoid, and most in its middle", () => {
  const moves = [-4, -2, -1, 0, 1, 2, 4].map((sum) => move("sigmoid", biasFor(START, sum)));
  assert.ok(moves.every((value) => value > 0));
  assert.equal(Math.max(...moves), moves[3]);
  assert.ok(Math.abs(moves[3] - NUDGE / 4) < 1e-5);
});

test("steepness leaves the step’s answers as they are, and makes the sigmoid’s those of a step", () => {
  for (const sum of [-2, -1, 1, 2])
    for (const [i] of CASES.entries()) {
      const steep = { ...biasFor(START, sum), steepness: 32 };
      assert.equal(answer("step", steep, i), answer("step", { ...steep, steepness: 1 }, i));
      assert.ok(Math.abs(answer("sigmoid", steep, i) - answer("step", steep, i)) < 1e-6);
    }
});

test("the crate trains a sigmoid, and says why it does not train a step", () => {
  assert.equal(crate.describe(RECIPES.sigmoid).training_objection, null);
  assert.match(String(crate.describe(RECIPES.step).training_objection), /is a step, which has no gradient/);
});

test("a nudge is a hundredth, and ends where the weight does", () => {
  assert.equal(nudged(START, 1).weight, 3.01);
  assert.equal(nudged(nudged(START, 1), -1).weight, START.weight);
  assert.equal(nudged({ ...START, weight: LIMITS.weight.max }, 1).weight, LIMITS.weight.max);
});

test("the blue dot goes where the thumb is, as near as the bias comes", () => {
  for (const sum of [0, 0.2, -0.2]) assert.equal(biasFor(START, sum).bias, -3);
  assert.equal(biasFor(START, 0.33).bias, -2.7);
  assert.equal(biasFor(START, -6).bias, LIMITS.bias.min);
});

test("what moves is written with its sign, and what is tiny is almost 0", () => {
  assert.deepEqual([0, 1, -1, 0.00107, -0.0025, 0.0000123].map(moveWords), [
    "0",
    "+1",
    "−1",
    "+0.0011",
    "−0.0025",
    "almost 0",
  ]);
});

test("an answer is 0 or 1 in words only where it is that", () => {
  assert.deepEqual([0, 1, 0.119203, 0.0001, 0.99999].map(answerWords), ["0", "1", "0.119", "almost 0", "almost 1"]);
});

test("an answer is wrong on the other side of a half", () => {
  const answers = [0.1, 0.4, 0.6, 0.9].map((value) => ({ sum: 0, value }));
  assert.deepEqual(wrongOf(answers), [1]);
});
