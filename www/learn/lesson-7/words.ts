// Numbers and runs of lesson 7 in words.
import { numeral } from "../numeral";
import { COUNT } from "./forty";
import type { Point } from "./landscapes";

/** A loss or a slope, always with three decimals; a loss that left the numbers has none. */
export function fixed(value: number) {
  if (value === Infinity) return "without end";
  const text = value.toFixed(3);
  return text === "-0.000" ? "0.000" : text.replace("-", "−");
}

export const pair = ([across, up]: Point) => `${fixed(across)}, ${fixed(up)}`;

export const batchWords = (batch: number) =>
  batch === 1 ? "1 image" : batch === COUNT ? `all ${COUNT}` : `${batch} images`;

interface Ended {
  rate: number;
  batch: number;
  loss: number;
}

/** Of two with the same loss the first. */
export const lowest = <T extends Ended>(runs: readonly T[]) =>
  runs.reduce<T | null>((best, run) => (best === null || run.loss < best.loss ? run : best), null);

/** The losses that rates end with, the lowest first. */
export function answerWords(rates: readonly number[], losses: readonly number[]) {
  const best = losses.indexOf(Math.min(...losses));
  const each = rates.map((rate, i) => `${numeral(rate)}:\u00a0${fixed(losses[i])}`);
  const others = each.filter((_, i) => i !== best).join(", ");
  return `${numeral(rates[best])} lowest:\u00a0${fixed(losses[best])} (${others})`;
}

export const runWords = ({ rate, batch, loss }: Ended) => `rate ${numeral(rate)}, ${batchWords(batch)}: ${fixed(loss)}`;

/** All of them, for who does not see the map. */
export const runsWords = (runs: readonly Ended[]) =>
  runs.length === 0
    ? "No run yet."
    : `${runs.length} ${runs.length === 1 ? "run" : "runs"}. ${runs.map(runWords).join("; ")}.`;
