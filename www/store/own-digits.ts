// The ten digits as the page's own pen writes them, in the styles that people have.
import type { Stroke } from "../../npm/src/reader/drawing";
import { THREE } from "./own-pen";

/** Pads from one point of a curve to the next: about as far as a hand goes in a sixtieth of a second. */
const PACE = 0.025;

type Point = readonly [x: number, y: number];

/**
 * Through what points the pen goes, in hundredths of the pad: `|` begins a stroke, and a point that stands twice is a
 * corner.
 */
const STYLES: readonly (readonly string[])[] = [
  [
    "55,16 38,22 29,45 33,72 48,84 64,76 71,52 66,26 52,16 46,17",
    "50,14 34,24 31,50 35,76 50,86 66,76 69,50 65,24 50,14 50,14 63,10",
    "60,20 44,16 30,38 28,66 42,84 60,74 72,48 68,24 58,19",
  ],
  ["52,14 50,50 48,86", "60,14 52,50 44,86", "36,32 36,32 54,15 54,15 53,50 52,86"],
  [
    "30,32 36,18 52,14 66,22 66,38 52,60 30,83 30,83 50,82 74,82",
    "32,28 48,15 64,24 60,46 42,70 30,80 30,80 38,72 48,76 60,84 72,78",
    "33,17 33,17 62,16 66,30 54,54 32,82 32,82 52,80 72,81",
  ],
  [
    "32,18 32,18 52,16 68,17 68,17 56,32 48,42 48,42 64,50 68,66 56,82 36,84 27,74",
    "33,22 48,14 63,22 62,38 46,47 46,47 63,52 70,67 58,83 40,85 29,76",
  ],
  [
    "37,16 33,36 29,56 29,56 50,56 74,53|62,28 61,56 59,86",
    "60,14 42,36 26,60 26,60 50,60 76,59|61,16 60,50 59,86",
    "34,18 30,40 32,54 46,56 64,50 64,50 68,18 68,18 66,50 62,86",
  ],
  [
    "38,18 36,32 34,46 34,46 50,40 66,50 68,68 54,84 38,84 28,76|38,18 54,18 70,16",
    "70,16 54,17 40,18 40,18 37,32 36,45 36,45 52,42 67,54 66,72 50,85 32,80",
    "68,18 50,16 38,22 38,40 52,46 66,58 64,76 48,85 31,80",
  ],
  [
    "62,15 48,26 37,46 33,66 40,82 55,84 66,72 60,57 46,56 36,66",
    "52,13 40,36 35,64 43,83 58,83 66,70 58,58 44,60 37,70",
    "66,20 52,16 38,34 33,62 42,83 58,83 67,68 57,55 42,60 36,70",
  ],
  [
    "28,18 28,18 50,18 72,17 72,17 60,44 48,86",
    "28,20 28,20 50,19 71,18 71,18 61,46 50,86|40,50 54,50 68,49",
    "29,28 29,28 31,17 31,17 52,17 71,16 71,16 58,48 50,86",
  ],
  [
    "64,22 50,14 37,22 38,36 52,46 66,58 68,74 54,86 38,80 35,66 48,52 62,38 66,26 62,20",
    "50,46 36,36 37,20 50,14 63,20 64,36 50,46 34,58 32,76 50,86 68,76 66,58 50,46",
    "62,18 46,14 38,28 50,44 64,62 58,82 42,84 36,68 48,50 62,36 64,20",
  ],
  [
    "65,28 52,15 38,24 36,42 50,50 63,40 66,26 66,26 64,56 59,86",
    "62,22 46,16 35,30 40,46 56,46 65,30 65,30 66,54 56,80 40,84 32,78",
    "64,26 50,14 36,28 42,46 58,42 65,24 65,24 62,54 62,86",
  ],
];

/** The strokes of each style of a digit. */
export function stylesOf(digit: number): (readonly Stroke[])[] {
  const styles = STYLES[digit].map((style) => style.split("|").map(strokeOf));
  return digit === 3 ? [THREE, ...styles] : styles;
}

function strokeOf(path: string): Stroke {
  const points = path
    .split(" ")
    .map((point) => point.split(",").map((value) => Number(value) / 100) as [number, number]);
  const stroke: number[] = [...points[0]];
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / PACE);
    const bend = [points[i - 2] ?? from, from, to, points[i + 1] ?? to] as const;
    for (let step = 1; step <= count; step++) stroke.push(...between(...bend, step / count));
  }
  return stroke;
}

/** Catmull and Rom: the curve from b to c, between a and d. */
const between = (a: Point, b: Point, c: Point, d: Point, t: number): [number, number] => [
  spline(a[0], b[0], c[0], d[0], t),
  spline(a[1], b[1], c[1], d[1], t),
];

const spline = (a: number, b: number, c: number, d: number, t: number) =>
  b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
