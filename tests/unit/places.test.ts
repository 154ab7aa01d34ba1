// Where on a drawing the reasons lie.
import assert from "node:assert/strict";
import { test } from "node:test";
import { INK, opacitiesOf, partsOf, reasons } from "../../www/mind/why/places";

const imageOf = (ink: (row: number, column: number) => number) =>
  Float32Array.from({ length: 784 }, (_, i) => ink(Math.floor(i / 28), i % 28));

test("the ink's own box has nine parts, wherever it lies", () => {
  // A square of 6 × 6 in the lower right corner: each part has 2 × 2 of it.
  const image = imageOf((row, column) => (row >= 22 && column >= 22 ? 1 : 0));
  const gradient = imageOf((row, column) => (row < 24 && column < 24 ? 1 : row >= 26 && column >= 26 ? -1 : 0));
  const parts = partsOf(image, gradient);
  assert.deepEqual(
    parts.map(({ ink }) => ink),
    [4, 0, 0, 0, 0, 0, 0, 0, -4],
  );
  assert.ok(parts.every(({ paper }) => Math.abs(paper) === 0));
  assert.deepEqual(
    [parts[0].place, parts[4].place, parts[8].place],
    ["at the upper left", "in the middle", "at the lower right"],
  );
});

test("nothing of the box is left out where it has no whole thirds", () => {
  for (const size of [1, 2, 4, 5, 28]) {
    const image = imageOf((row, column) => (row < size && column < size ? 1 : 0));
    const sum = partsOf(image, new Float32Array(784).fill(1)).reduce((all, { ink }) => all + ink, 0);
    assert.equal(sum, size * size);
  }
});

test("paper is weighed by what is left to full ink", () => {
  const image = imageOf(() => 0.75);
  const parts = partsOf(image, new Float32Array(784).fill(2));
  const sum = (what: "ink" | "paper") => parts.reduce((all, part) => all + part[what], 0);
  assert.deepEqual([sum("ink"), sum("paper")], [2 * 0.75 * 784, 2 * 0.25 * 784]);
});

test("a picture without a dark pixel is taken whole", () => {
  const parts = partsOf(
    imageOf(() => INK / 2),
    new Float32Array(784).fill(1),
  );
  assert.ok(parts.every(({ ink }) => ink > 0));
});

test("on its ink and beside it a picture hides what lies under it, elsewhere as much as it has to say", () => {
  // A pixel of ink at the right edge, and a slope that grows downwards.
  const image = imageOf((row, column) => (row === 1 && column === 27 ? 0.1 : 0));
  const opacities = opacitiesOf(
    image,
    imageOf((row) => -row / 27),
  );
  const at = (row: number, column: number) => opacities[28 * row + column];
  for (const row of [0, 1, 2]) assert.deepEqual([at(row, 26), at(row, 27)], [1, 1]);
  assert.equal(at(0, 25), 0);
  assert.ok(Math.abs(at(9, 3) - 9 / 27) < 1e-6);
  assert.deepEqual([at(2, 0) < 0.1, at(27, 0)], [true, 1], "the other edge is no neighbour");
  assert.ok(opacitiesOf(image, new Float32Array(784)).every((opacity) => opacity === 0 || opacity === 1));
});

test("the reasons in words: for, against, and what more ink would do", () => {
  const part = (place: string, ink: number, paper: number) => ({ place, ink, paper });
  assert.equal(
    reasons([part("at the top", 2, 0.1), part("at the left", -1, -3), part("at the right", 0, 1)], 7),
    "The ink at the top speaks most for 7, that at the left most against it. More ink at the left would speak against it.",
  );
  assert.equal(
    reasons([part("at the top", 2, 4), part("at the left", 1, 0)], 7),
    "The ink at the top speaks most for 7, none against it. More ink at the top would speak for it.",
  );
  assert.match(
    reasons([part("at the top", -2, 0), part("at the left", -1, 0)], 7),
    /^No ink speaks for 7, that at the top most/,
  );
});
