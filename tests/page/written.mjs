// Numbers as people write them on the pad: digits side by side, of one height.

import { DIGITS } from "./digits.mjs";

/**
 * The strokes of each digit, in 0..1 of the pad, from left to right in the middle of it.
 * @param {string} text
 * @param {{ gap?: number, most?: number }} [look] the gap between two digits, in heights of them, below 0 where they
 * overlap; how high they are at most, in pads
 */
export function written(text, { gap = 0.15, most = 0.5 } = {}) {
  const digits = Array.from(text, (digit) => boxed(DIGITS[digit]));
  const width = digits.reduce((sum, digit) => sum + digit.width, gap * (digits.length - 1));
  const height = Math.min(most, 0.9 / width);
  let x = 0.5 - (width * height) / 2;
  return digits.map((digit) => {
    const left = x;
    x += (digit.width + gap) * height;
    return digit.strokes.map((stroke) => stroke.map(([x, y]) => [left + x * height, 0.5 + (y - 0.5) * height]));
  });
}

/** Strokes whose box begins at 0, 0 and is 1 high, and how wide it is. */
function boxed(strokes) {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const height = Math.max(...ys) - top;
  return {
    strokes: strokes.map((stroke) => stroke.map(([x, y]) => [(x - left) / height, (y - top) / height])),
    width: (Math.max(...xs) - left) / height,
  };
}
