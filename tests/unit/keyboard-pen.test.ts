// The pen that arrow keys move over a pad.
import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyboardPen, type Place } from "../../npm/src/pad/keyboard-pen";
import { distinct } from "../../npm/src/pad/strokes";

const CELL = 1 / 28;

function penOn() {
  const done: string[] = [];
  let place: Place | null = null;
  let isOpen = false;
  const round = (...points: number[]) => points.map((value) => Math.round((value - 0.5) / CELL)).join();
  const pen = new KeyboardPen(
    {
      begin(x, y) {
        isOpen = true;
        done.push(`begin ${round(x, y)}`);
      },
      extend: (...points) => done.push(`extend ${round(...points)}`),
      end() {
        isOpen = false;
        done.push("end");
      },
      undo: () => done.push("undo"),
      isOpen: () => isOpen,
      makeWay: () => done.push("make way"),
    },
    (next) => (place = next),
  );
  return { pen, done, place: () => place };
}

test("keys: the pen begins in the middle, and draws while it is down", () => {
  const { pen, done, place } = penOn();
  assert.ok(pen.press("ArrowLeft", false));
  pen.release("ArrowLeft");
  assert.deepEqual(done, []);
  assert.ok(pen.press(" ", false));
  assert.ok(pen.press("ArrowDown", false));
  assert.ok(pen.press("Enter", false));
  assert.deepEqual(done, ["make way", "begin -1,0", "extend -1,1", "end"]);
  assert.deepEqual(place(), [0.5 - CELL, 0.5 + CELL]);
});

test("keys: two arrows go aslant, and the pen stays on the pad", () => {
  const { pen, place } = penOn();
  pen.press("ArrowRight", false);
  for (let i = 0; i < 40; i++) pen.press("ArrowDown", true);
  assert.deepEqual(place(), [1, 1]);
});

test("keys: a key that is held down puts the pen down once, and other keys are not its own", () => {
  const { pen, done } = penOn();
  pen.press(" ", false);
  assert.ok(pen.press(" ", true));
  assert.deepEqual(done, ["make way", "begin 0,0"]);
  for (const key of ["a", "Escape", "toString"]) assert.equal(pen.press(key, false), false, key);
});

test("keys: a pen that leaves the pad ends its stroke, and begins in the middle again", () => {
  const { pen, done, place } = penOn();
  pen.press("ArrowUp", false);
  pen.press(" ", false);
  pen.putAway();
  assert.equal(done.at(-1), "end");
  assert.equal(place(), null);
  pen.press("ArrowLeft", false);
  assert.deepEqual(place(), [0.5 - CELL, 0.5]);
});

test("strokes: points that say nothing new are left out", () => {
  assert.deepEqual(distinct([0, 0, 0.5, 0.5], [0.5, 0.5004, 0.6, 0.5, 0.6, 0.5, 0.6, 0.7]), [0.6, 0.5, 0.6, 0.7]);
});
