// What is being drawn, what was drawn before it, and what the page's own pen draws.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { effect } from "@preact/signals";
import { BLANK, WHOLE } from "../../www/engine/drawing";
import type { Photo } from "../../www/engine/photo";
import * as store from "../../www/store/drawing";
import { isWriting, stopWriting, write } from "../../www/store/own-pen";

const { drawing, isDrawing, note } = store;

const goBackToTheStart = () => {
  store.clear();
  // Nothing that an earlier test left can be taken back to.
  for (let i = 0; i < 100; i++) store.undo();
};
beforeEach(goBackToTheStart);

test("a stroke grows under the pen, and a pen that rests adds no points", () => {
  let changes = 0;
  const stop = effect(() => {
    void drawing.value;
    changes++;
  });
  store.beginStroke(0.5, 0.5);
  store.extendStroke(0.5005, 0.5);
  assert.deepEqual(drawing.value.strokes, [[0.5, 0.5]]);
  store.extendStroke(0.52, 0.5);
  store.extendStroke(0.5205, 0.5);
  store.extendStroke(0.53, 0.5);
  assert.deepEqual(drawing.value.strokes, [[0.5, 0.5, 0.52, 0.5, 0.53, 0.5]]);
  assert.equal(changes, 1 + 3, "what says nothing new is no change");
  stop();
});

test("points that come together are one change, and those among them that say nothing new are left out", () => {
  store.beginStroke(0.1, 0.1);
  store.extendStroke(0.1005, 0.1, 0.2, 0.1, 0.2005, 0.1, 0.3, 0.1);
  assert.deepEqual(drawing.value.strokes, [[0.1, 0.1, 0.2, 0.1, 0.3, 0.1]]);
});

test("a drawing that somebody holds never changes, and strokes that are done are shared", () => {
  store.beginStroke(0.1, 0.1);
  store.extendStroke(0.2, 0.2);
  store.endStroke();
  const [first] = drawing.value.strokes;
  store.beginStroke(0.5, 0.5);
  const held = drawing.value;
  const copy = structuredClone(held);
  store.extendStroke(0.6, 0.6);
  store.endStroke();
  store.undo();
  store.clear();
  assert.deepEqual(held, copy);
  assert.equal(held.strokes[0], first);
});

test("a pen that is up draws nothing", () => {
  store.extendStroke(0.1, 0.1);
  assert.equal(drawing.value, BLANK);
  store.beginStroke(0.1, 0.1);
  assert.equal(isDrawing.value, true);
  store.endStroke();
  store.extendStroke(0.9, 0.9);
  assert.deepEqual(drawing.value.strokes, [[0.1, 0.1]]);
  assert.equal(isDrawing.value, false);
});

test("undo goes back stroke by stroke, image by image, and past a clearing", () => {
  const image = new Float32Array(784);
  store.undo();
  assert.equal(drawing.value, BLANK);
  store.beginStroke(0.1, 0.1);
  store.endStroke();
  store.beginStroke(0.2, 0.2);
  store.endStroke();
  store.clear();
  store.clear();
  store.showImage(image);
  store.undo();
  assert.equal(drawing.value, BLANK, "clearing what is blank is nothing to undo");
  store.undo();
  assert.deepEqual(drawing.value.strokes, [
    [0.1, 0.1],
    [0.2, 0.2],
  ]);
  store.undo();
  assert.deepEqual(drawing.value.strokes, [[0.1, 0.1]]);
});

test("a stroke that is taken back under the pen ends there", () => {
  store.beginStroke(0.1, 0.1);
  store.extendStroke(0.2, 0.2);
  store.undo();
  store.extendStroke(0.9, 0.9);
  assert.equal(drawing.value, BLANK);
  assert.equal(isDrawing.value, false);
});

test("a stroke on an image begins a new drawing, and undo brings the image back", () => {
  const image = new Float32Array(784);
  store.showImage(image);
  store.beginStroke(0.1, 0.1);
  assert.deepEqual(drawing.value, { ...BLANK, strokes: [[0.1, 0.1]] });
  store.undo();
  assert.equal(drawing.value.image, image);
  assert.equal(isDrawing.value, false);
});

const HALF = { ...WHOLE, right: 0.5 };
const showPhoto = () => {
  const photo = {} as Photo;
  store.showPicture({ photo, box: WHOLE });
  return photo;
};

test("a box under the pointer is one change, however far it goes, and undo gives the last one back", () => {
  const photo = showPhoto();
  const whole = drawing.value;
  assert.equal(store.setBox(WHOLE, false, true), false, "the same box is no change");
  assert.equal(store.setBox({ ...WHOLE, left: 0.1 }, false, true), true);
  assert.equal(isDrawing.value, true);
  store.setBox(HALF, true, true);
  store.releaseBox();
  assert.equal(isDrawing.value, false);
  assert.deepEqual(drawing.value, { ...BLANK, picture: { photo, box: HALF } });
  store.undo();
  assert.equal(drawing.value, whole);
  store.undo();
  assert.equal(drawing.value, BLANK);
});

test("a box on no picture is none, and what was joined in one box is not in another", () => {
  assert.equal(store.setBox(HALF, false, false), false);
  assert.equal(drawing.value, BLANK);
  showPhoto();
  store.fix([Uint32Array.of(0, 1)], () => undefined);
  store.setBox(HALF, false, false);
  assert.deepEqual(drawing.value.fixed, []);
  store.undo();
  assert.equal(drawing.value.fixed.length, 1);
});

test("of many photographs the last ones can be come back to, with every box on them", () => {
  const photos = Array.from({ length: 20 }, () => {
    const photo = showPhoto();
    store.setBox(HALF, false, false);
    return photo;
  });
  const seen = new Set<Photo>();
  for (let i = 0; i < 60; i++) {
    if (drawing.value.picture) seen.add(drawing.value.picture.photo);
    store.undo();
  }
  assert.deepEqual([...seen], photos.slice(-seen.size).toReversed());
  assert.ok(seen.size >= 2 && seen.size <= 7, `${seen.size} are left`);
});

test("a note stands until the drawing changes", () => {
  note.value = "There is no ink in that picture.";
  store.endStroke();
  assert.notEqual(note.value, "");
  store.beginStroke(0.1, 0.1);
  assert.equal(note.value, "");
});

test("the page's own pen writes at a hand's pace, and stops when it is told", (t) => {
  const screen: { frame?: FrameRequestCallback } = {};
  const next = (now: number) => screen.frame?.(now);
  const before = [globalThis.requestAnimationFrame, globalThis.cancelAnimationFrame] as const;
  globalThis.requestAnimationFrame = (work) => ((screen.frame = work), 1);
  globalThis.cancelAnimationFrame = () => (screen.frame = undefined);
  t.after(() => ([globalThis.requestAnimationFrame, globalThis.cancelAnimationFrame] = before));
  t.mock.method(performance, "now", () => 0);
  assert.equal(stopWriting(), false);
  const stroke = Array.from({ length: 20 }, (_, i) => i / 20);
  write([stroke], false);
  next(50);
  assert.equal(drawing.value.strokes[0].length, 2 * 3, "three points in the twentieth of a second");
  assert.equal(isWriting(), true);
  next(1_000);
  assert.deepEqual([...drawing.value.strokes], [stroke]);
  assert.deepEqual([isDrawing.value, isWriting(), stopWriting()], [false, false, false]);
  write([stroke], false);
  assert.equal(stopWriting(), true);
  assert.deepEqual([screen.frame], [undefined]);
  store.clear();
  write(
    [
      [0.1, 0.1, 0.9, 0.9],
      [0.5, 0.5],
    ],
    true,
  );
  next(1);
  assert.deepEqual(
    drawing.value.strokes,
    [
      [0.1, 0.1, 0.9, 0.9],
      [0.5, 0.5],
    ],
    "at once",
  );
});
