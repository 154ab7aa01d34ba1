// Lessons: what is done, which comes next, and the neuron of lesson 2.
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstUndone, LESSONS, nextAfter } from "../../www/learn/lessons";
import {
  CASES,
  goes,
  grasped,
  LIMITS,
  moved,
  pushes,
  START,
  STEP,
  sum,
  when,
  written,
  type Neuron,
} from "../../www/learn/lesson-2/neuron";
import { numbersIn } from "../../www/store/lessons-done";

const NAMES = { first: "money", second: "time" };
const [NEITHER, SECOND, FIRST, BOTH] = CASES;
const at = (bias: number): Neuron => ({ ...START, bias });

test("what is stored of done lessons is read as far as it makes sense", () => {
  assert.deepEqual(numbersIn("[2,7]"), [2, 7]);
  assert.deepEqual(numbersIn(null), []);
  assert.deepEqual(numbersIn("[2"), []);
  assert.deepEqual(numbersIn('{"2":true}'), []);
  assert.deepEqual(numbersIn('[2,"7",null,1.5]'), [2]);
});

test("twelve lessons in their order, and lesson 2 is written", () => {
  assert.deepEqual(
    LESSONS.map(({ number }) => number),
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
  assert.equal(firstUndone(new Set())?.number, 2);
  assert.equal(nextAfter(1)?.number, 2);
});

test("what comes next is written, and not done", () => {
  const done = new Set(LESSONS.filter((lesson) => lesson.written).map(({ number }) => number));
  assert.equal(firstUndone(done), undefined);
  assert.equal(nextAfter(12), undefined);
  for (const { number } of LESSONS) assert.ok(nextAfter(number)?.written ?? true);
});

test("at −4 only both go: money alone ends on the border, and on the border it stays", () => {
  assert.deepEqual(
    CASES.map((given) => sum(START, given)),
    [-4, -1, 0, 3],
  );
  assert.deepEqual(
    CASES.map((given) => goes(START, given)),
    [false, false, false, true],
  );
  assert.equal(when(START, NAMES), "Only both");
});

test("the bias alone makes it money, then either, then always", () => {
  const said = Array.from({ length: 13 }, (_, i) => when(at(-4 + i * STEP), NAMES));
  assert.deepEqual(said, [
    "Only both",
    ...Array<string>(2).fill("With money"),
    ...Array<string>(6).fill("With either"),
    ...Array<string>(4).fill("Always"),
  ]);
  assert.equal(when(at(-3.5), NAMES), "With money");
  assert.equal(when(at(-3), NAMES), "With money", "time alone ends on the border");
  assert.equal(when(at(-2.5), NAMES), "With either");
});

test("wherever its handles are, words say when it goes, and never that it tells one from both", () => {
  const said = new Set<string>();
  const valuesOf = ({ min, max }: { min: number; max: number }) =>
    Array.from({ length: (max - min) / STEP + 1 }, (_, i) => min + i * STEP);
  for (const first of valuesOf(LIMITS.first))
    for (const second of valuesOf(LIMITS.second))
      for (const bias of valuesOf(LIMITS.bias)) {
        const neuron = { first, second, bias };
        const words = when(neuron, NAMES);
        assert.equal(typeof words, "string", JSON.stringify(neuron));
        said.add(words);
      }
  assert.equal(said.size, 14, "of 16 ways to answer four cases one neuron has all but two");
});

test("the sum is written out with true minus signs", () => {
  assert.deepEqual(
    CASES.map((given) => written(START, given)),
    ["−4", "−4 + 3 = −1", "−4 + 4 = 0", "−4 + 4 + 3 = 3"],
  );
  assert.equal(written({ first: -5.5, second: 2, bias: 1 }, BOTH), "1 − 5.5 + 2 = −2.5");
});

test("each reason pushes on from where the one before has come", () => {
  assert.deepEqual(pushes(START, BOTH), [
    { reason: "first", from: -4, to: 0 },
    { reason: "second", from: 0, to: 3 },
  ]);
  assert.deepEqual(pushes(START, NEITHER), []);
});

test("a number moves in whole steps, within its limits, and a move of nothing changes nothing", () => {
  assert.equal(moved(START, "bias", -3.3).bias, -3.5);
  assert.equal(moved(START, "bias", -99).bias, LIMITS.bias.min);
  assert.equal(moved(START, "first", 99).first, LIMITS.first.max);
  assert.equal(moved(START, "second", 3.1), START);
});

test("a press takes hold of the nearest tip within reach, and of the start everywhere else", () => {
  assert.equal(grasped(START, NEITHER, -4, 1), "bias");
  assert.equal(grasped(START, FIRST, 0.9, 1), "first");
  assert.equal(grasped(START, FIRST, -4, 1), "bias");
  assert.equal(grasped(START, SECOND, -1.5, 1), "second");
  assert.equal(grasped(START, BOTH, 0.4, 1), "first");
  assert.equal(grasped(START, BOTH, 2.5, 1), "second");
  assert.equal(grasped(START, BOTH, 8, 1), "bias");
});
