// What a network says of its own dreams, in figures and in words.
import { percent, short } from "../../ui/format";
import type { Climb, Dreams } from "../worker/protocol";
import type { Method } from "crate";
import type { Dreamt } from "./dreamer";

export interface Dream {
  digit: number;
  image: Float32Array;
  /** What the network takes it for. */
  read: number;
  /** Its output for the digit that was asked for, in 0..1. */
  sure: number;
}

/** The method that shows: the one that was chosen, where it exists. */
export const methodOf = ({ inversion }: Dreams, chosen: Method): Method => (inversion ? chosen : "gradient");

/**
 * @param first the digit of the first image
 * @returns none where the method does not exist
 */
export function dreamsOf(dreams: Dreams, method: Method, first: number = 0): Dream[] {
  const [images, outputs] = [dreams[method], dreams[`${method}_outputs`]];
  if (!images || !outputs) return [];
  return Array.from({ length: images.length / 784 }, (_, i) => {
    const own = outputs.subarray(10 * i, 10 * i + 10);
    return {
      digit: first + i,
      image: images.subarray(784 * i, 784 * i + 784),
      read: own.indexOf(Math.max(...own)),
      sure: own[first + i],
    };
  });
}

/** Under the picture. */
export const noteOf = ({ digit, read, sure }: Dream) => (read === digit ? `${short(sure)} %` : `as ${read}`);

/** The picture in words. */
export function labelOf({ digit, read, sure }: Dream) {
  const other = read === digit ? "" : `, and read as ${read}`;
  return `Its dream of ${digit}: ${percent(sure)} sure of it${other}`;
}

/** How far a climb is. */
export const climbText = ({ taken, steps }: Climb) => `Dreaming, step ${taken} of ${steps}.`;

const BY_PRIOR = {
  free: "Any pixel may change",
  handwriting: "Only blends of 40 patterns found in real handwriting are allowed",
};

/** Which method made the pictures, and what came of it. */
export function methodText(dreamt: Dreamt, method: Method) {
  const right = dreamsOf(dreamt, method).filter(({ digit, read }) => read === digit).length;
  const own = `This network reads ${right} of its 10 as the digit asked for.`;
  if (method === "inversion")
    return `By Symon’s inversion: from the answer back to the picture, layer by layer. What a layer has mixed cannot be taken apart again, so it gives ghosts. ${own}`;
  const way = dreamt.isFilm
    ? `${dreamt.steps} steps uphill at a time, from picture to picture, while it learns`
    : `${dreamt.steps} steps uphill from plain grey, seed 1`;
  return `By the gradient: ${way}. ${BY_PRIOR[dreamt.prior]}. ${own}`;
}
