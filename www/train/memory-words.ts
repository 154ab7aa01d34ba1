// How much memory a training needs, in words.
import { whole } from "../ui/format";

/** MNIST's images, which a training has all in memory: to learn from, and to be tested on. */
export const IMAGES = 70_000;

/** To two digits or so: it is the most that may be needed. */
const megabytes = (bytes: number) => `${whole(10 * Math.ceil(bytes / 1e7))} MB`;

export const memoryWords = (bytes: number) => `A training by these settings needs about ${megabytes(bytes)} of memory.`;

/**
 * Why it cannot be, if it cannot.
 * @param most that this browser gives
 */
export const memoryObjection = (bytes: number, most: number) =>
  bytes > most
    ? `This needs about ${megabytes(bytes)} of memory, and this browser gives a page ${megabytes(most)}. Use fewer neurons or a smaller batch.`
    : "";
