// Writes tests/fixtures/non-digits.jsonl: 300 drawings that are no digit, made otherwise than those of
// src/dataset/non_digits/, to measure how many of them a network refuses
// (`neuroglyph evaluate MODEL --strokes tests/fixtures/non-digits.jsonl`). node tools/non_digits.mjs
import { writeFileSync } from "node:fs";

const FILE = new URL("../tests/fixtures/non-digits.jsonl", import.meta.url);

/** Tommy Ettinger's mulberry32: the same numbers every time. */
let state = 20_261_125;
function uniform(low = 0, high = 1) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return low + (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (high - low);
}
const whole = (low, high) => Math.floor(uniform(low, high + 1));
const pick = (list) => list[whole(0, list.length - 1)];
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

// Scribbles.

/** A walk that turns at random and turns back at the edge of its field. */
function walk() {
  let [x, y, heading, bend] = [uniform(), uniform(), uniform(0, 7), 0];
  return [
    times(whole(70, 220), () => {
      bend = 0.8 * bend + 0.25 * normal();
      heading += bend;
      if (Math.hypot(x - 0.5, y - 0.5) > 0.5) heading = Math.atan2(0.5 - y, 0.5 - x) + 0.4 * normal();
      x += 0.06 * Math.cos(heading);
      y += 0.06 * Math.sin(heading);
      return [x, y];
    }),
  ];
}

/** A curve of J. A. Lissajous: 1 : 2 would be an 8, so others. */
function lissajous() {
  const [a, b] = pick([
    [3, 2],
    [3, 4],
    [5, 4],
    [5, 3],
    [2, 5],
    [4, 1],
  ]);
  const phase = uniform(0.3, 1.2);
  return [
    times(140, (i) => {
      const t = (i / 139) * 2 * Math.PI;
      return [0.5 + 0.5 * Math.sin(a * t + phase), 0.5 + 0.5 * Math.sin(b * t)];
    }),
  ];
}

/** A wheel that rolls in a wheel. */
function hypotrochoid() {
  const [petals, arm] = [pick([3, 4, 5, 7]), uniform(0.6, 1.6)];
  return [
    times(160, (i) => {
      const t = (i / 159) * 2 * Math.PI;
      const angle = (petals - 1) * t;
      return [Math.cos(t) * 1.2 + arm * Math.cos(angle), Math.sin(t) * 1.2 - arm * Math.sin(angle)];
    }),
  ];
}

/** A quadratic B-spline over random points. */
function spline() {
  const points = times(whole(11, 22), () => [uniform(), uniform()]);
  return [chaikin(points, 3)];
}

/** Each round cuts every corner (G. Chaikin, 1974). */
function chaikin(points, rounds) {
  for (let round = 0; round < rounds; round++) {
    const between = (i, share) => [0, 1].map((axis) => points[i][axis] * (1 - share) + points[i + 1][axis] * share);
    points = [
      points[0],
      ...times(points.length - 1, (i) => [between(i, 0.25), between(i, 0.75)]).flat(),
      points.at(-1),
    ];
  }
  return points;
}

// Dots.

const tap = (x, y, spread) => times(whole(1, 4), () => [x + spread * normal(), y + spread * normal()]);
const oneDot = () => [[[0.5, 0.5]]];
const someDots = () => times(whole(2, 14), () => tap(uniform(), uniform(), 0.004));
const rowOfDots = () => {
  const slope = uniform(-0.5, 0.5);
  return times(whole(3, 6), (i) => tap(i / 4, (slope * i) / 4, 0.004));
};

// Digits, typed by hand on a grid of 10 × 14: none of the training set's templates.

const typed = (text) =>
  text.split(" | ").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)));
const DIGITS = [
  typed("6,0 3,1 1,4 0,8 1,12 4,14 7,13 9,10 10,6 9,2 6,0"),
  typed("2,4 6,0 6,14"),
  typed("1,3 3,1 6,0 9,2 9,5 7,8 4,11 1,14 10,14"),
  typed("1,1 5,0 8,2 8,5 4,6 8,8 9,11 6,14 1,13"),
  typed("6,0 3,5 0,9 10,9 | 7,3 7,14"),
  typed("9,0 2,0 1,6 5,5 9,8 8,12 4,14 0,13"),
  typed("7,0 4,3 1,8 2,13 6,14 9,11 7,8 3,9 1,11"),
  typed("0,0 10,0 7,6 4,14"),
  typed("8,2 5,0 2,2 3,5 7,8 9,11 5,14 1,11 3,8 8,4 8,2"),
  typed("8,4 5,6 1,4 3,0 7,0 8,4 8,9 7,14"),
];

const hand = (strokes) => {
  const wide = uniform(0.75, 1.3);
  const slant = uniform(-0.25, 0.15);
  const rounds = whole(1, 2);
  const place = ([x, y]) => [wide * x - slant * y + 0.25 * normal(), y + 0.25 * normal()];
  return strokes.map((stroke) => chaikin(stroke.map(place), rounds));
};

/** The part of the strokes between two shares of their whole length. */
function part(strokes, from, to) {
  const length = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const whole = strokes.reduce(
    (sum, stroke) => sum + stroke.slice(1).reduce((s, p, i) => s + length(stroke[i], p), 0),
    0,
  );
  let run = 0;
  return strokes
    .map((stroke) =>
      stroke.filter((point, i) => {
        run += i ? length(stroke[i - 1], point) : 0;
        return run >= from * whole && run <= to * whole;
      }),
    )
    .filter((stroke) => stroke.length > 1);
}

// What nobody would take for a digit: digit, from where to where.
const HALVES = [
  [0, [0, 0], [0.52, 0.66]],
  [2, [0, 0], [0.25, 0.38]],
  [2, [0.56, 0.64], [1, 1]],
  [3, [0, 0], [0.25, 0.4]],
  [3, [0.5, 0.56], [1, 1]],
  [4, [0, 0], [0.52, 0.64]],
  [5, [0, 0], [0.34, 0.44]],
  [5, [0.5, 0.56], [1, 1]],
  [7, [0, 0], [0.3, 0.5]],
  [8, [0, 0], [0.16, 0.28]],
];
function half() {
  const [digit, from, to] = pick(HALVES);
  return part(hand(DIGITS[digit]), uniform(...from), uniform(...to));
}

// Crossings-out.

const line = (from, to) =>
  times(12, (i) => [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * i) / 11 + 0.1 * normal()));
const OVER = [
  () => [line([-1, -1], [11, 15]), line([11, -1], [-1, 15])],
  () => times(whole(2, 4), (i) => line([-2, 3 + 3 * i], [12, 2 + 3 * i + uniform(-1, 1)])),
  () => {
    const wave = uniform(0.5, 0.85);
    return [times(60, (i) => [5 + 6 * Math.sin(i * wave), (14 * i) / 59])];
  },
  () => {
    const wave = uniform(0.4, 0.75);
    return [times(60, (i) => [(10 * i) / 59, 7 + 8 * Math.sin(i * wave)])];
  },
  () => [times(90, (i) => [5 + (i / 15) * Math.cos(i / 3), 7 + (i / 12) * Math.sin(i / 3)])],
];
const crossedOut = () => [...hand(pick(DIGITS)), ...pick(OVER)()];

/** Scaled into 0..1 with the aspect ratio kept, to a ten-thousandth. */
function scaled(strokes) {
  const range = (axis) => {
    const values = strokes.flat().map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  const [[left, right], [top, bottom]] = [range(0), range(1)];
  const size = Math.max(right - left, bottom - top) || 1;
  const share = (value) => Math.round((value / size) * 1e4) / 1e4;
  return strokes.map((stroke) => stroke.map(([x, y]) => [share(x - left), share(y - top)]));
}

const SETS = [
  ["scribble", [walk, lissajous, hypotrochoid, spline], 90],
  ["dots", [oneDot, ...times(9, (i) => (i % 3 ? someDots : rowOfDots))], 50],
  ["crossing-out", [crossedOut], 80],
  ["half-drawn digit", [half], 80],
];
const lines = SETS.flatMap(([kind, makes, count]) =>
  times(count, (i) => JSON.stringify({ label: null, kind, strokes: scaled(makes[i % makes.length]()) })),
);
writeFileSync(FILE, `${lines.join("\n")}\n`);
