// A line across the square in which the four dots lie: its two ends run on the frame, and it is a neuron's border.

/** The frame lies this far around: from −0.5 to 1.5, in tenths. */
const LOW = -5;
const HIGH = 15;
const SIDE = HIGH - LOW;
/** Places of an end, clockwise from the upper left corner. */
export const PLACES = 4 * SIDE;

/** The larger of the two weights. */
const LARGEST = 2;
/** The weights are whole numbers of these, so that their sums are exact. */
const FINEST = 1 / 4096;

export type Ends = readonly [number, number];

export interface Line {
  ends: Ends;
  /** Yes lies at the right of the way from the first end to the second; if not, at its left. */
  flipped: boolean;
}

/** Across and up; a dot's are its inputs. */
export type Point = readonly [across: number, up: number];

export interface Weights {
  across: number;
  up: number;
  bias: number;
}

function tenthsAt(place: number): Point {
  const along = place % SIDE;
  const sides: readonly Point[] = [
    [LOW + along, HIGH],
    [HIGH, HIGH - along],
    [HIGH - along, LOW],
    [LOW, LOW + along],
  ];
  return sides[Math.floor(place / SIDE)];
}

export function pointAt(place: number): Point {
  const [across, up] = tenthsAt(place);
  return [across / 10, up / 10];
}

/** The neuron whose sum is 0 on the line, and above 0 on its yes side. */
export function weightsOf({ ends, flipped }: Line): Weights {
  const [from, to] = ends.map(tenthsAt);
  const across = from[1] - to[1];
  const up = to[0] - from[0];
  const bias = -(across * from[0] + up * from[1]) / 10;
  const scale = (LARGEST / Math.max(Math.abs(across), Math.abs(up))) * (flipped ? -1 : 1);
  const inFinest = (value: number) => Math.sign(value) * Math.round(Math.abs(value) / FINEST) * FINEST + 0;
  return { across: inFinest(across * scale), up: inFinest(up * scale), bias: inFinest(bias * scale) };
}

/** The corners of the yes side. */
export function yesSide({ ends, flipped }: Line): Point[] {
  const [from, to] = flipped ? [ends[1], ends[0]] : ends;
  const last = to < from ? to + PLACES : to;
  const corners: number[] = [];
  for (let place = (Math.floor(from / SIDE) + 1) * SIDE; place < last; place += SIDE) corners.push(place % PLACES);
  return [from, ...corners, to].map(pointAt);
}

/** The line with one end at another place; where its other end is, it goes on to the place behind. */
export function moved(line: Line, end: 0 | 1, place: number): Line {
  const other = line.ends[1 - end];
  const isOn = (place - line.ends[end] + PLACES) % PLACES <= PLACES / 2;
  const behind = isOn ? place + 1 : place - 1;
  const free = place === other ? (behind + PLACES) % PLACES : place;
  if (free === line.ends[end]) return line;
  return { ...line, ends: end === 0 ? [free, other] : [other, free] };
}

export const swapped = (line: Line): Line => ({ ...line, flipped: !line.flipped });

/** The place of the frame that a pointer points to, as seen from the middle; in 0..1 from the upper left corner. */
export function placeTowards(x: number, y: number): number {
  const [right, down] = [x - 0.5, y - 0.5];
  const far = Math.max(Math.abs(right), Math.abs(down)) || 1;
  const [u, v] = [right / far / 2 + 0.5, down / far / 2 + 0.5];
  const side = Math.abs(down) >= Math.abs(right) ? (down < 0 ? u : 3 - u) : right > 0 ? 1 + v : 4 - v;
  return Math.round(side * SIDE) % PLACES;
}

/** A point in percent of the square, from its upper left corner. */
export const percent = ([across, up]: Point): readonly [x: number, y: number] => [
  ((across * 10 - LOW) / SIDE) * 100,
  ((HIGH - up * 10) / SIDE) * 100,
];

/** Both ends lie on the same side of the frame: the line does not cross the square. */
const isOnFrame = ([from, to]: Ends) => {
  const [a, b] = [tenthsAt(from), tenthsAt(to)];
  return [0, 1].some((axis) => a[axis] === b[axis] && (a[axis] === LOW || a[axis] === HIGH));
};

/** Every line across the square, one way round. */
export const EVERY_LINE: readonly Line[] = Array.from({ length: PLACES }, (_, to) =>
  Array.from({ length: to }, (_, from): Line => ({ ends: [from, to], flipped: false })),
)
  .flat()
  .filter(({ ends }) => !isOnFrame(ends));

/** The line whose neuron has these weights; there is one. */
export function lineOf({ across, up, bias }: Weights): Line {
  const isIt = (line: Line) => {
    const own = weightsOf(line);
    return own.across === across && own.up === up && own.bias === bias;
  };
  const found = EVERY_LINE.flatMap((line) => [line, swapped(line)]).find(isIt);
  if (!found) throw new Error(`no line has ${across}, ${up}, ${bias}`);
  return found;
}
