// The box on a photograph: what a pointer holds, and what becomes of the box.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WHOLE, type Box } from "../../www/engine/drawing";
import { placeOnPad } from "../../www/engine/photo";
import { dragged, gripAt, pressed, STEP, stepped, type Point } from "../../www/read/crop/geometry";
import { noteOf, shareOf, wordsOf } from "../../www/read/crop/words";

/** A photograph on a phone, in pixels. */
const SIZE = { x: 320, y: 240 };
const BOX: Box = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
const MIDDLE = { x: 0.5, y: 0.5 };

/** So many pixels from a point. */
const off = ({ x, y }: Point, right: number, down: number): Point => ({ x: x + right / SIZE.x, y: y + down / SIZE.y });

const isNear = (box: Box, [left, top, right, bottom]: number[]) => {
  const difference = [box.left - left, box.top - top, box.right - right, box.bottom - bottom].map(Math.abs);
  assert.ok(Math.max(...difference) < 1e-9, JSON.stringify(box));
};

test("each corner is held by a finger's width, from without and from within", () => {
  for (const [x, edgeX] of [
    [BOX.left, -1],
    [BOX.right, 1],
  ])
    for (const [y, edgeY] of [
      [BOX.top, -1],
      [BOX.bottom, 1],
    ])
      for (const [right, down] of [
        [0, 0],
        [-21, -21],
        [21, 21],
        [-21, 21],
      ])
        assert.deepEqual(gripAt(off({ x, y }, right, down), BOX, SIZE), { x: edgeX, y: edgeY });
});

test("between the corners an edge is held, within it the box, and beside it another one is begun", () => {
  assert.deepEqual(gripAt({ x: BOX.left, y: 0.5 }, BOX, SIZE), { x: -1, y: 0 });
  assert.deepEqual(gripAt({ x: 0.5, y: BOX.bottom }, BOX, SIZE), { x: 0, y: 1 });
  assert.deepEqual(gripAt(MIDDLE, BOX, SIZE), { x: 0, y: 0 });
  assert.equal(gripAt({ x: 0.05, y: 0.5 }, BOX, SIZE), null);
});

test("within a box that is the whole photograph another one is begun, and its corners are held", () => {
  assert.equal(gripAt(MIDDLE, WHOLE, SIZE), null);
  assert.deepEqual(gripAt(off({ x: 0, y: 0 }, 30, 30), WHOLE, SIZE), { x: -1, y: -1 });
});

test("the middle of a box moves it, however small it is, and its corners are held from without", () => {
  const small: Box = { left: 0.5, top: 0.5, right: 0.5 + 20 / SIZE.x, bottom: 0.5 + 20 / SIZE.y };
  assert.deepEqual(gripAt(off(MIDDLE, 10, 10), small, SIZE), { x: 0, y: 0 });
  assert.deepEqual(gripAt(off(MIDDLE, -38, -38), small, SIZE), { x: -1, y: -1 });
});

test("a box is drawn in any direction, and ends at the photograph's edges", () => {
  isNear(dragged(WHOLE, null, { x: 0.2, y: 0.3 }, { x: 0.6, y: 0.9 }, SIZE), [0.2, 0.3, 0.6, 0.9]);
  isNear(dragged(WHOLE, null, { x: 0.6, y: 0.9 }, { x: 0.2, y: 0.3 }, SIZE), [0.2, 0.3, 0.6, 0.9]);
  isNear(dragged(WHOLE, null, { x: 0.6, y: 0.9 }, { x: 1.4, y: -0.5 }, SIZE), [0.6, 0, 1, 0.9]);
});

test("a box that is moved keeps its size, and stays within the photograph", () => {
  const move = { x: 0, y: 0 } as const;
  isNear(dragged(BOX, move, MIDDLE, { x: 0.6, y: 0.4 }, SIZE), [0.35, 0.15, 0.85, 0.65]);
  isNear(dragged(BOX, move, MIDDLE, { x: 5, y: -5 }, SIZE), [0.5, 0, 1, 0.5]);
});

test("a corner takes two edges along and the others stay; none goes past the one across", () => {
  isNear(dragged(BOX, { x: 1, y: -1 }, MIDDLE, { x: 0.6, y: 0.4 }, SIZE), [0.25, 0.15, 0.85, 0.75]);
  isNear(dragged(BOX, { x: -1, y: 0 }, MIDDLE, { x: 0.4, y: 0.9 }, SIZE), [0.15, 0.25, 0.75, 0.75]);
  const { left, right } = dragged(BOX, { x: -1, y: 0 }, MIDDLE, { x: 2, y: 0.5 }, SIZE);
  assert.equal(right, BOX.right);
  assert.ok(Math.abs((right - left) * SIZE.x - 16) < 1e-9, "16 pixels are left");
});

test("whatever is dragged where, the box is one, and lies within the photograph", () => {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const ways = [-1, 0, 1] as const;
  let box = WHOLE;
  for (let i = 0; i < 5_000; i++) {
    const size = { x: 20 + 500 * random(), y: 20 + 500 * random() };
    const [from, to] = [0, 1].map(() => ({ x: 3 * random() - 1, y: 3 * random() - 1 }));
    const grip = random() < 0.2 ? null : { x: ways[Math.floor(3 * random())], y: ways[Math.floor(3 * random())] };
    box = random() < 0.1 ? pressed(box, from, size) : dragged(box, grip, from, to, size);
    const { left, top, right, bottom } = box;
    assert.ok(left >= 0 && left < right && right <= 1, JSON.stringify(box));
    assert.ok(top >= 0 && top < bottom && bottom <= 1, JSON.stringify(box));
  }
});

test("a press without a drag brings the nearest corner there", () => {
  isNear(pressed(WHOLE, { x: 0.2, y: 0.3 }, SIZE), [0.2, 0.3, 1, 1]);
  isNear(pressed(BOX, { x: 0.9, y: 0.1 }, SIZE), [0.25, 0.1, 0.9, 0.75]);
});

test("keys move the box, and with Shift its right and lower edges", () => {
  isNear(stepped(BOX, { x: 1, y: 0 }, false, SIZE), [0.25 + STEP, 0.25, 0.75 + STEP, 0.75]);
  isNear(stepped(BOX, { x: -1, y: 0 }, true, SIZE), [0.25, 0.25, 0.75 - STEP, 0.75]);
  isNear(stepped(BOX, { x: 0, y: 1 }, true, SIZE), [0.25, 0.25, 0.75, 0.75 + STEP]);
  isNear(stepped(WHOLE, { x: 1, y: 0 }, false, SIZE), [0, 0, 1, 1]);
});

test("a photograph lies on the pad as large as it can, in the middle", () => {
  isNear(placeOnPad({ width: 400, height: 300 }), [0, 0.125, 1, 0.875]);
  isNear(placeOnPad({ width: 300, height: 400 }), [0.125, 0, 0.875, 1]);
});

test("the box in words", () => {
  assert.equal(wordsOf(WHOLE), "the whole picture");
  assert.equal(
    wordsOf({ left: 0.1, top: 0.2, right: 0.504, bottom: 1 }),
    "from 10 to 50 % across and from 20 to 100 % down",
  );
  assert.deepEqual([shareOf(WHOLE), shareOf(BOX)], [100, 25]);
  assert.match(noteOf(true, true), /^Drag/);
  assert.equal(noteOf(false, true), "");
  assert.match(noteOf(false, false), /no ink in the box/);
});
