// The user's own last drawing of each digit: those that are done with, and the one on the pad.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { foundOf, numberOf } from "./given";

const { NONE, digitsOf, withReading } = await import("../../www/store/own-drawings");

const images = Array.from({ length: 3 }, () => new Float32Array(784));
const [first, second, third] = images;
const read = (digit: number, image: Float32Array, isOwn: boolean = true) =>
  numberOf([foundOf(digit, { image })], { isOwn });
const blank = numberOf([]);

/** What is known after so many moments of the pad, at which no pen is down. */
const after = (...moments: ReturnType<typeof numberOf>[]) =>
  digitsOf(moments.reduce((known, moment) => withReading(known, moment, false), NONE));

test("a drawing counts when the pen is up: under the pen it may become something else", () => {
  assert.equal(digitsOf(withReading(NONE, read(3, first), true)).size, 0);
  assert.deepEqual([...after(read(3, first))], [[3, first]]);
});

test("a drawing with one more stroke counts as what it is then, and not as what it was", () => {
  assert.deepEqual([...after(read(3, first), read(8, second))], [[8, second]]);
  assert.equal(after(read(3, first), numberOf([foundOf(3, { state: "unsure", image: second })])).size, 0);
});

test("what is done with is remembered, each digit by the last drawing of it", () => {
  const known = after(read(3, first), blank, read(8, second), blank, read(3, third), blank, blank);
  assert.deepEqual([...known.keys()].sort(), [3, 8]);
  assert.deepEqual([known.get(3), known.get(8)], [third, second]);
});

test("an image of somebody else's is no drawing of the user's", () => {
  const known = after(read(8, second), read(8, first, false), read(5, third, false));
  assert.deepEqual([...known], [[8, second]]);
});

test("of a number every digit counts, but for those without an answer", () => {
  const number = numberOf([
    foundOf(4, { image: first }),
    foundOf(0, { image: second }),
    foundOf(7, { state: "unsure" }),
  ]);
  assert.deepEqual(
    [...after(number)],
    [
      [4, first],
      [0, second],
    ],
  );
  assert.deepEqual([...after(number, read(4, third)).keys()], [4], "the same ink is another number now");
  assert.deepEqual([...after(number, blank, read(7, third)).keys()].sort(), [0, 4, 7]);
});
