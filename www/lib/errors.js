// What an examination says, sorted and in words.
import { aDigit, percent, short, whole } from "./format.js";

/** @typedef {import("../mind/protocol.js").Examined} Examined */
/** @typedef {{ written: number, read: number }} Pair a cell of the matrix */
/** @typedef {Pair & { index: number, sure: number }} Mistake an image; sure: the largest output, in 0..1 */

/** @param {Examined} examined @param {Pair} pair */
export const countOf = ({ confusion }, { written, read }) => confusion[10 * written + read];

/** The cells that hold mistakes, the fullest first. @param {Examined} examined @param {number} most @returns {(Pair & { count: number })[]} */
export function commonest({ confusion }, most) {
  const cells = Array.from(confusion, (count, at) => ({ written: Math.floor(at / 10), read: at % 10, count }));
  const wrong = cells.filter(({ written, read, count }) => written !== read && count > 0);
  return wrong.sort((a, b) => b.count - a.count).slice(0, most);
}

/** The images of a cell: of mistakes, those it was surest of first; of what was right, those it was least sure of. @param {Examined} examined @param {Pair} pair */
export function imagesOf(examined, pair) {
  const order = pair.written === pair.read ? 1 : -1;
  const those = all(examined).filter(({ written, read }) => written === pair.written && read === pair.read);
  return those.sort((a, b) => order * (a.sure - b.sure));
}

/** The mistakes it was surest of. @param {Examined} examined @param {number} most */
export function worst(examined, most) {
  const wrong = all(examined).filter(({ written, read }) => written !== read);
  return wrong.sort((a, b) => b.sure - a.sure).slice(0, most);
}

/** @param {Examined} examined @returns {Mistake[]} */
function all({ labels, read, confidences }) {
  return Array.from(labels, (written, index) => ({ index, written, read: read[index], sure: confidences[index] }));
}

/** @param {Pair} pair @param {number} count @param {number} shown */
export function cellText({ written, read }, count, shown) {
  if (count === 0) return `No ${written} was read as ${read}.`;
  const right = written === read;
  const [image, were] = count === 1 ? ["image", "was"] : ["images", "were"];
  const order = right ? "least sure of" : "surest of";
  const part = count === 1 ? "" : shown < count ? `; here are the ${shown} it was ${order}` : `, the one it was ${order} first`;
  return `${whole(count)} ${image} of ${aDigit(written)} ${were} read ${right ? "right" : `as ${read}`}${part}. Press one to take it to the pad.`;
}

/** How warm a cell of the matrix is, in the four steps of its colour: 0 for none. @param {number} count @param {number} most */
export function heatOf(count, most) {
  if (count === 0) return 0;
  if (count > 0.6 * most) return 4;
  if (count > 0.3 * most) return 3;
  return count > 2 ? 2 : 1;
}

/** Under a picture. @param {Mistake} mistake */
export function captionOf({ index, written, read, sure }) {
  const label = `Test image ${whole(index)}, ${aDigit(written)}, read as ${read}, ${percent(sure)} sure: take it to the pad`;
  return { title: written === read ? String(written) : `${written}→${read}`, note: `${short(sure)} %`, label };
}

/** Where it is now. @param {Mistake} mistake */
export const takenText = ({ index, written }) => `Test image ${whole(index)} is on the pad: ${aDigit(written)}.`;

/** The bin that speaks most clearly, in a sentence. @param {Examined["calibration"]} calibration */
export function calibrationText({ bins }) {
  const full = bins.flatMap(({ samples, confidence, accuracy }) =>
    confidence === null || accuracy === null ? [] : [{ samples, confidence, accuracy, weight: samples * Math.abs(confidence - accuracy) }],
  );
  const { samples, confidence, accuracy } = full.reduce((a, b) => (b.weight > a.weight ? b : a));
  return `Where it says ${percent(confidence)}, it is right in ${percent(accuracy)} of ${whole(samples)} images.`;
}
