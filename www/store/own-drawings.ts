// The user's own last drawing of each digit, by what the network read in it.
import { computed, effect, signal } from "@preact/signals";
import type { Prediction } from "../engine/prediction";
import { isDrawing } from "./drawing";
import { prediction } from "./prediction";

interface OwnDrawings {
  /** Of drawings that are done with, by digit. */
  done: ReadonlyMap<number, Float32Array>;
  /** The drawing on the pad; null if no digit is read in it. */
  current: { digit: number; image: Float32Array } | null;
}

export const NONE: OwnDrawings = { done: new Map(), current: null };

const known = signal(NONE);

/** By digit. */
export const ownDigits = computed(() => digitsOf(known.value));

/** From now on the drawings are remembered, in every room. */
export const startRemembering = () =>
  effect(() => {
    known.value = remember(known.peek(), prediction.value, isDrawing.value);
  });

/** @param isOpen a stroke is under the pen: it may become another digit */
export function remember(
  before: OwnDrawings,
  { state, image, isOwn, ranking }: Prediction,
  isOpen: boolean,
): OwnDrawings {
  if (isOpen) return before;
  if (image && isOwn) return { ...before, current: state === "read" ? { digit: ranking[0], image } : null };
  return { done: digitsOf(before), current: null };
}

export const digitsOf = ({ done, current }: OwnDrawings) =>
  current ? new Map(done).set(current.digit, current.image) : done;
