// The ink that shows on a pad, as a reader takes it.
import { inkOf, piecesOf, type Stroke } from "../reader/drawing";
import type { Strokes } from "../index";

/** Strokes of points in pads: one that leaves the pad and comes back is as many as show. */
export const visiblePoints = (strokes: readonly Stroke[]): Strokes =>
  strokes.flatMap((stroke) => piecesOf(inkOf(stroke)).map(paired));

const paired = (stroke: Stroke) =>
  Array.from({ length: stroke.length / 2 }, (_, i) => [stroke[2 * i], stroke[2 * i + 1]]);
