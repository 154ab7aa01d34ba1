// How a network reads synthetic handwriting, in words.
import { aDigit, percent, whole } from "../../ui/format";
import type { StyleReading } from "../worker/protocol";

/** `without`: what the network reads right that was trained without such drawings. */
export type Compared = StyleReading & { without?: number };

/** Styles that the sentence names. */
const NAMED = 3;

/** The share of its drawings that is read right. */
const ease = ({ right, samples }: StyleReading) => right / samples;

/** The hardest first; of those as hard, the ones that gain most from such drawings. */
export const byHardness = (styles: Compared[]) =>
  styles.toSorted((a, b) => ease(a) - ease(b) || (a.without ?? 0) - (b.without ?? 0));

export function stylesText(styles: StyleReading[]) {
  const worst = byHardness(styles)
    .slice(0, NAMED)
    .filter((style) => style.right < style.samples)
    .map(({ digit, name, right, samples }) => `${digit}, ${name} (${right} of ${samples})`);
  const rest = worst.length > 0 ? ` Hardest for it: ${worst.join("; ")}.` : "";
  const samples = sum(styles.map(({ samples }) => samples));
  return `It reads ${percent(sum(styles.map(({ right }) => right)) / samples)} of ${whole(samples)} drawings right.${rest}`;
}

export function withoutText(styles: Compared[]) {
  const lost = styles.flatMap(({ without, ...style }) =>
    without !== undefined && without < style.right ? [{ ...style, without }] : [],
  );
  const most = lost
    .toSorted((a, b) => b.right - b.without - (a.right - a.without))
    .slice(0, NAMED)
    .map(({ digit, name, right, without }) => `${digit}, ${name} (${without}, not ${right})`);
  const rest = most.length > 0 ? ` It loses most of ${most.join("; ")}.` : "";
  const share = sum(styles.map(({ without = 0 }) => without)) / sum(styles.map(({ samples }) => samples));
  return `The same network, trained without such drawings, reads ${percent(share)}.${rest}`;
}

/** Under the picture, and in words. */
export function captionOf({ digit, name, right, samples, without, hardest: { read, sure } }: Compared) {
  const as =
    read === digit
      ? `this one ${percent(sure)} sure`
      : read === null
        ? "no answer to this one"
        : `this one as ${aDigit(read)}`;
  const [note, rest] =
    without === undefined ? ["", ""] : [`, ${without}\u00a0without`, `, ${without} by the one trained without`];
  return {
    title: name,
    note: `${right} of ${samples}${note}`,
    isWrong: right < samples / 2,
    label: `${digit}, ${name}: ${right} of ${samples} read right${rest}, ${as}. Take it to the pad`,
  };
}

const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);
