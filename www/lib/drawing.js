// A drawing: strokes in units of the pad (0..1, x to the right, y downwards), or a picture or an image instead of them.

/**
 * @typedef {number[]} Stroke x0, y0, x1, y1 … as the pen went, also beyond the pad's edge
 * @typedef {{ surface: HTMLCanvasElement, pixels: ImageData }} Picture
 * @typedef {{ strokes: readonly Stroke[], picture: Picture | null, image: Float32Array | null }} Drawing
 *   image: 784 greys that somebody else wrote, just as the network takes them
 */

/** The pen's width, as a share of the pad. */
export const PEN = 0.06;

/** Ink that stays this near, as a share of the pad, is a tap, for no finger keeps quite still: a dot. */
const TAP = PEN / 3;

/** @type {Drawing} */
export const BLANK = { strokes: [], picture: null, image: null };

/**
 * The strokes as the network takes them: only the ink that shows on the pad, so that it reads what the eye sees.
 * @param {readonly Stroke[]} strokes
 */
export function flatten(strokes) {
  /** @type {number[]} */
  const xy = [];
  /** @type {number[]} */
  const ends = [];
  for (const stroke of strokes)
    for (const piece of visible(stroke)) {
      for (const value of piece) xy.push(value);
      ends.push(xy.length / 2);
    }
  const isTap = xy.length > 0 && xy.every((value, i) => Math.abs(value - xy[i % 2]) <= TAP);
  if (isTap) return { xy: Float32Array.of(xy[0], xy[1]), ends: Uint32Array.of(1) };
  return { xy: new Float32Array(xy), ends: new Uint32Array(ends) };
}

/** The pieces of a stroke whose ink reaches the pad. @param {Stroke} stroke @returns {Stroke[]} */
function visible(stroke) {
  if (stroke.length === 2) return [stroke];
  /** @type {Stroke[]} */
  const pieces = [];
  let open = false;
  for (let i = 2; i < stroke.length; i += 2) {
    const [x0, y0, x1, y1] = stroke.slice(i - 2, i + 2);
    const [from, to] = clip(x0, y0, x1, y1);
    if (from > to) open = false;
    else {
      const at = (/** @type {number} */ t) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
      if (open) pieces[pieces.length - 1].push(...at(to));
      else pieces.push([...at(from), ...at(to)]);
      open = to === 1;
    }
  }
  return pieces;
}

/**
 * Liang and Barsky: the part of a segment within half a pen of the pad, as a range of 0..1, empty if from > to.
 * @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1
 */
function clip(x0, y0, x1, y1) {
  const least = -PEN / 2;
  const most = 1 + PEN / 2;
  let from = 0;
  let to = 1;
  for (const [start, step] of [
    [x0, x1 - x0],
    [y0, y1 - y0],
  ]) {
    if (step === 0) {
      if (start < least || start > most) return [1, 0];
    } else {
      const a = (least - start) / step;
      const b = (most - start) / step;
      from = Math.max(from, Math.min(a, b));
      to = Math.min(to, Math.max(a, b));
    }
  }
  return [from, to];
}
