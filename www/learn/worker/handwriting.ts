// Drawings of digits by the synthetic handwriting, in the worker.
import type { Glue } from "../../../npm/src/program/wasm";
import type { Examples, HandwritingQuestion } from "./protocol";

const PIXELS = 784;

/** Digit by digit: [digits × each, 784] */
export function handwriting(glue: Glue, { digits, each, firstStyle, styles, seed }: HandwritingQuestion): Examples {
  const all = glue.handwriting_styles().map(({ digit }, index) => ({ digit, index }));
  const images = new Float32Array(digits.length * each * PIXELS);
  const labels = new Uint8Array(digits.length * each);
  digits.forEach((digit, row) => {
    const own = all.filter((style) => style.digit === digit);
    for (let i = 0; i < each; i++) {
      const { index } = own[(firstStyle + (i % styles)) % own.length];
      const at = row * each + i;
      images.set(glue.handwrite(index, seed, i).image, at * PIXELS);
      labels[at] = digit;
    }
  });
  return { images, labels };
}
