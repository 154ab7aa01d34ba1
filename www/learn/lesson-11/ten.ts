// The ten digits that lesson 11 learns from: written on the pad one after the other, or by the page's own pen.
import { computed, signal } from "@preact/signals";
import { BLANK } from "../../engine/drawing";
import { clear } from "../../store/drawing";
import { ownDigits } from "../../store/own-drawings";
import { stylesOf } from "../../store/own-digits";
import { image } from "../../store/prediction";
import { crate } from "../../store/program";
import { DIGITS } from "../../ui/digits";

interface Written {
  image: Float32Array;
  /** By the user's hand. */
  isOwn: boolean;
}

const NONE: readonly (Written | null)[] = DIGITS.map(() => null);

const digits = signal(NONE);
const chosen = signal<number | null>(null);

/** By digit; null where none is written yet. */
export const ten = computed(() => digits.value);

/** The digit that is to be written: one that was pressed, or the first that is missing; null for none. */
export const wanted = computed(() => {
  const missing = digits.value.findIndex((written) => written === null);
  return chosen.value ?? (missing < 0 ? null : missing);
});

export const isComplete = computed(() => digits.value.every((written) => written !== null));

/** What is on the pad: nothing, one of the ten, or another drawing. */
export const onPad = computed<"blank" | "kept" | "new">(() => {
  if (!image.value) return "blank";
  return digits.value.some((written) => written?.image === image.value) ? "kept" : "new";
});

/** The images of the ten, digit by digit; null until all are there. */
export const images = computed(() => {
  if (!isComplete.value) return null;
  const all = new Float32Array(digits.value.length * 784);
  digits.value.forEach((written, digit) => written && all.set(written.image, digit * 784));
  return all;
});

/** This digit is to be written, or written again; null for none but the missing. */
export const want = (digit: number | null) => (chosen.value = digit);

/** Takes the drawing for the digit that is wanted, and clears the pad for the next. */
export function keepDrawing() {
  const [digit, drawn] = [wanted.peek(), image.peek()];
  if (digit === null || !drawn) return;
  put({ [digit]: { image: drawn, isOwn: true } });
  chosen.value = null;
  clear();
}

/** What was written in this visit and read as one of the digits that are missing. */
export function takeWritten() {
  const known = [...ownDigits.peek()].filter(([digit]) => digits.peek()[digit] === null);
  put(Object.fromEntries(known.map(([digit, drawn]) => [digit, { image: drawn, isOwn: true }])));
}

/** The page's own pen writes those that are missing. */
export function writeMissing() {
  const reader = crate.peek();
  const missing = DIGITS.filter((digit) => digits.peek()[digit] === null);
  const written = missing.map((digit): [number, Written | null] => {
    const image = reader?.imageOf({ ...BLANK, strokes: stylesOf(digit)[0] });
    return [digit, image ? { image, isOwn: false } : null];
  });
  put(Object.fromEntries(written));
  chosen.value = null;
}

export function writeAnew() {
  digits.value = NONE;
  chosen.value = null;
  clear();
}

const put = (more: Record<number, Written | null>) =>
  (digits.value = digits.peek().map((written, digit) => more[digit] ?? written));
