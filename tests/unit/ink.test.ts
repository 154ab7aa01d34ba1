// Which ink of a drawing is whose, and the drawings of digits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BLANK, type Drawing, type Picture } from "../../www/engine/drawing";
import type { Stroke } from "../../npm/src/reader/drawing";
import { digitsIn, drawingOf, fits, newestIn, shareInk, union } from "../../www/engine/ink";

const drawing = (...strokes: Stroke[]): Drawing => ({ ...BLANK, strokes });
const ink = (...points: number[]) => Uint32Array.from(points);

/** Of three points, of one, and of two. */
const [long, dot, short]: Stroke[] = [
  [0.1, 0.1, 0.1, 0.5, 0.1, 0.9],
  [0.5, 0.5],
  [0.8, 0.1, 0.8, 0.9],
];
const picture = (): Drawing => ({ ...BLANK, picture: {} as Picture });

test("a digit of whole strokes has these strokes, and none of the others", () => {
  const all = drawing(long, dot, short);
  assert.deepEqual(drawingOf(all, ink(3, 4), false), drawing(dot));
  const two = drawingOf(all, ink(0, 3, 4, 6), false);
  assert.deepEqual(two, drawing(long, short));
  assert.equal(two.strokes[0], long);
});

test("a stroke that is cut belongs to both digits up to the point of the cut", () => {
  const all = drawing(long, short);
  const close = (stroke: Stroke) => stroke.map((value) => Number(value.toFixed(6)));
  const [one, other] = [ink(0, 2), ink(1, 3, 3, 5)].map((part) => drawingOf(all, part, false));
  assert.deepEqual(one.strokes.map(close), [[0.1, 0.1, 0.1, 0.5]]);
  assert.deepEqual(other.strokes.map(close), [[0.1, 0.5, 0.1, 0.9], [...short]]);
});

test("a stroke that leaves the pad is there with what shows of it", () => {
  const out: Stroke = [0.5, 0.5, 2, 0.5, 2, 0.7, 0.5, 0.7];
  const own = drawingOf(drawing(out, short), ink(0, 2, 2, 4), false);
  assert.deepEqual(
    own.strokes.map(({ length }) => length),
    [4, 4],
  );
  assert.equal(drawingOf(drawing(out, short), ink(4, 6), false).strokes[0], short);
});

test("the same ink has the same drawing, whatever is drawn beside it and taken back", () => {
  const alone = drawing(long);
  assert.equal(drawingOf(alone, ink(0, 3), true), alone, "the only digit is the drawing itself");
  const beside = drawing(long, short);
  assert.equal(drawingOf(beside, ink(0, 3), false), alone);
  const right = drawingOf(beside, ink(3, 5), false);
  assert.notEqual(right, drawingOf(drawing(long, [...short]), ink(3, 5), false), "another stroke, if a like one");
  assert.equal(drawingOf(drawing(long, short, dot), ink(3, 5), false), right);
  assert.notEqual(drawingOf(beside, ink(0, 3, 3, 5), true), alone);
  assert.equal(drawingOf({ ...beside }, ink(3, 5), false), right);
});

test("pieces of a picture are told apart by their numbers, and by the picture", () => {
  const [one, other] = [picture(), picture()];
  const first = drawingOf(one, ink(0, 2), false);
  assert.deepEqual([first.picture, first.fixed], [one.picture, [ink(0, 2)]]);
  assert.equal(drawingOf({ ...one, fixed: [ink(0, 2)] }, ink(0, 2), false), first);
  assert.notEqual(drawingOf(one, ink(1), false), first);
  assert.notEqual(drawingOf(other, ink(0, 2), false), first);
  assert.equal(drawingOf(other, ink(0, 1, 2), true), other);
});

test("all digits that were found in a drawing are found again by its ink", () => {
  const [a, b]: Stroke[] = [
    [0.1, 0.1, 0.2, 0.2],
    [0.3, 0.3, 0.4, 0.4, 0.5, 0.5],
  ];
  const parts = [ink(0, 2), ink(2, 4), ink(3, 5), ink(0, 2, 2, 5)];
  const found = parts.map((part) => drawingOf(drawing(a, b), part, false));
  const again = digitsIn(drawing([0.9, 0.9], a, b));
  assert.deepEqual(new Set(again.map((digit) => digit.drawing)), new Set(found));
  const inkOf = (own: Drawing) => again.find((digit) => digit.drawing === own)?.ink;
  assert.deepEqual(found.map(inkOf), [ink(1, 3), ink(3, 5), ink(4, 6), ink(1, 3, 3, 6)], "a point later");
  assert.deepEqual(digitsIn(drawing(b)).length, 2, "and none whose ink is not there");
  const page = picture();
  const piece = drawingOf(page, ink(3), false);
  assert.deepEqual(digitsIn({ ...page }), [{ ink: ink(3), drawing: piece }]);
  assert.deepEqual(digitsIn(BLANK), []);
});

test("the ink of two digits as that of one: in order, with no cut left between them", () => {
  assert.deepEqual(union(BLANK, ink(0, 3), ink(3, 5)), ink(0, 3, 3, 5), "two strokes");
  assert.deepEqual(union(BLANK, ink(2, 4, 6, 8), ink(0, 2, 4, 6)), ink(0, 2, 2, 4, 4, 6, 6, 8));
  assert.deepEqual(union(BLANK, ink(4, 9), ink(0, 5, 9, 12)), ink(0, 9, 9, 12), "one stroke that was cut");
  assert.deepEqual(union(picture(), ink(1, 11), ink(2)), ink(1, 2, 11));
});

test("digits share ink where they share more than the point of a cut", () => {
  const share = (one: number[], other: number[], of: Drawing = BLANK) => [
    shareInk(of, ink(...one), ink(...other)),
    shareInk(of, ink(...other), ink(...one)),
  ];
  assert.deepEqual(share([0, 3], [3, 5]), [false, false]);
  assert.deepEqual(share([0, 3], [2, 5]), [false, false], "a cut");
  assert.deepEqual(share([0, 3], [1, 5]), [true, true]);
  assert.deepEqual(share([0, 3, 5, 9], [3, 5, 8, 12, 6, 8]), [true, true]);
  assert.deepEqual(share([3, 4], [3, 4]), [true, true], "a dot");
  assert.deepEqual(share([3, 4], [0, 3]), [false, false]);
  assert.deepEqual(share([1, 2], [3], picture()), [false, false]);
  assert.deepEqual(share([1, 2], [2], picture()), [true, true]);
});

test("what was written last is newest; all of a picture is as old", () => {
  assert.ok(newestIn(BLANK, ink(6, 9)) > newestIn(BLANK, ink(0, 3, 3, 6)));
  assert.equal(newestIn(picture(), ink(7)), newestIn(picture(), ink(1)));
});

test("numbers that name no ink of a drawing do not fit it", () => {
  const all = drawing(long, short);
  for (const good of [
    [0, 3],
    [0, 2, 1, 5],
    [4, 5],
  ])
    assert.ok(fits(all, good), good.join());
  for (const bad of [[], [0], [0, 0], [3, 2], [0, 6], [-1, 2], [0, 1.5], [0, 2 ** 32]])
    assert.equal(fits(all, bad), false, bad.join());
  assert.ok(fits(picture(), [7]));
  assert.equal(fits(picture(), [-1]), false);
});
