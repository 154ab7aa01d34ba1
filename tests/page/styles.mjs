// Digits as people draw them in a hurry, on glass, or by another school; and what is no digit.

import { DIGITS } from "./digits.mjs";

/** @typedef {[number, number][][]} Strokes */

/** @param {(point: [number, number]) => [number, number]} move */
const moved = (strokes, move) => strokes.map((stroke) => stroke.map(move));

/** Smaller, about a middle of its own. */
const shrunk = (strokes, factor, [x, y]) =>
  moved(strokes, ([px, py]) => [x + (px - 0.5) * factor, y + (py - 0.5) * factor]);

/** Turned about the middle, clockwise. */
const turned = (strokes, degrees) => {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return moved(strokes, ([x, y]) => [0.5 + (x - 0.5) * cos - (y - 0.5) * sin, 0.5 + (x - 0.5) * sin + (y - 0.5) * cos]);
};

/** With so many points on each piece of the way. */
const slowed = (strokes, points) =>
  strokes.map((stroke) =>
    stroke.flatMap(([x, y], i) => {
      const [nextX, nextY] = stroke[i + 1] ?? [x, y];
      const count = i + 1 < stroke.length ? points : 1;
      return Array.from({ length: count }, (_, part) => [
        x + ((nextX - x) * part) / count,
        y + ((nextY - y) * part) / count,
      ]);
    }),
  );

/** With every so many-th point, and the last. */
const hurried = (strokes, points) =>
  strokes.map((stroke) => stroke.filter((_, i) => i % points === 0 || i === stroke.length - 1));

/** Ways to draw a digit badly, each for all ten but those that become another. @type {[string, (strokes: Strokes) => Strokes, number[]?][]} */
export const MANNERS = [
  ["tiny", (strokes) => shrunk(strokes, 0.18, [0.5, 0.5])],
  ["small, in the lower right corner", (strokes) => shrunk(strokes, 0.3, [0.85, 0.85])],
  ["from edge to edge", (strokes) => shrunk(strokes, 1.45, [0.5, 0.5])],
  ["turned 20° to the right", (strokes) => turned(strokes, 20)],
  // A 7 whose roof rises so steeply is a 1 with a long flag.
  ["turned 20° to the left", (strokes) => turned(strokes, -20), [7]],
  ["slowly", (strokes) => slowed(strokes, 6)],
  ["fast, with few points", (strokes) => hurried(strokes, 2)],
];

/** Digits that MNIST hardly has. @type {[string, number, Strokes][]} */
export const FOREIGN = [
  [
    "a 4 of two strokes",
    4,
    [
      [
        [0.36, 0.18],
        [0.3, 0.52],
        [0.74, 0.52],
      ],
      [
        [0.62, 0.3],
        [0.6, 0.86],
      ],
    ],
  ],
  [
    "a closed 4 in one stroke",
    4,
    [
      [
        [0.66, 0.52],
        [0.26, 0.58],
        [0.58, 0.16],
        [0.58, 0.5],
        [0.57, 0.86],
      ],
    ],
  ],
  [
    "an open 4",
    4,
    [
      [
        [0.32, 0.16],
        [0.32, 0.36],
        [0.34, 0.5],
        [0.52, 0.52],
        [0.68, 0.48],
      ],
      [
        [0.7, 0.16],
        [0.69, 0.5],
        [0.67, 0.86],
      ],
    ],
  ],
  [
    "a crossed 7",
    7,
    [
      [
        [0.26, 0.2],
        [0.48, 0.2],
        [0.72, 0.19],
        [0.6, 0.44],
        [0.52, 0.64],
        [0.46, 0.86],
      ],
      [
        [0.38, 0.5],
        [0.72, 0.48],
      ],
    ],
  ],
  [
    "a slashed 0",
    0,
    [
      DIGITS[0][0],
      [
        [0.72, 0.14],
        [0.5, 0.5],
        [0.28, 0.88],
      ],
    ],
  ],
  [
    "a 1 with a flag",
    1,
    [
      [
        [0.36, 0.36],
        [0.54, 0.16],
        [0.54, 0.5],
        [0.54, 0.86],
      ],
    ],
  ],
  [
    "a 1 with a flag and a foot",
    1,
    [
      [
        [0.38, 0.34],
        [0.52, 0.16],
        [0.52, 0.5],
        [0.52, 0.84],
      ],
      [
        [0.36, 0.85],
        [0.7, 0.85],
      ],
    ],
  ],
];

const zigzag = (count, height) =>
  Array.from({ length: count }, (_, i) => [0.15 + (0.7 * i) / (count - 1), 0.5 + (i % 2 === 0 ? -height : height)]);

/** What is no digit. @type {[string, Strokes][]} */
export const SCRIBBLES = [
  ["a zigzag", [zigzag(11, 0.25)]],
  ["a hatching", [zigzag(23, 0.33), zigzag(17, 0.2)]],
  [
    "a crossing-out",
    [
      [
        [0.2, 0.2],
        [0.8, 0.8],
      ],
      [
        [0.8, 0.2],
        [0.2, 0.8],
      ],
      [
        [0.5, 0.15],
        [0.5, 0.85],
      ],
      [
        [0.15, 0.5],
        [0.85, 0.5],
      ],
    ],
  ],
  [
    "a grid",
    [0.25, 0.5, 0.75].flatMap((at) => [
      [
        [at, 0.15],
        [at, 0.85],
      ],
      [
        [0.15, at],
        [0.85, at],
      ],
    ]),
  ],
];
