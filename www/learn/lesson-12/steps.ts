// The way from an answer back to a picture and forth again: its steps, and what is said of them.
import { DIGITS } from "../../ui/digits";
import { aDigit } from "../../ui/format";
import { indexOfLargest } from "../arrays";

/** Where a step's values belong. */
export type Place = "outputs" | "hidden" | "pixels";

interface Step {
  place: Place;
  /** The picture goes in again. */
  isForth: boolean;
  /** Its values are in 0..1, and not sums of any sign. */
  isShare: boolean;
}

/** Back through both layers: logit, weights, stretch. Then forth again. */
export const STEPS: readonly Step[] = [
  { place: "outputs", isForth: false, isShare: true },
  { place: "outputs", isForth: false, isShare: false },
  { place: "hidden", isForth: false, isShare: false },
  { place: "hidden", isForth: false, isShare: true },
  { place: "hidden", isForth: false, isShare: false },
  { place: "pixels", isForth: false, isShare: false },
  { place: "pixels", isForth: false, isShare: true },
  { place: "hidden", isForth: true, isShare: true },
  { place: "outputs", isForth: true, isShare: true },
];

export const LAST = STEPS.length - 1;

/** The steps of the crate's trace, one for each step back: the last also takes the input's range back. */
export const TRACED = [0, 1, 2, 3, 4, 5, 7] as const;

/** The step whose values a place shows on the way back when the walk has come this far; undefined before any. */
export function shownAt(place: Place, at: number): number | undefined {
  // On the way forth, what was asked of the hidden neurons stands beside what they say.
  const last = STEPS[at].isForth ? (place === "hidden" ? 3 : place === "outputs" ? 0 : 6) : at;
  const found = STEPS.slice(0, last + 1).findLastIndex((step) => step.place === place && !step.isForth);
  return found < 0 ? undefined : found;
}

/** A sum with two decimals, and a minus as wide as a plus. */
export const two = (value: number) => value.toFixed(2).replace("-", "−");

/** A share of 1, which a sigmoid never reaches. */
export const share = (value: number) => (value >= 0.995 ? ">0.99" : two(value));

const range = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  return `${two(Math.min(...all))} to ${two(Math.max(...all))}`;
};

/** What a network says to a picture. */
export interface Said {
  hidden: ArrayLike<number>;
  outputs: ArrayLike<number>;
}

/**
 * What a step does, in at most three lines of a phone.
 * @param trace the values of each step back
 * @param said what comes of the last of them when it goes in
 */
export function wordsOf(at: number, digit: number, trace: readonly ArrayLike<number>[], said: Said): string {
  const values = trace[at] ?? [];
  return [
    `Asked: 0.99 for ${digit}, 0.01 for each other digit.`,
    "Logit, the sum before the S: for 0.99 it was 4.60, for 0.01 it was −4.60.",
    `Wᵀ, the weights backwards: each of 200 neurons adds up ten links. ${range(values)}.`,
    "Stretched to 0.01 to 0.99, as a sigmoid gives it. How far apart they were is lost.",
    "Logit again: the sums that the 200 neurons should have had before their S.",
    `Wᵀ again: each of 784 pixels adds up 200 links. ${range(values)}.`,
    `Stretched again, from paper to full ink: the ghost of ${aDigit(digit)}.`,
    `Forth: the ghost goes in. Of 200 neurons ${near(said.hidden, trace[3])} say what was asked of them, to within 0.1.`,
    `Forth: asked for ${digit} was 0.99, and it says ${share(said.outputs[digit])}; it reads ${indexOfLargest(said.outputs)}.`,
  ][at];
}

/** How many of the values are within 0.1 of what was asked. */
const near = (values: ArrayLike<number>, asked: ArrayLike<number>) =>
  Array.from(values).filter((value, i) => Math.abs(value - asked[i]) <= 0.1).length;

/** How far apart two answers are at most. */
export const apart = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i])));

/** The digits of which the 0.99 that was asked for comes back. */
export const inFull = (returned: readonly number[]) => DIGITS.filter((digit) => returned[digit] >= 0.985);

const COUNTS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "All ten"];

/** How many are read with the 0.99 that they were made for, and which. */
export function inFullWords(returned: readonly number[]) {
  const digits = inFull(returned);
  const which = digits.length > 0 && digits.length < 10 ? `: the\u00a0${digits.join(", ")}` : "";
  return `${COUNTS[digits.length]}${which}`;
}
