// The user's own pen, in the hand or moved by keys: its strokes go to the store.
import { signal } from "@preact/signals";
import { KeyboardPen, type Place } from "../../npm/src/pad/keyboard-pen";
import type { Strokes } from "../../npm/src/pad/strokes";
import { beginStroke, endStroke, extendStroke, isDrawing, undo } from "../store/drawing";
import { isWriting, makeWay } from "../store/own-pen";

const strokes: Strokes = {
  begin: beginStroke,
  extend: extendStroke,
  end: endStroke,
  undo,
  isOpen: () => isDrawing.value && !isWriting(),
  makeWay,
};

/** Where the pen that keys move is; null while nobody moves it. */
export const penPlace = signal<Place | null>(null);

export const keyboardPen = new KeyboardPen(strokes, (place) => (penPlace.value = place));

export const putPenAway = () => keyboardPen.putAway();

/** Of the pen in the hand: the other one makes way too. */
export const handStrokes: Strokes = {
  ...strokes,
  makeWay() {
    putPenAway();
    makeWay();
  },
};
