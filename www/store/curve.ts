// Points over the epochs of a run, never so many that drawing them takes long.
import type { Progress } from "crate";
import type { Point } from "./run";

/** With more points than this, two and two become one. */
const MOST = 900;

/** Epochs since the beginning. */
export const at = ({ epoch, examples, examples_in_epoch }: Progress) => epoch - 1 + examples / examples_in_epoch;

export function extended(points: readonly Point[], more: readonly Point[]): readonly Point[] {
  let all: Point[] = [...points, ...more];
  while (all.length > MOST) all = halved(all);
  return all;
}

function halved(points: readonly Point[]): Point[] {
  return points.flatMap((point, i) => {
    if (i % 2 === 0) return i + 1 < points.length ? [] : [point];
    const before = points[i - 1];
    const mean = (what: "loss" | "accuracy") => (before[what] + point[what]) / 2;
    return [{ at: point.at, loss: mean("loss"), accuracy: mean("accuracy") }];
  });
}
