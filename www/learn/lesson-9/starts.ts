// The first weights: four ways to choose them.
import { decimal } from "../numeral";
import { PARAMETERS } from "./network";

export type Start = "alike" | "zero" | "random" | "large";

export interface StartWords {
  value: Start;
  words: string;
  /** At the beginning of a line. */
  title: string;
  note: string;
}

export const STARTS: readonly StartWords[] = [
  {
    value: "alike",
    words: "all 0.4",
    title: "All 0.4",
    note: "All 17 numbers are 0.4, as in an early test of S. Russell’s Lernmi.",
  },
  {
    value: "zero",
    words: "all 0",
    title: "All 0",
    note: "All 17 numbers are 0: no error gets back through them, and at the outputs the four cases cancel.",
  },
  {
    value: "random",
    words: "1/√n",
    title: "About 1/√n",
    note: "Drawn by chance around 0, two of three within 1/√n, with n numbers coming in.",
  },
  {
    value: "large",
    words: "10/√n",
    title: "About 10/√n",
    note: "The same numbers, ten times as large: most S begin where they are flat.",
  },
];

export const wordsOf = (start: Start) => STARTS.find(({ value }) => value === start) as StartWords;

/** What is said of the first weights as they are. */
export const noteOf = (start: Start, nudge: number) =>
  nudge !== 0 && isFixed(start)
    ? `16 of the 17 numbers are ${VALUES[start]}; A’s first is ${decimal(VALUES[start] + nudge, 2)}.`
    : wordsOf(start).note;

/** Chance has no part in it. */
const VALUES = { alike: 0.4, zero: 0 } as const;

export const isFixed = (start: Start): start is keyof typeof VALUES => start in VALUES;

/**
 * The first weights where chance has no part.
 * @param nudge what the first weight of neuron A has more than the others
 */
export const fixedWeights = (start: keyof typeof VALUES, nudge: number) => {
  const weights = new Float32Array(PARAMETERS).fill(VALUES[start]);
  weights[0] += nudge;
  return weights;
};
