// Where each lesson stands: what was guessed in this visit, and whether it is done.
import { signal } from "@preact/signals";
import { isDone, markDone } from "../store/lessons-done";

const guesses = signal<Readonly<Record<number, number>>>({});

/** Which of the three choices, from 0; undefined before one was made. */
export const guessOf = (lesson: number): number | undefined => guesses.value[lesson];

export function guess(lesson: number, choice: number) {
  guesses.value = { ...guesses.peek(), [lesson]: choice };
}

/** The truth is shown and the handles move: after the guess, and at once in a lesson that is done. */
export const isOpen = (lesson: number) => guessOf(lesson) !== undefined || isDone(lesson);

/** Enough was tried for the point to be shown, and with it the lesson is done. */
export function finish(lesson: number) {
  if (isOpen(lesson)) markDone(lesson);
}
