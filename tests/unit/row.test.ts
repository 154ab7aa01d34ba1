// The row into which the pad's ink moves when the page's own pen is to write another digit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf, type Stroke } from "../../npm/src/reader/drawing";
import { groupsOf, inARow } from "../../www/read/row";
import { stylesOf } from "../../www/store/own-digits";

/** Four strokes of 3, 2, 4 and 2 points. */
const ENDS = Uint32Array.of(3, 5, 9, 11);
const found = (...strokes: number[]) => ({ strokes: Uint32Array.from(strokes) });

const boxOf = (strokes: readonly Stroke[]) => {
  const along = (axis: number) => strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === axis));
  const [xs, ys] = [along(0), along(1)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};
const near = (value: number, wanted: number, what: string) =>
  assert.ok(Math.abs(value - wanted) < 1e-9, `${what}: ${value}, not ${wanted}`);

test("each digit is a group of its strokes, from left to right", () => {
  // The second digit has the first stroke and the last.
  assert.deepEqual(groupsOf(ENDS, [found(3, 5), found(0, 3, 9, 11), found(5, 9)]), [
    { strokes: [1], digits: 1 },
    { strokes: [0, 3], digits: 1 },
    { strokes: [2], digits: 1 },
  ]);
});

test("digits that share a stroke stay together, with those between them", () => {
  // The third stroke is cut between the first and the third digit.
  assert.deepEqual(groupsOf(ENDS, [found(0, 3, 5, 7), found(3, 5), found(6, 9), found(9, 11)]), [
    { strokes: [0, 2, 1], digits: 3 },
    { strokes: [3], digits: 1 },
  ]);
});

test("ink of which nothing is known stays as it is, together", () => {
  const all = [{ strokes: [0, 1, 2, 3], digits: Infinity }];
  assert.deepEqual(groupsOf(ENDS, []), all);
  assert.deepEqual(groupsOf(ENDS, [found(0, 5)]), all);
});

test("all digits stand in a row of one height, the new one at the right, and nothing leaves the pad", () => {
  const small = stylesOf(2)[0].map((stroke) => stroke.map((value) => 0.2 + 0.2 * value));
  const large = stylesOf(4)[0];
  const strokes = [...large, ...small];
  const groups = [
    { strokes: [2], digits: 1 },
    { strokes: [0, 1], digits: 1 },
  ];
  const row = inARow(strokes, groups, stylesOf(6)[0]);
  assert.equal(row.strokes.length, 3);
  const boxes = [row.strokes.slice(2), row.strokes.slice(0, 2), row.next].map(boxOf);
  for (const [i, { left, right, top, bottom }] of boxes.entries()) {
    near(top, boxes[0].top, "top");
    near(bottom, boxes[0].bottom, "bottom");
    near((top + bottom) / 2, 0.5, "middle");
    assert.ok(left > 0.06 && right < 0.94);
    if (i > 0) near(left - boxes[i - 1].right, boxes[1].left - boxes[0].right, "the gap");
  }
  assert.ok(boxes[1].left - boxes[0].right > 0.2 * (boxes[0].bottom - boxes[0].top));
  strokes.forEach((stroke, i) => assert.equal(row.strokes[i].length, stroke.length, "each keeps its points"));
});

test("a dot, a dash and a line without width keep their kind", () => {
  const dot = [0.5, 0.5];
  const dash = [0.2, 0.5, 0.8, 0.5];
  const line = [0.5, 0.1, 0.5, 0.9];
  const groups = [0, 1, 2].map((i) => ({ strokes: [i], digits: 1 }));
  const { strokes, next } = inARow([dot, dash, line], groups, [line]);
  const [, wide, high, last] = [...strokes, ...next].map((stroke) => boxOf([stroke]));
  near(wide.right - wide.left, 1.2 * (high.bottom - high.top), "the dash");
  near(high.bottom - high.top, last.bottom - last.top, "the line");
  for (const value of [...strokes, ...next].flat()) assert.ok(value > 0 && value < 1);
});

test("twelve digits fit", () => {
  let strokes: readonly Stroke[] = [];
  for (let i = 0; i < 12; i++) {
    const groups = strokes.map((_, at) => ({ strokes: [at], digits: 1 }));
    const row = inARow(strokes, groups, stylesOf(0)[0]);
    strokes = [...row.strokes, ...row.next];
  }
  const boxes = strokes.map((stroke) => boxOf([stroke]));
  assert.equal(boxes.length, 12);
  for (let i = 1; i < 12; i++) assert.ok(boxes[i].left > boxes[i - 1].right);
  assert.ok(boxes[0].left > 0 && boxes[12 - 1].right < 1);
});

test("ink is told apart into its strokes", () => {
  const xy = Float32Array.of(0, 1, 0.5, 0.25, 1, 0);
  assert.deepEqual(piecesOf({ xy, ends: Uint32Array.of(2, 3) }), [
    [0, 1, 0.5, 0.25],
    [1, 0],
  ]);
});
