// What the user's labelled drawings add up to, and the files that they are taken away in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { imagesFile, labelsFile, strokesFile } from "../../www/mind/yours/export";
import { NONE, scoreWords, tallyOf } from "../../www/mind/yours/tally";
import { labelledOf } from "./given";

test("labelled drawings are counted by what was written and what was read", () => {
  const { total, right, counts } = tallyOf([labelledOf(3, 3), labelledOf(3, 8), labelledOf(3, null), labelledOf(0, 0)]);
  assert.deepEqual([total, right], [4, 2]);
  assert.deepEqual([counts[3][3], counts[3][8], counts[3][NONE], counts[0][0]], [1, 1, 1, 1]);
  assert.equal(
    counts.flat().reduce((a, b) => a + b),
    4,
  );
  assert.deepEqual([counts.length, counts[9].length], [10, 11]);
});

test("the score in words: one, two, many, and the worst mistake", () => {
  const words = (...reads: [number, number | null][]) => scoreWords(tallyOf(reads.map(([a, b]) => labelledOf(a, b))));
  assert.equal(words([3, 3]), "It read your digit right.");
  assert.equal(words([3, 8]), "It did not read your digit right. Your 3 was read as 8.");
  assert.equal(words([3, null]), "It did not read your digit right. Your 3 got no answer.");
  assert.equal(words([3, 3], [2, 2]), "It read both of your digits right.");
  assert.equal(words([3, 3], [2, 2], [1, 1]), "It read all of your 3 digits right.");
  assert.equal(
    words([3, 8], [2, 2], [1, 1]),
    "It read 2 of your 3 digits right: 67 %. Most often your 3 was read as 8, once.",
  );
  assert.equal(
    words([1, null], [1, null], [3, 8]),
    "It read none of your 3 digits right. Most often your 1 got no answer, 2 times.",
  );
});

test("strokes fill the square, with the aspect ratio kept; pictures have none", () => {
  const drawn = labelledOf(1, 1, {
    strokes: [
      [0.5, 0.25, 0.5, 0.75],
      [0.4, 0.25, 0.6, 0.25],
    ],
  });
  const lines = strokesFile([drawn, labelledOf(2, 2)]).split("\n");
  assert.equal(lines.length, 2);
  assert.equal(lines[1], "", "every line ends");
  assert.deepEqual(JSON.parse(lines[0]), {
    label: 1,
    source: "neuroglyph",
    writer: "me",
    strokes: [
      [
        [0.2, 0],
        [0.2, 1],
      ],
      [
        [0, 0],
        [0.4, 0],
      ],
    ],
  });
  assert.equal(strokesFile([]), "");
});

test("a dot has no extent, and stays a number", () => {
  const line = strokesFile([labelledOf(1, 1, { strokes: [[0.5, 0.5]] })]);
  assert.deepEqual((JSON.parse(line) as { strokes: unknown }).strokes, [[[0, 0]]]);
});

test("images and labels are IDX files of as many", () => {
  const drawings = [
    labelledOf(7, 7, { image: new Uint8Array(784).fill(9) }),
    labelledOf(1, 2, { image: new Uint8Array(784).fill(5) }),
  ];
  const images = imagesFile(drawings);
  assert.equal(images.length, 16 + 2 * 784);
  assert.deepEqual([...images.subarray(0, 16)], [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]);
  assert.deepEqual([images[16], images[16 + 783], images[16 + 784]], [9, 9, 5]);
  assert.deepEqual([...labelsFile(drawings)], [0, 0, 8, 1, 0, 0, 0, 2, 7, 1]);
  assert.deepEqual([...labelsFile([])], [0, 0, 8, 1, 0, 0, 0, 0]);
});
