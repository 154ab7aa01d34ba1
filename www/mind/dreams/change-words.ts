// What a drawing became on its way to another digit, in figures and in words.
import { aDigit, percent } from "../../ui/format";
import { SIDE } from "../../ui/greys";
import type { Change } from "./changer";

/** One stage of the way. */
export interface Stage {
  image: Float32Array;
  /** What the network reads in it. */
  read: number;
  /** Its output for that, in 0..1. */
  sure: number;
  /** Steps that led here, and in all. */
  taken: number;
  steps: number;
}

const PIXELS = SIDE ** 2;

export const countOf = ({ taken }: Change) => taken.length;

/** @param at from 0, the drawing itself, to the last, what it became */
export function stageOf({ images, outputs, taken }: Change, at: number): Stage {
  const own = outputs.subarray(10 * at, 10 * at + 10);
  const sure = Math.max(...own);
  return {
    image: images.subarray(PIXELS * at, PIXELS * (at + 1)),
    read: own.indexOf(sure),
    sure,
    taken: taken[at],
    steps: taken[taken.length - 1],
  };
}

/** Ink that was added until then, and ink that was removed, below 0. */
export const differenceOf = (change: Change, at: number) =>
  stageOf(change, at).image.map((ink, i) => ink - change.image[i]);

/** A stage in a few words, for the slider. */
export const stageText = ({ taken, steps, read, sure }: Stage) =>
  `${taken} of ${steps}: reads ${read}, ${percent(sure)} sure`;

/** What came of it. */
export function changeText(change: Change) {
  const { digit, image } = change;
  const { read, sure, image: became } = stageOf(change, countOf(change) - 1);
  if (read !== digit)
    return `It still reads ${read}, ${percent(sure)} sure: near your drawing it found nothing that is ${aDigit(digit)} to it.`;
  const { added, removed } = changedInk(became, image);
  if (added + removed < 0.005) return `It reads ${digit} already, ${percent(sure)} sure, so nothing has to change.`;
  return `It now reads ${digit}, ${percent(sure)} sure. ${percent(removed)} of your ink was removed, and ${percent(added)} as much added.`;
}

/** As shares of the ink that was there. */
function changedInk(image: Float32Array, before: Float32Array) {
  let [added, removed, all] = [0, 0, 0];
  image.forEach((ink, i) => {
    added += Math.max(0, ink - before[i]);
    removed += Math.max(0, before[i] - ink);
    all += before[i];
  });
  return { added: added / all, removed: removed / all };
}
