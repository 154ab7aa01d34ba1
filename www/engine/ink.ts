// Which ink of a drawing is whose. A digit names its ink as the crate does: of strokes the start and the exclusive end of
// each piece, in points of all that is drawn; of a picture the numbers of its pieces. A stroke may be cut, and then the
// pieces share the point of the cut.
import { BLANK, type Drawing, type Picture } from "./drawing";
import { inkOf, type Stroke } from "../../npm/src/reader/drawing";

/** From one point of a stroke up to another, or a piece of a picture. */
interface Part {
  readonly of: Stroke | Picture;
  readonly from: number;
  readonly to: number;
}
interface Digit {
  readonly parts: readonly Part[];
  readonly drawing: Drawing;
}

/** The digits that were found, by the last ink that they have. */
const known: WeakMap<Stroke | Picture, readonly Digit[]> = new WeakMap();

/**
 * A drawing of some ink alone. The same ink has the same drawing, whatever is drawn beside it: what is said of it holds.
 * Of a picture it is the whole picture, in which that ink alone is fixed.
 * @param isAll there is no other ink: unless this ink had a drawing before, it is the one that it is in
 */
export function drawingOf(drawing: Drawing, ink: Uint32Array, isAll: boolean): Drawing {
  const parts = partsOf(drawing, ink);
  const { of } = parts[parts.length - 1];
  const here = known.get(of) ?? [];
  const before = here.find((digit) => isSame(digit.parts, parts));
  if (before) return before.drawing;
  const own = isAll ? drawing : alone(drawing, ink, parts);
  known.set(of, [...here, { parts, drawing: own }]);
  return own;
}

/** Every ink of a drawing that was found to be a digit, now or before, with the drawing of it. */
export function digitsIn(drawing: Drawing): { ink: Uint32Array; drawing: Drawing }[] {
  const all = drawing.picture ? [drawing.picture] : drawing.strokes;
  return all
    .flatMap((of) => known.get(of) ?? [])
    .filter(({ parts }) => parts.every(({ of }) => (all as readonly unknown[]).includes(of)))
    .map(({ parts, drawing: own }) => ({ ink: inkAt(drawing, parts), drawing: own }));
}

/** The ink of two digits as that of one. */
export function union({ picture }: Drawing, one: Uint32Array, other: Uint32Array): Uint32Array {
  if (picture) return Uint32Array.from([...one, ...other]).sort();
  const pieces = pairs(Uint32Array.of(...one, ...other));
  const whole: [number, number][] = [];
  for (const [start, end] of pieces) {
    const last = whole.at(-1);
    // They share a point only where a stroke was cut.
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return Uint32Array.from(whole.flat());
}

/** Whether two digits have any ink in common, more than the point of a cut. */
export function shareInk({ picture }: Drawing, one: Uint32Array, other: Uint32Array) {
  if (picture) return one.some((piece) => other.includes(piece));
  return pairs(one).some(([start, end]) =>
    pairs(other).some(([from, to]) => {
      const common = Math.min(end, to) - Math.max(start, from);
      return common > 1 || (common === 1 && (end - start === 1 || to - from === 1));
    }),
  );
}

/** Whether these numbers may name ink of a drawing: of a picture's pieces only the crate knows how many there are. */
export function fits({ strokes, picture }: Drawing, ink: readonly number[]) {
  if (ink.length === 0 || !ink.every((at) => Number.isSafeInteger(at) && at >= 0 && at < 2 ** 32)) return false;
  if (picture) return true;
  const count = strokes.reduce((sum, stroke) => sum + points(stroke), 0);
  return ink.length % 2 === 0 && pairs(Uint32Array.from(ink)).every(([start, end]) => start < end && end <= count);
}

/** By which the digit is known that was written last; all of a picture came at once. */
export const newestIn = ({ picture }: Drawing, ink: Uint32Array) => (picture ? 0 : Math.max(...ink));

/** The pieces of strokes, as they were written. */
function pairs(ink: Uint32Array): [number, number][] {
  const pieces = Array.from({ length: ink.length / 2 }, (_, i): [number, number] => [ink[2 * i], ink[2 * i + 1]]);
  return pieces.sort(([a], [b]) => a - b);
}

const isSame = (one: readonly Part[], other: readonly Part[]) =>
  one.length === other.length &&
  one.every(({ of, from, to }, i) => of === other[i].of && from === other[i].from && to === other[i].to);

const points = (stroke: Stroke) => inkOf(stroke).xy.length / 2;

function partsOf({ strokes, picture }: Drawing, ink: Uint32Array): Part[] {
  if (picture) return Array.from(ink, (piece) => ({ of: picture, from: piece, to: piece + 1 }));
  let [at, first] = [0, 0];
  return pairs(ink).map(([start, end]) => {
    while (start >= first + points(strokes[at])) first += points(strokes[at++]);
    return { of: strokes[at], from: start - first, to: end - first };
  });
}

/** The way back: of parts whose strokes, or picture, the drawing has. */
function inkAt({ strokes, picture }: Drawing, parts: readonly Part[]): Uint32Array {
  if (picture) return Uint32Array.from(parts, ({ from }) => from);
  const start = (of: Part["of"]) =>
    strokes.slice(0, strokes.indexOf(of as Stroke)).reduce((sum, stroke) => sum + points(stroke), 0);
  return Uint32Array.from(parts.flatMap(({ of, from, to }) => [start(of) + from, start(of) + to]));
}

function alone({ picture }: Drawing, ink: Uint32Array, parts: readonly Part[]): Drawing {
  if (picture) return { ...BLANK, picture, fixed: [ink] };
  return { ...BLANK, strokes: parts.map(strokeOf) };
}

/** A whole stroke is itself. */
function strokeOf({ of, from, to }: Part): Stroke {
  const stroke = of as Stroke;
  const { xy, ends } = inkOf(stroke);
  const isWhole = from === 0 && 2 * to === stroke.length && ends.length === 1;
  return isWhole ? stroke : Array.from(xy.subarray(2 * from, 2 * to));
}
