// Lesson 2: what the crate's network makes of two reasons, in words and as pushes.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CASES,
  grasped,
  LIMITS,
  moved,
  pushes,
  remark,
  START,
  STEP,
  when,
  written,
  type Neuron,
} from "../../www/learn/lesson-2/neuron";
import "./built";
import { crate } from "./crate";

const { RECIPE, resultsOf, weightsOf } = await import("../../www/learn/lesson-2/network");

const NAMES = { first: "money", second: "time" };
const [NEITHER, SECOND, FIRST, BOTH] = CASES;
const at = (bias: number): Neuron => ({ ...START, bias });
const results = (neuron: Neuron) => resultsOf(crate.networkWith(RECIPE, weightsOf(neuron)));

test("at −4 only both go: money alone ends on the border, and on the border it stays", () => {
  assert.deepEqual(
    results(START).map(({ sum }) => sum),
    [-4, -1, 0, 3],
  );
  assert.deepEqual(
    results(START).map(({ goes }) => goes),
    [false, false, false, true],
  );
  assert.equal(when(results(START), NAMES), "Only both");
});

test("the bias alone makes it money, then either, then always", () => {
  const said = Array.from({ length: 13 }, (_, i) => when(results(at(-4 + i * STEP)), NAMES));
  assert.deepEqual(said, [
    "Only both",
    ...Array<string>(2).fill("With money"),
    ...Array<string>(6).fill("With either"),
    ...Array<string>(4).fill("Always"),
  ]);
  assert.equal(when(results(at(-3.5)), NAMES), "With money");
  assert.equal(when(results(at(-3)), NAMES), "With money", "time alone ends on the border");
  assert.equal(when(results(at(-2.5)), NAMES), "With either");
});

test("wherever its handles are, words say when it goes, and never that it tells one from both", () => {
  const said = new Set<string>();
  const valuesOf = ({ min, max }: { min: number; max: number }) =>
    Array.from({ length: (max - min) / STEP + 1 }, (_, i) => min + i * STEP);
  for (const first of valuesOf(LIMITS.first))
    for (const second of valuesOf(LIMITS.second))
      for (const bias of valuesOf(LIMITS.bias)) {
        const neuron = { first, second, bias };
        const words = when(results(neuron), NAMES);
        assert.equal(typeof words, "string", JSON.stringify(neuron));
        said.add(words);
      }
  assert.equal(said.size, 14, "of 16 ways to answer four cases one neuron has all but two");
});

test("the sum is written out with true minus signs", () => {
  assert.deepEqual(
    CASES.map((given) => written(START, results(START), given)),
    ["−4", "−4 + 3 = −1", "−4 + 4 = 0", "−4 + 4 + 3 = 3"],
  );
  const neuron = { first: -5.5, second: 2, bias: 1 };
  assert.equal(written(neuron, results(neuron), BOTH), "1 − 5.5 + 2 = −2.5");
});

test("each reason pushes on from where the one before has come", () => {
  assert.deepEqual(pushes(results(START), BOTH), [
    { reason: "first", from: -4, to: 0 },
    { reason: "second", from: 0, to: 3 },
  ]);
  assert.deepEqual(pushes(results(START), NEITHER), []);
});

test("a number moves in whole steps, within its limits, and a move of nothing changes nothing", () => {
  assert.equal(moved(START, "bias", -3.3).bias, -3.5);
  assert.equal(moved(START, "bias", -99).bias, LIMITS.bias.min);
  assert.equal(moved(START, "first", 99).first, LIMITS.first.max);
  assert.equal(moved(START, "second", 3.1), START);
});

test("a press takes hold of the nearest tip within reach, and of the start everywhere else", () => {
  assert.equal(grasped(results(START), NEITHER, -4, 1), "bias");
  assert.equal(grasped(results(START), FIRST, 0.9, 1), "first");
  assert.equal(grasped(results(START), FIRST, -4, 1), "bias");
  assert.equal(grasped(results(START), SECOND, -1.5, 1), "second");
  assert.equal(grasped(results(START), BOTH, 0.4, 1), "first");
  assert.equal(grasped(results(START), BOTH, 2.5, 1), "second");
  assert.equal(grasped(results(START), BOTH, 8, 1), "bias");
});

test("it is said who ends on the border, or else that the bias is the threshold turned round", () => {
  const said = (neuron: Neuron) => remark(neuron, results(neuron), NAMES);
  assert.equal(said(START), "With money alone the sum is 0: on the border, and it stays.");
  assert.equal(said(at(-3)), "With time alone the sum is 0: on the border, and it stays.");
  assert.equal(said(at(-7)), "With both the sum is 0: on the border, and it stays.");
  assert.equal(said(at(0)), "With neither the sum is 0: on the border, and it stays.");
  assert.equal(said(at(-2.5)), "The bias is the threshold turned round: at −2.5, the reasons must pass 2.5.");
  assert.equal(said(at(1)), "The bias is the threshold turned round: at 1, it goes by itself.");
});
