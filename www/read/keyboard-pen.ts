// A pen that arrow keys move over the pad; it is down while a stroke is open.
import { signal } from "@preact/signals";
import { beginStroke, endStroke, extendStroke, isDrawing } from "../store/drawing";
import { isWriting, makeWay } from "../store/own-pen";
import { SIDE } from "../ui/greys";

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Pads that it goes at each press: a cell of the grid. */
const STEP = 1 / SIDE;

const place = signal<readonly [x: number, y: number] | null>(null);

/** Where on the pad it is, in pads; null while nobody moves it. */
export const penPlace = place;

/** Two at once go aslant. */
const held = new Set<string>();

/**
 * @param isRepeated it is held down
 * @returns whether the key is one of the pen's
 */
export function pressPenKey(key: string, isRepeated: boolean) {
  if (key in WAYS) {
    held.add(key);
    move();
    return true;
  }
  if (key !== " " && key !== "Enter") return false;
  if (!isRepeated) toggle();
  return true;
}

export const releasePenKey = (key: string) => void held.delete(key);

/** It leaves the pad. */
export function putPenAway() {
  if (place.value && !isWriting()) endStroke();
  place.value = null;
  held.clear();
}

function move() {
  const [x, y] = place.value ?? [0.5, 0.5];
  const ways = Array.from(held, (key) => WAYS[key]);
  const to = (from: number, axis: 0 | 1) =>
    Math.min(1, Math.max(0, from + STEP * ways.reduce((sum, way) => sum + way[axis], 0)));
  const next = [to(x, 0), to(y, 1)] as const;
  place.value = next;
  if (isDrawing.value && !isWriting()) extendStroke(...next);
}

function toggle() {
  place.value ??= [0.5, 0.5];
  if (isWriting()) makeWay();
  else if (isDrawing.value) return endStroke();
  beginStroke(...place.value);
}
