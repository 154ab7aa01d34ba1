// What an evaluation says, sorted and in words.
import { aDigit, percent, short, whole } from "../../ui/format";
import type { Evaluation } from "../worker/protocol";

/** A cell of the matrix. */
export type Pair = { written: number; read: number };
export const isSame = (one: Pair, other: Pair) => one.written === other.written && one.read === other.read;

/** An image; `sure`: the largest output, in 0..1. */
export type Mistake = Pair & { index: number; sure: number };

export const countOf = ({ confusion }: Evaluation, { written, read }: Pair) => confusion[10 * written + read];

/** The cells that hold mistakes, the fullest first. */
export function commonest({ confusion }: Evaluation, most: number): (Pair & { count: number })[] {
  const cells = Array.from(confusion, (count, at) => ({ written: Math.floor(at / 10), read: at % 10, count }));
  const wrong = cells.filter(({ written, read, count }) => written !== read && count > 0);
  return wrong.sort((a, b) => b.count - a.count).slice(0, most);
}

/** The images of a cell: of mistakes, those it was surest of first; of what was right, those it was least sure of. */
export function imagesOf(evaluation: Evaluation, pair: Pair) {
  const order = pair.written === pair.read ? 1 : -1;
  const those = all(evaluation).filter(({ written, read }) => written === pair.written && read === pair.read);
  return those.sort((a, b) => order * (a.sure - b.sure));
}

/** The mistakes it was surest of. */
export function worst(evaluation: Evaluation, most: number) {
  const wrong = all(evaluation).filter(({ written, read }) => written !== read);
  return wrong.sort((a, b) => b.sure - a.sure).slice(0, most);
}

function all({ labels, predicted, confidences }: Evaluation): Mistake[] {
  return Array.from(labels, (written, index) => ({
    index,
    written,
    read: predicted[index],
    sure: confidences[index],
  }));
}

export function cellText({ written, read }: Pair, count: number, shown: number) {
  if (count === 0) return `No ${written} was read as ${read}.`;
  const right = written === read;
  const [image, were] = count === 1 ? ["image", "was"] : ["images", "were"];
  const order = right ? "least sure of" : "surest of";
  const part =
    count === 1 ? "" : shown < count ? `; here are the ${shown} it was ${order}` : `, the one it was ${order} first`;
  return `${whole(count)} ${image} of ${aDigit(written)} ${were} read ${right ? "right" : `as ${read}`}${part}. Press one to take it to the pad.`;
}

/** How warm a cell of the matrix is, in the four steps of its colour: 0 for none. */
export function heatOf(count: number, most: number) {
  if (count === 0) return 0;
  if (count > 0.6 * most) return 4;
  if (count > 0.3 * most) return 3;
  return count > 2 ? 2 : 1;
}

/** Under a picture. */
export function captionOf({ index, written, read, sure }: Mistake) {
  const label = `Test image ${whole(index)}, ${aDigit(written)}, read as ${read}, ${percent(sure)} sure: take it to the pad`;
  return { title: written === read ? String(written) : `${written}→${read}`, note: `${short(sure)} %`, label };
}

/** Where it is now. */
export const takenText = ({ index, written }: Mistake) =>
  `Test image ${whole(index)} is on the pad: ${aDigit(written)}.`;

/** The bin that speaks most clearly, in a sentence. */
export function calibrationText({ bins }: Evaluation["calibration"]) {
  const full = bins.flatMap(({ samples, confidence, accuracy }) =>
    confidence === null || accuracy === null
      ? []
      : [{ samples, confidence, accuracy, weight: samples * Math.abs(confidence - accuracy) }],
  );
  const { samples, confidence, accuracy } = full.reduce((a, b) => (b.weight > a.weight ? b : a));
  return `Where it says ${percent(confidence)}, it is right in ${percent(accuracy)} of ${whole(samples)} images.`;
}
