// A prediction, the reading of a number, and the words for them.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { answer, ranked } from "../../npm/src/reader/prediction";
import type { FoundDigit, Reading } from "../../www/engine/prediction";
import { numberWords, placeWords, spoken, words } from "../../www/ui/prediction-words";
import { foundOf, numberOf } from "./given";

const OUTPUTS = Float32Array.of(0.0625, 0, 0, 0.75, 0, 0, 0, 0, 0.1875, 0);
const UNIFORM = Float32Array.of(0.1, 0.11, 0.09, 0.1, 0.12, 0.08, 0.1, 0.1, 0.1, 0.1);

const digitOf = (outputs: Float32Array, least: number) => foundOf(0, ranked(outputs, least));
/** A digit with this share, and the next digit with the rest. */
const sure = (digit: number, share: number) =>
  digitOf(new Float32Array(10).with(digit, share).with((digit + 1) % 10, 1 - share), 0.5);

test("the digits are ranked, and an answer needs enough", () => {
  const { state, ranking } = ranked(OUTPUTS, 0.75);
  assert.equal(state, "read");
  assert.deepEqual(ranking.slice(0, 3), [3, 8, 0]);
  assert.equal(ranking.length, 10);
  assert.equal(ranked(OUTPUTS, 0.76).state, "unsure");
});

test("digits that are as likely keep their order", () => {
  assert.deepEqual(ranked(new Float32Array(10), 0).ranking, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("each state of a digit has its words, to be seen and to be heard", () => {
  const saidOf = (...digits: FoundDigit[]) => spoken(numberOf(digits));
  const seenOf = (...digits: FoundDigit[]) => [...digits.map(answer), ...numberWords(numberOf(digits))];
  const read = digitOf(OUTPUTS, 0.5);
  assert.deepEqual(seenOf(read), ["3", "75.0 % sure", "then 8, 18.8 %"]);
  assert.equal(saidOf(read), "It reads a 3, 75.0 % sure.");
  const unsure = digitOf(OUTPUTS, 0.9);
  assert.deepEqual(seenOf(unsure), ["?", "Not sure", "3 or 8, or no digit"]);
  assert.equal(saidOf(unsure), "It is not sure: 3 or 8, or no digit.");
  // Ten outputs that are about as likely.
  const uniform = digitOf(UNIFORM, 0.4);
  assert.deepEqual(seenOf(uniform), ["?", "No digit I know", "all ten about as likely"]);
  assert.equal(saidOf(uniform), "It is no digit that it knows.");
  assert.deepEqual(seenOf(), ["Nothing yet", "no ink, no guess"]);
  assert.equal(saidOf(), "The pad is blank.");
  assert.equal(spoken(numberOf([]), true), "There is no ink in the box.");
});

test("so has a network that is not here, whatever is drawn", () => {
  const withInk = (more: Partial<Reading>) => numberOf([sure(2, 0.9), sure(0, 0.8)], more);
  const loading = { state: "loading", progress: { received: 1_500, total: 3_000 } } as const;
  assert.deepEqual(numberWords(withInk(loading)), ["Loading", "1 of 3 KB"]);
  assert.deepEqual(words({ ...loading, probabilities: null, ranking: [] }), ["Loading", "1 of 3 KB"]);
  assert.match(spoken(withInk(loading)), /loading/);
  const failed = withInk({ state: "failed", fault: "The network did not arrive." });
  assert.deepEqual(numberWords(failed), ["Not reading", "no network yet"]);
  assert.equal(spoken(failed), "The network did not arrive.");
});

test("of a number it is said of which digit it is least sure", () => {
  const year = numberOf([sure(2, 0.98), sure(0, 0.912), sure(2, 0.99), sure(6, 0.95)]);
  assert.deepEqual(numberWords(year), ["91.2 % sure", "of the 0, the least"]);
  assert.equal(spoken(year), "It reads 2026; least sure of the 0, 91.2 %.");
  const twice = numberOf([sure(2, 0.98), sure(0, 0.99), sure(2, 0.93), sure(6, 0.95)]);
  assert.deepEqual(numberWords(twice), ["93.0 % sure", "of the second 2, the least"]);
  assert.equal(spoken(twice), "It reads 2026; least sure of the second 2, 93.0 %.");
  const certain = numberOf([sure(1, 0.9998), sure(0, 0.9999)]);
  assert.deepEqual(numberWords(certain), [">99.9 % sure", "of each digit"]);
  assert.equal(spoken(certain), "It reads 10, >99.9 % sure of each digit.");
});

test("of a number with a sign that is no digit it is said how many", () => {
  const doubt = digitOf(OUTPUTS, 0.9);
  const one = numberOf([sure(2, 0.98), doubt, sure(6, 0.95)]);
  assert.deepEqual(numberWords(one), ["Not sure", "of one sign: 3 or 8?"]);
  assert.equal(spoken(one), "It reads 2?6, and is not sure of one sign: 3 or 8?");
  const none = numberOf([sure(2, 0.98), digitOf(UNIFORM, 0.4)]);
  assert.deepEqual(numberWords(none), ["Not sure", "of one sign"]);
  assert.deepEqual(numberWords(numberOf([doubt, sure(2, 0.98), doubt])), ["Not sure", "of 2 of the 3 signs"]);
  assert.deepEqual(numberWords(numberOf([doubt, doubt])), ["Not sure", "of any sign"]);
});

test("a digit has its place in a number, and none alone", () => {
  assert.equal(placeWords(1, 4), "the second of 4 digits");
  assert.equal(placeWords(11, 12), "the twelfth of 12 digits");
  assert.equal(placeWords(0, 1), "");
  assert.equal(placeWords(-1, 0), "");
});
