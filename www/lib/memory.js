// How much memory a training needs, in words.
import { whole } from "./format.js";

/** MNIST's images, which a training has all in memory: to learn from, and to be tested on. */
export const IMAGES = 70_000;

/** To two digits or so: it is the most that may be needed. @param {number} bytes */
const megabytes = (bytes) => `${whole(10 * Math.ceil(bytes / 1e7))} MB`;

/** @param {number} bytes */
export const memoryWords = (bytes) => `A training by these settings needs about ${megabytes(bytes)} of memory.`;

/** Why it cannot be, if it cannot. @param {number} bytes @param {number} most that this browser gives */
export const memoryObjection = (bytes, most) =>
  bytes > most ? `This needs about ${megabytes(bytes)} of memory, and this browser gives a page ${megabytes(most)}. Use fewer neurons or a smaller batch.` : "";
