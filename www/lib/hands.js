// How a network reads synthetic handwriting, in words.
import { aDigit, percent, whole } from "./format.js";

/** @typedef {import("../mind/protocol.js").Hand} Hand */

/** Hands that the sentence names. */
const NAMED = 3;

/** The hardest first. @param {Hand[]} hands */
export const byHardness = (hands) => hands.toSorted((a, b) => a.right / a.samples - b.right / b.samples);

/** @param {Hand[]} hands */
export function handsText(hands) {
  const sum = (/** @type {"samples" | "right"} */ what) => hands.reduce((all, hand) => all + hand[what], 0);
  const [samples, right] = [sum("samples"), sum("right")];
  const worst = byHardness(hands)
    .slice(0, NAMED)
    .filter((hand) => hand.right < hand.samples)
    .map(({ digit, name, right, samples }) => `${digit}, ${name} (${right} of ${samples})`);
  const rest = worst.length > 0 ? ` Hardest for it: ${worst.join("; ")}.` : "";
  return `It reads ${percent(right / samples)} of ${whole(samples)} drawings right.${rest}`;
}

/** Under the picture, and in words. @param {Hand} hand */
export function captionOf({ digit, name, right, samples, hardest: { read, sure } }) {
  const as = read === digit ? `this one ${percent(sure)} sure` : read === null ? "no answer to this one" : `this one as ${aDigit(read)}`;
  return { title: name, note: `${right} of ${samples}`, isWrong: right < samples / 2, label: `${digit}, ${name}: ${right} of ${samples} read right, ${as}. Take it to the pad` };
}
