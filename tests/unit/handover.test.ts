// What one page hands over to the next: the drawing on the pad, and what was said of it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { BLANK } from "../../www/engine/drawing";
import { drawingOf } from "../../www/engine/ink";
import { handOver, takeOver } from "../../www/store/handover";
import { labelDrawing, labelIdOf, labelledDrawingOf, labelledDrawings } from "../../www/store/labelled-drawings";
import { readingOf } from "./given";

const kept = new Map<string, string>();
Object.assign(globalThis, {
  sessionStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  },
});
// What the page warns of.
console.warn = () => {};

beforeEach(() => kept.clear());

/** As `handOver` writes it, but for some of it. */
function rewrite(more: object) {
  handOver({ ...BLANK, strokes: [[0.1, 0.1, 0.2, 0.2]] });
  const [[key, text]] = kept;
  kept.set(key, JSON.stringify({ ...(JSON.parse(text) as object), ...more }));
}

test("a blank pad comes back as the blank that everybody compares with", async () => {
  handOver(BLANK);
  assert.equal(await takeOver(), BLANK);
});

test("strokes and images come back once, as they were", async () => {
  const strokes = [
    [0.1, 0.1, 0.2, 0.2],
    [0.5, 0.5],
  ];
  handOver({ ...BLANK, strokes });
  assert.deepEqual(await takeOver(), { ...BLANK, strokes });
  assert.equal(await takeOver(), BLANK);
  const image = Float32Array.from({ length: 784 }, (_, i) => i / 784);
  handOver({ ...BLANK, image });
  assert.deepEqual(await takeOver(), { ...BLANK, image });
});

for (const [what, more] of Object.entries({
  "another version": { version: 99 },
  "no strokes": { strokes: undefined },
  "strokes that are none": { strokes: [["a", 1]] },
  "half a point": { strokes: [[0.1, 0.1, 0.2]] },
  "a stroke without points": { strokes: [[]] },
  "numbers that JSON cannot write": { strokes: [[Number.NaN, 0.1]] },
  "an image that is too small": { image: [0, 1] },
  "a picture that is none": { picture: 3 },
  "a box that is none": { box: [0, 0, 1] },
  "a box without an inside": { box: [0.5, 0, 0.5, 1] },
  "a box beyond the picture": { box: [0, 0, 1, 1.5] },
  "an id that is none": { labelId: 3 },
  "ink that is none": { fixed: [["0", "2"]] },
  "ink that is not there": { fixed: [[0, 3]] },
  "half a piece of ink": { fixed: [[0, 2, 2]] },
  "labels that are none": { labels: [null] },
  "a label of ink that is not there": { labels: [{ ink: [5, 6], id: "x" }] },
  "a label without an id": { labels: [{ ink: [0, 2] }] },
}))
  test(`a record with ${what} leaves the pad blank`, async () => {
    rewrite(more);
    assert.equal(await takeOver(), BLANK);
  });

test("a record that is no record leaves the pad blank", async () => {
  for (const text of ["", "{", "null", "3", "[]", '"drawing"']) {
    handOver(BLANK);
    const [[key]] = kept;
    kept.set(key, text);
    assert.equal(await takeOver(), BLANK, text);
  }
});

test("a drawing that was labelled is the same one after a reload, and counts once", async () => {
  const drawing = { ...BLANK, strokes: [[0.1, 0.1, 0.2, 0.2]] };
  const prediction = readingOf({ state: "read", image: new Float32Array(784), ranking: [3] });
  // There is no database in Node.
  await labelDrawing(drawing, null, prediction, "small", 3);
  handOver(drawing);
  const again = await takeOver();
  assert.notEqual(again, drawing);
  assert.equal(labelIdOf(again), labelIdOf(drawing));
  assert.equal(labelledDrawingOf(again)?.label, 3);
  await labelDrawing(again, null, prediction, "small", 5);
  assert.deepEqual(
    labelledDrawings.value.map(({ label }) => label),
    [5],
  );
});

test("what was joined and split, and what was said of each digit, are there after a reload", async () => {
  const strokes = [
    [0.1, 0.1, 0.2, 0.2],
    [0.5, 0.5, 0.6, 0.6, 0.7, 0.7],
    [0.9, 0.9],
  ];
  const fixed = [Uint32Array.of(0, 2, 2, 5)];
  const drawing = { ...BLANK, strokes, fixed };
  const inks = [fixed[0], Uint32Array.of(5, 6)];
  const digits = inks.map((ink) => drawingOf(drawing, ink, false));
  const prediction = readingOf({ state: "read", image: new Float32Array(784), ranking: [3] });
  for (const digit of digits) await labelDrawing(digit, null, prediction, "small", 3);
  handOver(drawing);
  const again = await takeOver();
  assert.deepEqual(again, drawing);
  const taken = inks.map((ink) => drawingOf(again, ink, false));
  assert.deepEqual(taken.map(labelIdOf), digits.map(labelIdOf));
  assert.notEqual(taken[0], digits[0]);
  assert.equal(labelIdOf(again), undefined);
});

test("a drawing of an older page has nothing that is fixed", async () => {
  rewrite({ fixed: undefined, labels: undefined });
  assert.deepEqual((await takeOver()).fixed, []);
});
