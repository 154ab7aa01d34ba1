// Strokes as the network takes them, in units of the pad: 0..1, x to the right, y downwards.

/** x0, y0, x1, y1 … as the pen went, also beyond the pad's edge. */
export type Stroke = readonly number[];
/** Points x0, y0, x1, y1 …, and where each stroke ends, in points. */
export type Ink = { xy: Float32Array; ends: Uint32Array };

/** Pixels along each side of the image that a network sees. */
export const SIDE = 28;

/** The pen's width, as a share of the pad. */
export const PEN = 0.06;

/** What shows of each stroke, which never changes. */
const shown: WeakMap<Stroke, Ink> = new WeakMap();

/** The ink of a stroke that shows on the pad, in as many pieces as it takes. */
export function inkOf(stroke: Stroke): Ink {
  let ink = shown.get(stroke);
  if (!ink) shown.set(stroke, (ink = together(visible(stroke))));
  return ink;
}

/**
 * The strokes as the network takes them: only the ink that shows on the pad, so that it reads what the eye sees.
 * @param isTap whether all these points are one tap with a pen of this width, of which the first point is left
 */
export function flatten(strokes: readonly Stroke[], isTap: (xy: Float32Array, penWidth: number) => boolean): Ink {
  const { xy, ends } = joined(strokes.map(inkOf));
  return isTap(xy, PEN) ? { xy: xy.slice(0, 2), ends: Uint32Array.of(1) } : { xy, ends };
}

const together = (pieces: readonly Stroke[]) =>
  joined(pieces.map((piece) => ({ xy: Float32Array.from(piece), ends: Uint32Array.of(piece.length / 2) })));

/** One after the other. */
function joined(inks: readonly Ink[]): Ink {
  const length = (array: "xy" | "ends") => inks.reduce((sum, ink) => sum + ink[array].length, 0);
  const all = { xy: new Float32Array(length("xy")), ends: new Uint32Array(length("ends")) };
  let [point, stroke] = [0, 0];
  for (const { xy, ends } of inks) {
    all.xy.set(xy, 2 * point);
    for (const end of ends) all.ends[stroke++] = point + end;
    point += xy.length / 2;
  }
  return all;
}

/** The strokes of some ink one by one. */
export const piecesOf = ({ xy, ends }: Ink) =>
  Array.from(ends, (end, i) => Array.from(xy.subarray(2 * (ends[i - 1] ?? 0), 2 * end)));

/** The pieces of a stroke whose ink reaches the pad. */
function visible(stroke: Stroke): Stroke[] {
  if (stroke.length === 2) return [stroke];
  const pieces: number[][] = [];
  let open = false;
  for (let i = 2; i < stroke.length; i += 2) {
    const [x0, y0, x1, y1] = stroke.slice(i - 2, i + 2);
    const [from, to] = clip(x0, y0, x1, y1);
    if (from > to) open = false;
    else {
      const at = (t: number) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
      if (open) pieces[pieces.length - 1].push(...at(to));
      else pieces.push([...at(from), ...at(to)]);
      open = to === 1;
    }
  }
  return pieces;
}

/** Liang and Barsky: the part of a segment within half a pen of the pad, as a range of 0..1, empty if from > to. */
function clip(x0: number, y0: number, x1: number, y1: number) {
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
