// What of the runs is drawn, and between which bounds: accuracy in the upper half, loss in the lower, one x for both.
import type { Point, Run } from "../../store/run";

export interface Bounds {
  epochs: number;
  /** Least accuracy that shows, in per cent. */
  floor: number;
  /** Least and greatest that show, as logarithms. */
  loss: [number, number];
}

/** Least accuracies that a scale may begin with, in per cent. */
const FLOORS = [95, 90, 80, 50, 0];

/** Losses with a line and a figure. */
const LOSSES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Epochs that the x axis may end with: it grows as a run gets there. */
const LENGTHS = [1, 2, 5, 10, 20, 50, 100];

/** What each half takes of the height; between them is a little air. */
const HALF = 0.47;

/** @returns null before there is anything to show */
export function boundsOf(runs: readonly Run[]): Bounds | null {
  // The first steps are steep: they may leave the chart, so that the rest is seen.
  const late = (all: readonly Point[]) => all.filter(({ at }, i) => at >= 0.25 || i === all.length - 1);
  const tests = runs.flatMap((run) => late(run.tests));
  const points = runs.flatMap((run) => late(run.points));
  if (tests.length + points.length === 0) return null;
  const least = Math.min(
    ...tests.map(({ accuracy }) => accuracy * 100),
    ...points.slice(-1).map(({ accuracy }) => accuracy * 100),
  );
  const losses = [...tests, ...points].map(({ loss }) => loss);
  const low = LOSSES.findLast((loss) => loss <= Math.min(...losses)) ?? LOSSES[0];
  const high = LOSSES.find((loss) => loss >= Math.max(...losses)) ?? LOSSES[LOSSES.length - 1];
  return {
    epochs: Math.max(...runs.map(lengthOf)),
    floor: FLOORS.find((floor) => floor <= least) ?? 0,
    loss: [Math.log10(low), Math.log10(Math.max(high, low * 5))],
  };
}

function lengthOf({ points, tests, recipe }: Run) {
  const reached = Math.max(points.at(-1)?.at ?? 0, tests.at(-1)?.at ?? 0);
  return Math.min(recipe.epochs, LENGTHS.find((length) => length >= reached) ?? recipe.epochs);
}

/** The scale of accuracy, of which the upper half is used. */
export const accuracyScale = ({ floor }: Bounds): [number, number] => [100 - (100 - floor) / HALF, 100];

/** The scale of the loss, of which the lower half is used. */
export const lossScale = ({ loss: [low, high] }: Bounds): [number, number] => [low, low + (high - low) / HALF];

export const accuracyTicks = ({ floor }: Bounds) => [floor, (floor + 100) / 2, 100];

/** @param bounds losses that lie apart enough for their figures */
export function lossTicks({ loss: [low, high] }: Bounds) {
  const inside = LOSSES.filter((loss) => Math.log10(loss) >= low - 1e-9 && Math.log10(loss) <= high + 1e-9);
  const every = Math.ceil(inside.length / 5);
  return inside.filter((_, i) => (inside.length - 1 - i) % every === 0);
}

/**
 * Epochs with a figure, so far apart that the figures do not touch.
 * @param most figures
 */
export function epochTicks(epochs: number, most: number) {
  const step = [1, 2, 5, 10, 20, 50, 100].find((every) => epochs / every <= most) ?? 200;
  return Array.from({ length: Math.floor(epochs / step) + 1 }, (_, i) => i * step);
}

/** @param accuracy 0..1 */
export const accuracyOf = (accuracy: number, { floor }: Bounds) => Math.max(floor, accuracy * 100);

/** What is no number lies at the upper edge. */
export function lossOf(loss: number, { loss: [low, high] }: Bounds) {
  const logarithm = Math.log10(loss);
  return logarithm <= high ? Math.max(low, logarithm) : high;
}

/** Moves labels apart that would touch, as little as needed. */
export function spread<L extends { y: number }>(labels: readonly L[], gap: number): L[] {
  const sorted = labels.map((label) => ({ ...label })).sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) {
    const short = sorted[i - 1].y + gap - sorted[i].y;
    if (short <= 0) continue;
    sorted[i].y += short / 2;
    for (let j = i - 1; j >= 0; j--) sorted[j].y = Math.min(sorted[j].y, sorted[j + 1].y - gap);
    sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + gap);
  }
  return sorted;
}
