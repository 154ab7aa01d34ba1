// Lesson 12: the way back and the way forth of Symon's network, and pixels in another order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOfLargest } from "../../www/learn/arrays";
import {
  apart,
  inFull,
  inFullWords,
  LAST,
  share,
  shownAt,
  STEPS,
  TRACED,
  wordsOf,
} from "../../www/learn/lesson-12/steps";
import { SHUFFLED, shuffled, shuffledWeights } from "../../www/learn/shuffle";
import { climb } from "../../www/learn/worker/climb";
import { inversion } from "../../www/learn/worker/networks";
import { stylesOf } from "../../www/store/own-digits";
import { DIGITS } from "../../www/ui/digits";
import { glue, imageOf, pretrained } from "./whole-crate";

const symon = pretrained("symon");
const { recipe } = symon;
const weights = symon.weights();

const { traces } = inversion(glue, { recipe, weights, digits: DIGITS });
const traceOf = (digit: number) => TRACED.map((step) => traces[digit][step].values);

/** What the network says to a digit's ghost. */
const saidTo = (digit: number) => {
  const activations = symon.activations(traceOf(digit)[6]);
  return { hidden: activations.subarray(200, 400), outputs: activations.subarray(410, 420) };
};

test("the way back ends in what a backwards query gives", () => {
  for (const digit of DIGITS) {
    const steps = traces[digit];
    assert.equal(steps[steps.length - 1].kind, "pixels");
    assert.equal(TRACED[TRACED.length - 1], steps.length - 1);
    const ghost = symon.back_query(digit, { method: "inversion" });
    assert.ok(apart(traceOf(digit)[6], ghost) < 1e-5);
  }
});

test("each step is of the size of its place, and what is a share lies in 0..1", () => {
  const sizes = { outputs: 10, hidden: 200, pixels: 784 };
  traceOf(3).forEach((values, at) => {
    assert.equal(values.length, sizes[STEPS[at].place]);
    if (STEPS[at].isShare) assert.ok(values.every((value) => value >= 0 && value <= 1));
    else assert.ok(Math.min(...values) < 0);
  });
  assert.equal(STEPS.filter(({ isForth }) => !isForth).length, TRACED.length);
});

test("of ten ghosts that were asked for with 0.99 one gives it back, the 7 reads as something else", () => {
  const returned = DIGITS.map((digit) => symon.query(traceOf(digit)[6]));
  assert.deepEqual(inFull(DIGITS.map((digit) => returned[digit][digit])), [8]);
  assert.ok(returned[7][7] < 0.05);
  assert.notEqual(indexOfLargest(returned[7]), 7);
});

test("a climb brings each digit above 0.98", () => {
  for (const digit of DIGITS) {
    const { images } = climb(glue, { recipe, weights, digit, prior: "free", stages: 4 });
    const outputs = symon.query(images);
    assert.equal(outputs.length, 50);
    assert.ok(outputs[digit] < outputs[40 + digit]);
    assert.ok(outputs[40 + digit] > 0.98, `${digit}: ${outputs[40 + digit]}`);
  }
});

test("a dense network whose rows go where the pixels go says the same, and a convolution does not", () => {
  assert.deepEqual(
    [...SHUFFLED].sort((a, b) => a - b),
    Array.from({ length: 784 }, (_, i) => i),
  );
  const moved = new glue.Network(recipe, 0);
  moved.set_weights(shuffledWeights(weights, 200));
  const reader = pretrained("reader");
  for (const digit of DIGITS) {
    const image = imageOf(stylesOf(digit)[0]);
    const plain = symon.query(image);
    assert.ok(apart(moved.query(shuffled(image)), plain) < 1e-5);
    assert.ok(apart(symon.query(shuffled(image)), plain) > 0.1, "without the rows it does mind");
    assert.equal(indexOfLargest(reader.query(image)), digit);
    assert.ok(reader.query(shuffled(image))[digit] < glue.confidence_threshold());
  }
});

test("the figure shows what the walk has come to, and beside the way forth what was asked", () => {
  assert.deepEqual([shownAt("outputs", 0), shownAt("hidden", 0), shownAt("pixels", 0)], [0, undefined, undefined]);
  assert.deepEqual([shownAt("outputs", 4), shownAt("hidden", 4), shownAt("pixels", 4)], [1, 4, undefined]);
  assert.deepEqual([shownAt("outputs", LAST), shownAt("hidden", LAST), shownAt("pixels", LAST)], [0, 3, 6]);
});

test("the words say what the numbers are", () => {
  assert.match(wordsOf(2, 3, traceOf(3), saidTo(3)), / −\d+\.\d\d to \d+\.\d\d\.$/);
  assert.match(wordsOf(6, 8, traceOf(8), saidTo(8)), /the ghost of an 8\.$/);
  assert.equal(
    wordsOf(7, 3, traceOf(3), saidTo(3)),
    "Forth: the ghost goes in. Of 200 neurons 15 say what was asked of them, to within 0.1.",
  );
  assert.equal(wordsOf(8, 3, traceOf(3), saidTo(3)), "Forth: asked for 3 was 0.99, and it says 0.78; it reads 3.");
  assert.match(wordsOf(8, 7, traceOf(7), saidTo(7)), / it says 0\.02; it reads [^7]\.$/);
  assert.equal(inFullWords(DIGITS.map((digit) => saidTo(digit).outputs[digit])), "One: the\u00a08");
  assert.equal(inFullWords(DIGITS.map(() => 0.5)), "None");
  assert.equal(share(0.9976), ">0.99");
  assert.equal(share(0.018), "0.02");
});
