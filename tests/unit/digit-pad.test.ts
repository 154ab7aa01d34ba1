// The parts of <digit-pad> that need no browser: its strokes, what is kept of them, what is refused, and what it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf } from "../../npm/src/digit-pad/attributes";
import { Drawing } from "../../npm/src/digit-pad/drawing";
import { visiblePoints } from "../../npm/src/digit-pad/points";
import { restored, saved } from "../../npm/src/digit-pad/saved";
import { verdictOn, type Written } from "../../npm/src/digit-pad/validity";
import { announced, labelOf } from "../../npm/src/digit-pad/words";
import { penFor } from "../../npm/src/pad/paint";
import { PEN } from "../../npm/src/reader/drawing";

test("pad: a stroke grows while it is open, and each change is told", () => {
  let changes = 0;
  const drawing = new Drawing(() => (changes += 1));
  drawing.extend(0.1, 0.1);
  drawing.begin(0.2, 0.2);
  drawing.extend(0.2, 0.2001, 0.3, 0.3);
  drawing.extend(0.3, 0.3);
  assert.ok(drawing.isOpen);
  drawing.end();
  drawing.end();
  drawing.extend(0.4, 0.4);
  assert.ok(!drawing.isOpen);
  assert.deepEqual(drawing.strokes, [[0.2, 0.2, 0.3, 0.3]]);
  assert.equal(changes, 3);
});

test("pad: undo takes back strokes and clearing, and after a reset there is nothing to take back", () => {
  const drawing = new Drawing(() => {});
  drawing.begin(0.1, 0.1);
  drawing.begin(0.2, 0.2);
  drawing.clear();
  drawing.clear();
  assert.deepEqual(drawing.strokes, []);
  drawing.undo();
  assert.deepEqual(drawing.strokes, [
    [0.1, 0.1],
    [0.2, 0.2],
  ]);
  drawing.undo();
  assert.deepEqual(drawing.strokes, [[0.1, 0.1]]);
  drawing.reset([[0.5, 0.5]]);
  drawing.undo();
  assert.deepEqual(drawing.strokes, [[0.5, 0.5]]);
});

test("pad: what a browser kept comes back, and what is no drawing does not", () => {
  const strokes = [
    [0.1, 0.2, 0.25, 0.33333333],
    [0.5, 0.5],
  ];
  assert.deepEqual(restored(saved(strokes)), [
    [0.1, 0.2, 0.25, 0.3333],
    [0.5, 0.5],
  ]);
  for (const text of ["", "7", "{", "[[]]", "[[1]]", '[["a","b"]]', "[[null,1]]", "[1]"])
    assert.deepEqual(restored(text), [], text);
});

test("pad: only the ink that shows is read", () => {
  const points = visiblePoints([
    [0.5, 0.5, 2, 0.5, 2, 0.6, 0.5, 0.6],
    [0.25, 0.75],
  ]);
  assert.equal(points.length, 3);
  assert.deepEqual(points[2], [[0.25, 0.75]]);
  assert.ok(points.flat().every(([x]) => x <= 1 + PEN));
});

const WRITTEN: Written = {
  text: "42",
  hasInk: true,
  isRead: true,
  fault: "",
  isRequired: false,
  maxLength: null,
  objection: "",
};
const flagsOf = (written: Partial<Written>) => Object.keys(verdictOn({ ...WRITTEN, ...written }).flags).join();
const messageOf = (written: Partial<Written>) => verdictOn({ ...WRITTEN, ...written }).message;

test("pad: what is missing, too long, not clear or not read yet is refused with a reason", () => {
  assert.deepEqual(verdictOn(WRITTEN), { flags: {}, message: "" });
  const blank = { text: "", hasInk: false };
  assert.equal(flagsOf(blank), "");
  assert.equal(flagsOf({ ...blank, isRequired: true }), "valueMissing");
  assert.equal(flagsOf({ maxLength: 2 }), "");
  assert.equal(flagsOf({ maxLength: 1 }), "tooLong");
  assert.equal(messageOf({ maxLength: 1 }), "At most 1 digit: 42 has 2.");
  assert.equal(flagsOf({ text: "4?" }), "customError");
  assert.match(messageOf({ text: "4?" }), /4\?/);
  assert.equal(flagsOf({ isRead: false }), "customError");
  assert.equal(messageOf({ isRead: false, fault: "The network did not arrive." }), "The network did not arrive.");
  assert.equal(messageOf({ ...blank, isRequired: true, objection: "Not today." }), "Not today.");
  // Browsers take no flag without a word.
  for (const written of [{ ...blank, isRequired: true }, { maxLength: 1 }, { text: "?" }, { isRead: false }])
    assert.notEqual(messageOf(written), "");
});

test("pad: it names itself as the page does, and says what was read", () => {
  const label = labelOf({ label: "Amount", isRequired: true, maxLength: null });
  assert.ok(label.startsWith("Amount, required: write a number with mouse"), label);
  assert.ok(labelOf({ label: "", isRequired: false, maxLength: 1 }).startsWith("Drawing pad: write a digit with"));
  assert.equal(announced("42", ""), "Read 42");
  assert.equal(announced("", ""), "Blank");
  assert.equal(announced("?", "This is not a clear digit."), "Not sure. This is not a clear digit.");
});

test("pad: an attribute is a count or nothing", () => {
  assert.deepEqual(["6", " 12 ", "0", "-1", "six", "", null].map(countOf), [6, 12, 0, null, null, null, null]);
});

test("pad: the pen is thinner where the digits of a number are low", () => {
  const low = { top: 0.4, bottom: 0.6 };
  assert.equal(penFor([]), PEN);
  assert.equal(penFor([low]), PEN);
  assert.ok(Math.abs(penFor([low, low]) - PEN / 2) < 1e-9);
  assert.equal(penFor([low, { top: 0, bottom: 1 }]), PEN);
});
