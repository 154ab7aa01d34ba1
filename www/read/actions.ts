// What the buttons and keys of the pad do.
import { BLANK, isSameBox, WHOLE, type Drawing } from "../engine/drawing";
import { flatten, piecesOf, type Stroke } from "../../npm/src/reader/drawing";
import type { FoundDigit } from "../engine/prediction";
import { announce } from "../store/announcement";
import * as store from "../store/drawing";
import { stylesOf } from "../store/own-digits";
import { finishWriting, stopWriting, write } from "../store/own-pen";
import { crate } from "../store/program";
import { active } from "../store/snapshots";
import { groupsOf, inARow } from "./row";

export function undo() {
  stopWriting();
  store.undo();
}

export function clear() {
  stopWriting();
  store.clear();
}

/** From a part of a picture back to all of it; from anything else to a blank pad. */
export function goBack() {
  const { picture } = store.drawing.peek();
  if (picture && !isSameBox(picture.box, WHOLE)) store.setBox(WHOLE, false, false);
  else clear();
}

/** How often each digit was asked for. */
const asked = new Array<number>(10).fill(0);

/**
 * The page's own pen writes a digit, after those that are there: the same digit again in another style. A picture gives
 * way to it.
 */
export function writeDigit(digit: number) {
  // Who types a number does not wait for each digit to be written.
  finishWriting();
  const drawing = store.drawing.peek();
  const hasInk = drawing.strokes.length > 0;
  const found = hasInk ? digitsOf(drawing) : [];
  const most = crate.value?.mostDigits ?? Infinity;
  if (found.length >= most) return tell(`A number has at most ${most} digits here.`);
  const styles = stylesOf(digit);
  const style = styles[asked[digit]++ % styles.length];
  if (!hasInk) store.clear();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  write(hasInk ? makeRoom(drawing, found, style) : style, isStill);
}

/** What is there moves to the left, as one change, into a row with the strokes of the digit that is to come, which it returns. */
function makeRoom(drawing: Drawing, found: readonly FoundDigit[], next: readonly Stroke[]) {
  // Only what shows is moved. It keeps its points, so that what is fixed in it stays so.
  const ink = flatten(drawing.strokes, () => false);
  const row = inARow(piecesOf(ink), groupsOf(ink.ends, found), next);
  store.resumeDrawing({ ...BLANK, strokes: row.strokes, fixed: drawing.fixed });
  return row.next;
}

/** The digits of a drawing, as far as there is a network to find them. */
const digitsOf = (drawing: Drawing) =>
  active.value && crate.value ? crate.value.read(active.value, drawing).digits : [];

/** A line at the foot of the pad, which is heard too. */
export function tell(text: string) {
  store.note.value = text;
  announce(text);
}
