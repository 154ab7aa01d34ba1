// A number on the pad: its digits, the one that is chosen, and digits that are joined and split, as the crate reads them.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { WHOLE } from "../../www/engine/drawing";
import type { Stroke } from "../../npm/src/reader/drawing";
import type { Photo } from "../../www/engine/photo";
import { stylesOf } from "../../www/store/own-digits";
import { frame } from "./program";

const pad = await import("../../www/store/drawing");
const { active } = await import("../../www/store/snapshots");
const { crate } = await import("../../www/store/program");
const store = await import("../../www/store/prediction");
const { canJoin, canSplit, join, split } = await import("../../www/store/join-split");
const { forgetLabelledDrawings, labelDrawing, labelledDrawingOf, labelledDrawings } =
  await import("../../www/store/labelled-drawings");
const { reading, chosen, chosenDigit, digitDrawn, drawn, prediction } = store;

// There is no database in Node, which is told.
console.warn = () => {};
store.startReading();

beforeEach(async () => {
  pad.clear();
  for (let i = 0; i < 100; i++) pad.undo();
  frame();
  await forgetLabelledDrawings();
});

/** A digit by the page's pen, a third as large, with its middle here. */
const small = (digit: number, x: number, style: number = 0): Stroke[] =>
  stylesOf(digit)[style].map((stroke) => stroke.map((at, i) => (at - 0.5) / 3 + (i % 2 ? 0.5 : x)));

function write(strokes: readonly Stroke[]) {
  for (const [x, y, ...rest] of strokes) {
    pad.beginStroke(x, y);
    pad.extendStroke(...rest);
    pad.endStroke();
  }
  frame();
}

function undo() {
  pad.undo();
  frame();
}

/** 407, each digit apart from the others: the 4 has two strokes. */
const write407 = () => [small(4, 0.2), small(0, 0.5), small(7, 0.8)].forEach(write);

const drawings = () => reading.value.digits.map(({ drawing }) => drawing);

/** Two strokes that are so far apart that nobody takes them for one digit. */
function writeTorn() {
  write([[0.2, 0.3, 0.2, 0.7]]);
  write([[0.8, 0.3, 0.8, 0.7]]);
  assert.equal(reading.value.text, "11");
}

test("a blank has no digit, and one digit is the drawing itself", () => {
  assert.deepEqual([reading.value.state, reading.value.text, chosen.value], ["blank", "", -1]);
  assert.deepEqual([chosenDigit.value, prediction.value.state, digitDrawn.value], [null, "blank", drawn.value]);
  write(stylesOf(4)[0]);
  assert.deepEqual([reading.value.state, reading.value.text, chosen.value], ["read", "4", 0]);
  assert.equal(digitDrawn.value, drawn.value);
  assert.deepEqual(prediction.value.image, crate.value?.imageOf(drawn.value));
});

test("a number is read from left to right, whatever was written first, with each digit's ink and place", () => {
  [small(7, 0.8), small(4, 0.2), small(0, 0.5)].forEach(write);
  assert.deepEqual([reading.value.state, reading.value.text], ["read", "407"]);
  const [four, nought, seven] = reading.value.digits;
  assert.deepEqual(
    [four, nought, seven].map(({ drawing }) => drawing.strokes.length),
    [2, 1, 1],
  );
  assert.ok(four.box.right < nought.box.left && nought.box.right < seven.box.left);
  assert.ok(four.placement && four.placement.left < four.box.left && four.placement.side < 0.6);
  assert.deepEqual(four.image, crate.value?.imageOf(four.drawing), "as its strokes alone");
});

test("all rooms are about the digit with the newest ink, until another is chosen", () => {
  write407();
  assert.deepEqual([chosen.value, prediction.value.ranking[0]], [2, 7]);
  store.choose(0);
  assert.deepEqual([chosen.value, prediction.value.ranking[0]], [0, 4]);
  assert.equal(prediction.value.image, reading.value.digits[0].image);
  assert.equal(digitDrawn.value, reading.value.digits[0].drawing);
  store.choose(9);
  assert.equal(chosen.value, 0, "there is none");
});

test("what is chosen stays while ink is taken back, and goes when ink is added", () => {
  write407();
  store.choose(1);
  undo();
  assert.deepEqual([reading.value.text, chosen.value], ["40", 1]);
  store.choose(0);
  undo();
  assert.deepEqual([reading.value.text, chosen.value], ["4", 0]);
  write(small(0, 0.5));
  assert.deepEqual([reading.value.text, chosen.value], ["40", 1]);
  store.choose(0);
  pad.clear();
  frame();
  assert.equal(chosen.value, -1);
  undo();
  assert.equal(chosen.value, 0, "after a clearing that was taken back");
  pad.beginStroke(0.8, 0.4);
  frame();
  assert.notEqual(chosen.value, 0, "with the first point");
});

test("another network, asked about the drawing, is asked about the chosen digit", () => {
  write407();
  store.choose(1);
  const { recipe, weights } = active.value ?? assert.fail();
  const other = crate.value?.snapshot(recipe, weights.slice(), { kind: "file", name: "other" }) ?? null;
  assert.deepEqual(store.predictionOf(other).probabilities, prediction.value.probabilities);
  assert.deepEqual([store.predictionOf(other).state, store.predictionOf(null).state], ["read", "loading"]);
});

test("a digit keeps its drawing and image while others are written beside it and taken back", () => {
  write(small(4, 0.2));
  const [four] = reading.value.digits;
  write(small(0, 0.5));
  const nought = drawings()[1];
  write(small(7, 0.8));
  assert.deepEqual([drawings()[0] === four.drawing, drawings()[1] === nought], [true, true]);
  assert.equal(reading.value.digits[0].image, four.image);
  undo();
  undo();
  assert.equal(drawings()[0], four.drawing);
});

test("what is said of a digit is said of its own ink, and holds when more is written", async () => {
  write407();
  store.choose(0);
  const { strokes } = digitDrawn.value;
  const ink = crate.value?.flatten(strokes) ?? null;
  await labelDrawing(digitDrawn.value, ink, prediction.value, "reader", 9);
  const [label] = labelledDrawings.value;
  assert.deepEqual([label.label, label.read, label.strokes?.length], [9, 4, 2]);
  assert.deepEqual(
    label.image,
    Uint8Array.from(prediction.value.image ?? [], (grey) => Math.round(255 * grey)),
  );
  write(small(1, 0.95));
  assert.deepEqual(
    drawings().map((drawing) => labelledDrawingOf(drawing)?.label),
    [9, undefined, undefined, undefined],
  );
});

test("digits that are joined are one digit, also while more is written, and undo tears them apart again", () => {
  writeTorn();
  store.choose(0);
  assert.equal(canJoin.value, true);
  join(0);
  frame();
  assert.equal(reading.value.digits.length, 1);
  assert.deepEqual(drawn.value.fixed, [Uint32Array.of(0, 2, 2, 4)]);
  assert.deepEqual([chosen.value, canJoin.value], [0, false]);
  const [joined] = drawings();
  write([[0.95, 0.3, 0.95, 0.7]]);
  assert.deepEqual([drawings().length, drawings()[0], chosen.value], [2, joined, 1]);
  undo();
  assert.deepEqual(drawings(), [joined]);
  undo();
  assert.deepEqual([reading.value.text, drawn.value.fixed], ["11", []]);
});

test("the last digit has none to be joined with, and what is no digit is left alone", () => {
  writeTorn();
  store.choose(1);
  assert.equal(canJoin.value, false);
  const before = pad.drawing.value;
  for (const index of [1, 2, -1]) join(index);
  split(7);
  assert.equal(pad.drawing.value, before);
});

test("a digit is split where it can be cut, joined again, and is then what it was", () => {
  write(small(8, 0.5));
  const [whole] = drawings();
  assert.equal(canSplit.value, true);
  split(0);
  frame();
  assert.equal(reading.value.digits.length, 2);
  assert.equal(drawn.value.fixed.length, 2);
  assert.equal(chosen.value, 0);
  join(0);
  frame();
  assert.deepEqual(drawings(), [whole], "the same ink is the same digit");
  assert.equal(drawn.value.fixed.length, 1);
  undo();
  undo();
  assert.deepEqual([drawings(), drawn.value.fixed], [[whole], []]);
});

test("a dot cannot be split, nor what somebody else wrote, nor anything under the pen", () => {
  write([[0.5, 0.5]]);
  assert.equal(canSplit.value, false);
  pad.showImage(new Float32Array(784).fill(0.5));
  frame();
  assert.deepEqual([reading.value.digits.length, canSplit.value, reading.value.isOwn], [1, false, false]);
  pad.clear();
  pad.beginStroke(0.3, 0.3);
  pad.extendStroke(0.5, 0.5, 0.3, 0.7);
  frame();
  assert.equal(canSplit.value, false);
  pad.endStroke();
  assert.equal(canSplit.value, true);
});

test("a picture or an image has nothing of what was fixed before it", () => {
  writeTorn();
  join(0);
  pad.showImage(new Float32Array(784).fill(0.5));
  assert.deepEqual(pad.drawing.value.fixed, []);
  pad.undo();
  assert.equal(pad.drawing.value.fixed.length, 1);
  pad.clear();
  assert.deepEqual(pad.drawing.value.fixed, []);
});

/** A 4 whose strokes are so far apart that they are taken for two signs; joined it is read. */
function writeWide4() {
  const [body, stem] = small(4, 0.35);
  write([body, stem.map((at, i) => (i % 2 ? at : at + 0.2))]);
  assert.equal(reading.value.digits.length, 2);
}

const labels = () => labelledDrawings.value.map(({ label, read, isInferred }) => ({ label, read, isInferred }));
const INFERRED = { label: 4, read: 4, isInferred: true };

test("what is joined is learnt as what is read in it, and undo takes that back", () => {
  writeWide4();
  join(0);
  frame();
  assert.equal(reading.value.text, "4");
  assert.deepEqual(labels(), [INFERRED]);
  assert.equal(labelledDrawingOf(digitDrawn.value), labelledDrawings.value[0]);
  assert.equal(labelledDrawings.value[0].strokes?.length, 2);
  undo();
  assert.deepEqual(labels(), []);
  join(0);
  assert.deepEqual(labels(), [INFERRED], "joined again");
  pad.clear();
  undo();
  assert.deepEqual(labels(), [INFERRED], "what was cleared stays learnt");
});

test("what is split is learnt in each part, and what was learnt of the whole no longer holds", () => {
  writeWide4();
  join(0);
  frame();
  split(0);
  frame();
  const read = reading.value.digits.filter(({ state }) => state === "read");
  assert.ok(read.length > 0);
  assert.deepEqual(
    new Set(labelledDrawings.value),
    new Set(read.map(({ drawing }) => labelledDrawingOf(drawing))),
    "no answer, no label",
  );
  assert.ok(labels().every(({ label, read, isInferred }) => label === read && isInferred));
  undo();
  assert.deepEqual(labels(), []);
});

test("what the user says of joined ink counts more than what was read in it, and stays", async () => {
  writeWide4();
  join(0);
  frame();
  const [id] = labelledDrawings.value.map((label) => label.id);
  await labelDrawing(digitDrawn.value, null, prediction.value, "reader", 9);
  assert.deepEqual(labels(), [{ label: 9, read: 4, isInferred: false }]);
  assert.equal(labelledDrawings.value[0].id, id, "the same one");
  undo();
  join(0);
  frame();
  assert.deepEqual(labels(), [{ label: 9, read: 4, isInferred: false }]);
});

test("of a picture the pieces are joined and split as strokes are; of a picture that came to other pieces, none", () => {
  // Two bars.
  const [width, height] = [60, 40];
  const pixels = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) } as ImageData;
  for (let y = 8; y < 32; y++)
    for (const x of [15, 16, 17, 42, 43, 44]) pixels.data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
  const picture = { photo: { width, height, pixels: () => pixels } as unknown as Photo, box: WHOLE };
  pad.showPicture(picture);
  frame();
  assert.deepEqual([reading.value.text, chosen.value], ["11", 0]);
  const [left, right] = reading.value.digits;
  assert.ok(left.box.left > 0.2 && left.box.right < 0.35 && right.box.left > 0.65, "in pads");
  assert.ok(left.box.top > 0.25 && left.box.bottom < 0.75, "in the middle of the pad");
  assert.equal(left.drawing.picture, picture);
  join(0);
  frame();
  assert.deepEqual([reading.value.digits.length, digitDrawn.value], [1, drawn.value]);
  undo();
  assert.deepEqual(drawings(), [left.drawing, right.drawing]);
  pad.fix([Uint32Array.of(9)], () => undefined);
  frame();
  assert.equal(reading.value.text, "11");
});
