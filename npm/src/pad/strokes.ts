// What a pen does to the drawing, whoever keeps that: places are in pads, x to the right, y downwards.
import type { Stroke } from "../reader/drawing";

export interface Strokes {
  begin: (x: number, y: number) => void;
  /** The open stroke goes on; without one it does nothing. @param points x0, y0, x1, y1 … */
  extend: (...points: number[]) => void;
  end: () => void;
  /** Takes back the last stroke. */
  undo: () => void;
  /** A stroke of the user is still under the pen. */
  isOpen: () => boolean;
  /** Called before a pen begins a stroke. */
  makeWay: () => void;
}

/** Points closer than this to the last one say nothing new. */
const STEP = 0.001;

/**
 * Those of these points that say something new.
 * @param points x0, y0, x1, y1 …
 */
export function distinct(stroke: Stroke, points: readonly number[]) {
  const more: number[] = [];
  let [lastX, lastY] = stroke.slice(-2);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = points.slice(i, i + 2);
    if (Math.hypot(x - lastX, y - lastY) < STEP) continue;
    more.push(x, y);
    [lastX, lastY] = [x, y];
  }
  return more;
}
