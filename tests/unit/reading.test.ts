// A prediction, and the words for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, ranked, type Prediction } from "../../www/engine/prediction";
import { spoken, words } from "../../www/ui/prediction-words";

const OUTPUTS = Float32Array.of(0.0625, 0, 0, 0.75, 0, 0, 0, 0, 0.1875, 0);

const predictionOf = (more: Partial<Prediction>): Prediction => ({
  state: "blank",
  image: null,
  isOwn: true,
  probabilities: null,
  ranking: [],
  progress: { received: 0, total: 0 },
  fault: "",
  ...more,
});

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

test("each state has its words, to be seen and to be heard", () => {
  const read = predictionOf(ranked(OUTPUTS, 0.5));
  assert.deepEqual([answer(read), ...words(read)], ["3", "75.0 % sure", "then 8, 18.8 %"]);
  assert.equal(spoken(read), "It reads a 3, 75.0 % sure.");
  const unsure = predictionOf(ranked(OUTPUTS, 0.9));
  assert.deepEqual([answer(unsure), ...words(unsure)], ["?", "Not sure", "3 or 8, or no digit"]);
  assert.equal(spoken(unsure), "It is not sure: 3 or 8, or no digit.");
  const loading = predictionOf({ state: "loading", progress: { received: 1_500, total: 3_000 } });
  assert.deepEqual(words(loading), ["Loading", "1 of 3 KB"]);
  const failed = predictionOf({ state: "failed", fault: "The network did not arrive." });
  assert.equal(spoken(failed), "The network did not arrive.");
  assert.deepEqual(words(predictionOf({})), ["Nothing yet", "no ink, no guess"]);
  assert.equal(spoken(predictionOf({})), "The pad is blank.");
});

test("ten outputs that are about as likely are no digit that it knows", () => {
  const uniform = predictionOf(ranked(Float32Array.of(0.1, 0.11, 0.09, 0.1, 0.12, 0.08, 0.1, 0.1, 0.1, 0.1), 0.4));
  assert.deepEqual([answer(uniform), ...words(uniform)], ["?", "No digit I know", "all ten about as likely"]);
  assert.equal(spoken(uniform), "It is no digit that it knows.");
});
