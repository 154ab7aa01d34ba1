// Where the ink may stand and in what order its pixels come: nothing but other places for the same numbers.
export const SIDE = 28;
const PIXELS = SIDE * SIDE;

/** Pixels from the middle. */
export const FAR = 4;
const ACROSS = 2 * FAR + 1;

/** Whole pixels to the right, and down. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

export const MIDDLE: Shift = { x: 0, y: 0 };

/** All places, row by row. */
export const PLACES: readonly Shift[] = Array.from({ length: ACROSS * ACROSS }, (_, i) => ({
  x: (i % ACROSS) - FAR,
  y: Math.floor(i / ACROSS) - FAR,
}));

export const placeOf = ({ x, y }: Shift) => (y + FAR) * ACROSS + x + FAR;

/** As far as it goes, in whole pixels. */
export const shiftTo = (x: number, y: number): Shift => ({ x: within(x), y: within(y) });

const within = (value: number) => Math.min(FAR, Math.max(-FAR, Math.round(value))) + 0;

/** What leaves the image is lost. */
export function moved(image: Float32Array, { x, y }: Shift): Float32Array {
  const there = new Float32Array(PIXELS);
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const [from, of] = [row - y, column - x];
      if (from >= 0 && from < SIDE && of >= 0 && of < SIDE) there[row * SIDE + column] = image[from * SIDE + of];
    }
  return there;
}

export const ORDERS = ["in-place", "shuffled", "with-weights"] as const;
/** How the pixels come: as they lie, shuffled, or shuffled and the weights of each with it. */
export type Order = (typeof ORDERS)[number];

export { SHUFFLED, shuffled, shuffledWeights } from "../shuffle";

/** "4 right", "1 left", "0". */
export const acrossWords = (value: number) => words(value, "right", "left");

/** "4 down", "1 up", "0". */
export const downWords = (value: number) => words(value, "down", "up");

const words = (value: number, on: string, back: string) =>
  value === 0 ? "0" : `${Math.abs(value)} ${value > 0 ? on : back}`;

/** "4 right, 1 up". */
export function shiftWords({ x, y }: Shift) {
  const parts = [x && acrossWords(x), y && downWords(y)].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "in the middle";
}

/** A value of a pixel with two decimals, in as few characters as that takes: "0", ".53", "1". */
export function valueWords(value: number) {
  const text = value.toFixed(2);
  return text === "0.00" ? "0" : text === "1.00" ? "1" : text.slice(1);
}

/** @param row from 0 */
export const rowOf = (image: Float32Array, row: number) => image.subarray(row * SIDE, (row + 1) * SIDE);
