// What an evaluation says, sorted and in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  calibrationText,
  captionOf,
  cellText,
  commonest,
  countOf,
  heatOf,
  imagesOf,
  worst,
} from "../../www/mind/errors/words";
import { evaluationOf } from "./given";

const EVALUATION = evaluationOf([
  [4, 9, 0.5],
  [4, 9, 0.75],
  [3, 3, 0.875],
  [3, 3, 0.625],
  [9, 4, 0.25],
  [4, 9, 1],
]);

test("mistakes are cells off the diagonal, the fullest first", () => {
  assert.deepEqual(commonest(EVALUATION, 8), [
    { written: 4, read: 9, count: 3 },
    { written: 9, read: 4, count: 1 },
  ]);
  assert.equal(commonest(EVALUATION, 1).length, 1);
  assert.deepEqual(commonest(evaluationOf([[3, 3, 1]]), 8), []);
  assert.equal(countOf(EVALUATION, { written: 4, read: 9 }), 3);
  assert.equal(countOf(EVALUATION, { written: 9, read: 4 }), 1);
});

test("of mistakes the surest come first, of what is right the least sure", () => {
  const indices = (written: number, read: number) => imagesOf(EVALUATION, { written, read }).map(({ index }) => index);
  assert.deepEqual(indices(4, 9), [5, 1, 0]);
  assert.deepEqual(indices(3, 3), [3, 2]);
  assert.deepEqual(indices(0, 1), []);
});

test("the worst of all are the mistakes that it was surest of", () => {
  assert.deepEqual(
    worst(EVALUATION, 2).map(({ index }) => index),
    [5, 1],
  );
});

test("a cell in words: none, one, some, all", () => {
  const cell = { written: 8, read: 3 };
  assert.equal(cellText(cell, 0, 0), "No 8 was read as 3.");
  assert.equal(cellText(cell, 1, 1), "1 image of an 8 was read as 3. Press one to take it to the pad.");
  assert.match(cellText(cell, 12, 10), /^12 images of an 8 were read as 3; here are the 10 it was surest of\./);
  assert.match(
    cellText({ written: 3, read: 3 }, 1_000, 1_000),
    /^1,000 images of a 3 were read right, the one it was least sure of first\./,
  );
});

test("how warm a cell is", () => {
  const heats = [0, 1, 2, 3, 30, 31, 60, 61, 100].map((count) => heatOf(count, 100));
  assert.deepEqual(heats, [0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test("an image says what it is", () => {
  const mistake = { index: 1_234, written: 8, read: 3, sure: 0.9999 };
  assert.deepEqual(captionOf(mistake), {
    title: "8→3",
    note: "99+ %",
    label: "Test image 1,234, an 8, read as 3, >99.9 % sure: take it to the pad",
  });
  assert.equal(captionOf({ ...mistake, read: 8 }).title, "8");
});

test("the bin that speaks most clearly has many images, far from what it says; empty ones say nothing", () => {
  const bins = [
    { samples: 0, confidence: null, accuracy: null },
    { samples: 10, confidence: 0.2, accuracy: 0.9 },
    { samples: 1_000, confidence: 0.9, accuracy: 0.8 },
  ];
  assert.equal(calibrationText({ error: 0.1, bins }), "Where it says 90.0 %, it is right in 80.0 % of 1,000 images.");
});
