// Puts the ink of the pad in a row of digits, with room at its right end for one more.
import type { Stroke } from "../../npm/src/reader/drawing";

/** Pads that are left free at either end. */
const MARGIN = 0.07;

/** Between two digits, as a share of their height. */
const GAP = 0.28;

/** Pads that a digit is high where there is room: as the page's own pen writes one on a blank pad. */
const HIGHEST = 0.7;

/** A digit that is wider than this, as a share of its height, is none: a dash keeps about its width. */
const WIDEST = 1.2;

/** Pads: what is smaller stays small. */
const LEAST = 0.1;

/** Strokes that are moved together, and how many digits they are. */
export interface Group {
  strokes: number[];
  digits: number;
}

/** Which ink is which digit: ranges of points, start and exclusive end of each. */
type Found = { strokes: Uint32Array };

/**
 * The strokes of each digit, from left to right; digits that share a stroke stay together, and so does everything where
 * some ink is of no digit.
 * @param ends of the strokes, in points
 */
export function groupsOf(ends: ArrayLike<number>, found: readonly Found[]): Group[] {
  // As wide as it likes: nobody knows how many digits it is.
  const together: Group = { strokes: Array.from({ length: ends.length }, (_, i) => i), digits: Infinity };
  const spans: [first: number, last: number][] = [];
  for (const i of together.strokes) {
    const span = spanOf(ends[i - 1] ?? 0, ends[i], found);
    if (!span) return [together];
    spans.push(span);
  }
  const groups: (Group & { last: number })[] = [];
  for (const i of together.strokes.toSorted((a, b) => spans[a][0] - spans[b][0])) {
    const [first, last] = spans[i];
    const open = groups.at(-1);
    if (open && first <= open.last) {
      open.strokes.push(i);
      open.digits += Math.max(0, last - open.last);
      open.last = Math.max(open.last, last);
    } else groups.push({ strokes: [i], digits: last - first + 1, last });
  }
  return groups.map(({ strokes, digits }) => ({ strokes, digits }));
}

/** The first and the last digit that have points of a stroke. */
function spanOf(start: number, end: number, found: readonly Found[]): [number, number] | null {
  const isOf = ({ strokes }: Found) => {
    for (let i = 0; i < strokes.length; i += 2) if (strokes[i] < end && strokes[i + 1] > start) return true;
    return false;
  };
  const first = found.findIndex(isOf);
  return first < 0 ? null : [first, found.findLastIndex(isOf)];
}

/**
 * All in a row of equal height, in the middle of the pad.
 * @param next the strokes of the digit that comes at the right end
 */
export function inARow(strokes: readonly Stroke[], groups: readonly Group[], next: readonly Stroke[]) {
  const all = [
    ...groups.map((group) => ({ ...group, ink: group.strokes.map((i) => strokes[i]) })),
    { digits: 1, ink: next },
  ];
  const boxes = all.map(({ digits, ink }) => boxOf(ink, digits));
  const width = boxes.reduce((sum, { width, scale }) => sum + width * scale, GAP * (boxes.length - 1));
  const height = Math.min(HIGHEST, (1 - 2 * MARGIN) / width);
  let left = 0.5 - (width * height) / 2;
  const moved = boxes.map((box, i) => {
    const scale = box.scale * height;
    const to = (stroke: Stroke) =>
      stroke.map((value, at) => (at % 2 ? 0.5 + (value - box.middle) * scale : left + (value - box.left) * scale));
    const result = all[i].ink.map(to);
    left += box.width * scale + GAP * height;
    return result;
  });
  const before = [...strokes];
  groups.forEach((group, i) => group.strokes.forEach((at, j) => (before[at] = moved[i][j])));
  return { strokes: before, next: moved[groups.length] };
}

/** Where ink lies, and what makes it as high as the row, where that is 1. */
function boxOf(ink: readonly Stroke[], digits: number) {
  const along = (axis: 0 | 1) => ink.flatMap((stroke) => stroke.filter((_, at) => at % 2 === axis));
  const [left, right] = rangeOf(along(0));
  const [top, bottom] = rangeOf(along(1));
  const width = right - left;
  const scale = 1 / Math.max(bottom - top, width / (WIDEST * digits), LEAST);
  return { left, middle: (top + bottom) / 2, width, scale };
}

const rangeOf = (values: readonly number[]) => {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
};
