// What is being drawn, what was drawn before it, and what is drawn again by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BLANK } from "../../www/engine/drawing";
import { Replay } from "../../www/read/replay";
import { Sketch } from "../../www/store/sketch";
import { OwnDigits } from "../../www/mind/dreams/own";
import { readingOf } from "./given";

function drawn() {
  let changes = 0;
  const sketch = new Sketch(() => (changes += 1));
  return { sketch, changes: () => changes };
}

test("a stroke grows under the pen, and a pen that rests adds no points", () => {
  const { sketch, changes } = drawn();
  sketch.begin(0.5, 0.5);
  sketch.extend(0.5005, 0.5);
  assert.deepEqual(sketch.drawing.strokes, [[0.5, 0.5]]);
  sketch.extend(0.52, 0.5);
  sketch.extend(0.5205, 0.5);
  sketch.extend(0.53, 0.5);
  assert.deepEqual(sketch.drawing.strokes, [[0.5, 0.5, 0.52, 0.5, 0.53, 0.5]]);
  assert.equal(changes(), 3, "what says nothing new is no change");
});

test("a pen that is up draws nothing", () => {
  const { sketch } = drawn();
  sketch.extend(0.1, 0.1);
  assert.equal(sketch.drawing, BLANK);
  sketch.begin(0.1, 0.1);
  sketch.end();
  sketch.extend(0.9, 0.9);
  assert.deepEqual(sketch.drawing.strokes, [[0.1, 0.1]]);
  assert.equal(sketch.isOpen, false);
});

test("undo goes back stroke by stroke, image by image, and past a clearing", () => {
  const { sketch } = drawn();
  const image = new Float32Array(784);
  sketch.undo();
  assert.equal(sketch.drawing, BLANK);
  sketch.begin(0.1, 0.1);
  sketch.end();
  sketch.begin(0.2, 0.2);
  sketch.end();
  sketch.clear();
  sketch.clear();
  sketch.take(image);
  sketch.undo();
  assert.equal(sketch.drawing, BLANK, "clearing what is blank is nothing to undo");
  sketch.undo();
  assert.deepEqual(sketch.drawing.strokes, [
    [0.1, 0.1],
    [0.2, 0.2],
  ]);
  sketch.undo();
  assert.deepEqual(sketch.drawing.strokes, [[0.1, 0.1]]);
});

test("a stroke on an image begins a new drawing, and undo brings the image back", () => {
  const { sketch } = drawn();
  const image = new Float32Array(784);
  sketch.take(image);
  sketch.begin(0.1, 0.1);
  assert.deepEqual(sketch.drawing, { ...BLANK, strokes: [[0.1, 0.1]] });
  sketch.undo();
  assert.equal(sketch.drawing.image, image);
  assert.equal(sketch.isOpen, false);
});

test("a replay draws at a hand's pace, and stops when it is told", (t) => {
  const screen: { frame?: FrameRequestCallback } = {};
  const next = (now: number) => screen.frame?.(now);
  const before = [globalThis.requestAnimationFrame, globalThis.cancelAnimationFrame] as const;
  globalThis.requestAnimationFrame = (work) => ((screen.frame = work), 1);
  globalThis.cancelAnimationFrame = () => (screen.frame = undefined);
  t.after(() => ([globalThis.requestAnimationFrame, globalThis.cancelAnimationFrame] = before));
  t.mock.method(performance, "now", () => 0);
  const { sketch } = drawn();
  const replay = new Replay(sketch);
  assert.equal(replay.stop(), false);
  const stroke = Array.from({ length: 20 }, (_, i) => i / 20);
  replay.play([stroke], false);
  next(50);
  assert.equal(sketch.drawing.strokes[0].length, 2 * 3, "three points in the twentieth of a second");
  next(1_000);
  assert.deepEqual([...sketch.drawing.strokes], [stroke]);
  assert.deepEqual([sketch.isOpen, replay.stop()], [false, false]);
  replay.play([stroke], false);
  assert.equal(replay.stop(), true);
  assert.deepEqual([screen.frame], [undefined]);
  sketch.clear();
  replay.play(
    [
      [0.1, 0.1, 0.9, 0.9],
      [0.5, 0.5],
    ],
    true,
  );
  next(1);
  assert.deepEqual(
    sketch.drawing.strokes,
    [
      [0.1, 0.1, 0.9, 0.9],
      [0.5, 0.5],
    ],
    "at once",
  );
});

test("the user's own digits are those that are done with; an image of somebody else's is none", () => {
  const own = new OwnDigits();
  const [first, second] = [new Float32Array(784), new Float32Array(784)];
  const read = (digit: number, image: Float32Array, isOwn: boolean = true) =>
    readingOf({ state: "read", image, isOwn, ranking: [digit] });
  own.update(read(3, first), true);
  assert.equal(own.of(3), null, "under the pen it may become something else");
  own.update(read(3, first), false);
  assert.equal(own.of(3), first);
  own.update(read(8, second), false);
  assert.deepEqual([own.of(3), own.of(8)], [null, second], "the same drawing, with one more stroke");
  own.update(readingOf({}), false);
  own.update(read(8, first, false), false);
  assert.equal(own.of(8), second);
});
