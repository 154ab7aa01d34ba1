// What a network says of its own dreams, in figures and in words.
import { percent, short } from "./format.js";

/** @typedef {import("../mind/dreamer.js").Dreamt} Dreamt */
/** @typedef {import("../mind/protocol.js").Dreams} Dreams */
/** @typedef {import("../mind/protocol.js").Method} Method */
/** @typedef {{ digit: number, image: Float32Array, read: number, sure: number }} Dream read: what the network takes it for;
 * sure: its output for the digit that was asked for, in 0..1 */

/** The method that shows: the one that was chosen, where it exists. @param {Dreams} dreams @param {Method} chosen @returns {Method} */
export const methodOf = ({ inversion }, chosen) => (inversion ? chosen : "gradient");

/** @param {Dreams} dreams @param {Method} method @param {number} [first] the digit of the first image @returns {Dream[]} none where the method does not exist */
export function dreamsOf(dreams, method, first = 0) {
  const [images, outputs] = [dreams[method], dreams[`${method}_outputs`]];
  if (!images || !outputs) return [];
  return Array.from({ length: images.length / 784 }, (_, i) => {
    const own = outputs.subarray(10 * i, 10 * i + 10);
    return { digit: first + i, image: images.subarray(784 * i, 784 * i + 784), read: own.indexOf(Math.max(...own)), sure: own[first + i] };
  });
}

/** Under the picture. @param {Dream} dream */
export const noteOf = ({ digit, read, sure }) => (read === digit ? `${short(sure)} %` : `as ${read}`);

/** The picture in words. @param {Dream} dream */
export function labelOf({ digit, read, sure }) {
  const other = read === digit ? "" : `, and read as ${read}`;
  return `Its dream of ${digit}: ${percent(sure)} sure of it${other}`;
}

/** How far a climb is. @param {import("../mind/protocol.js").Climb} climb */
export const climbText = ({ taken, steps }) => `Dreaming, step ${taken} of ${steps}.`;

const BY_PRIOR = {
  free: "Any pixel may change",
  handwriting: "Only blends of 40 patterns found in real handwriting are allowed",
};

/** Which method made the pictures, and what came of it. @param {Dreamt} dreamt @param {Method} method */
export function methodText(dreamt, method) {
  const right = dreamsOf(dreamt, method).filter(({ digit, read }) => read === digit).length;
  const own = `This network reads ${right} of its 10 as the digit asked for.`;
  if (method === "inversion") return `By Symon’s inversion: from the answer back to the picture, layer by layer. What a layer has mixed cannot be taken apart again, so it gives ghosts. ${own}`;
  const way = dreamt.isFilm ? `${dreamt.steps} steps uphill at a time, from picture to picture, while it learns` : `${dreamt.steps} steps uphill from plain grey, seed 1`;
  return `By the gradient: ${way}. ${BY_PRIOR[dreamt.prior]}. ${own}`;
}
