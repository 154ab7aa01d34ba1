// The user's own last drawing of each digit, by what the network read in it.
import { computed, effect, signal } from "@preact/signals";
import type { FoundDigit, Reading } from "../engine/prediction";
import { isDrawing } from "./drawing";
import { reading } from "./prediction";

interface OwnDrawings {
  /** Of drawings that are done with, by digit. */
  done: ReadonlyMap<number, Float32Array>;
  /** Of those on the pad in which a digit is read. */
  current: ReadonlyMap<number, Float32Array>;
}

export const NONE: OwnDrawings = { done: new Map(), current: new Map() };

const known = signal(NONE);

/** By digit. */
export const ownDigits = computed(() => digitsOf(known.value));

/** From now on the drawings are kept, in every room. */
export const startKeepingDrawings = () =>
  effect(() => {
    known.value = withReading(known.peek(), reading.value, isDrawing.value);
  });

/** @param isOpen a stroke is under the pen: it may become another digit */
export function withReading(before: OwnDrawings, { digits, isOwn }: Reading, isOpen: boolean): OwnDrawings {
  if (isOpen) return before;
  if (digits.length > 0 && isOwn) return { ...before, current: new Map(digits.flatMap(entryOf)) };
  return { done: digitsOf(before), current: new Map() };
}

export const digitsOf = ({ done, current }: OwnDrawings) => new Map([...done, ...current]);

const entryOf = ({ state, ranking, image }: FoundDigit): [number, Float32Array][] =>
  state === "read" ? [[ranking[0], image]] : [];
