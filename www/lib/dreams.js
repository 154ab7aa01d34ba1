// What a network says of its own dreams, in figures and in words.
import { percent, short } from "./format.js";

/** @typedef {import("../mind/dreamer.js").Dreamt} Dreamt */
/** @typedef {{ digit: number, image: Float32Array, read: number, sure: number }} Dream read: what the network takes it for;
 * sure: its output for the digit that was asked for, in 0..1 */

/** @param {Pick<Dreamt, "images" | "outputs">} dreamt @param {number} [first] the digit of its first image @returns {Dream[]} */
export function dreamsOf({ images, outputs }, first = 0) {
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

/** Which method made the pictures, and what came of it. @param {Dreamt} dreamt */
export function methodText(dreamt) {
  const right = dreamsOf(dreamt).filter(({ digit, read }) => read === digit).length;
  const own = `This network reads ${right} of its 10 as the digit asked for.`;
  if (dreamt.method === "inversion") return `By Symon’s inversion: back through every layer, each undone exactly. It gives ghosts. ${own}`;
  if (dreamt.isFilm) return `By the gradient: ${dreamt.steps} steps uphill at a time, from picture to picture, while it learns. ${own}`;
  return `By the gradient: ${dreamt.steps} steps uphill from plain grey, seed 1. It works for every network that can learn. ${own}`;
}
