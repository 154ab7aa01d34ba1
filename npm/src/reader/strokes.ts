// The strokes that somebody hands over, as the crate takes them.
import type { Strokes } from "../index";

/** Points x0, y0, x1, y1 …, and where each stroke ends, in points. */
export interface Ink {
  xy: Float32Array;
  ends: Uint32Array;
}

/** @throws an `Error` that names the stroke and the point that is wrong */
export function inkOf(strokes: Strokes): Ink {
  const xy: number[] = [];
  const ends: number[] = [];
  strokes.forEach((stroke, i) => {
    if (!Array.isArray(stroke)) throw new TypeError(`strokes[${i}] is ${shown(stroke)}: it has to be a list of points`);
    stroke.forEach((point: unknown, j) => {
      if (!isPoint(point))
        throw new TypeError(`strokes[${i}][${j}] is ${shown(point)}: it has to be [x, y], two finite numbers`);
      xy.push(point[0], point[1]);
    });
    // A stroke without a point leaves no ink.
    if (stroke.length > 0) ends.push(xy.length / 2);
  });
  return { xy: Float32Array.from(xy), ends: Uint32Array.from(ends) };
}

const isPoint = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((at) => Number.isFinite(Math.fround(at as number)));

function shown(value: unknown) {
  const text = Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
