// Makes a photograph of handwriting: ruled paper that is lit from one side, with the edge of a shadow across it, and grain.

import { PNG } from "pngjs";

/** Red, green and blue. */
const PAPER = [238, 233, 221];
const RULING = [150, 178, 214];
const INK = [38, 44, 92];

/** Pixels that a line is wide. */
const RULE = 2;
/** And where the first one lies. */
const FIRST = 30;

/** What is left of the light: in the shadow, and at the darker side beyond it. */
const SHADOW = 0.55;
const DARKEST = 0.8;

/** Of the edge of the shadow, as a share of the photograph's width. */
const SOFT = 0.04;

/** Numbers from −1 to 1, the same for the same seed (Numerical Recipes' generator). */
function grain(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function distance(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** How much of each pixel is inked, 0..1. */
function inked(strokes, width, height, pen) {
  const ink = new Float32Array(width * height);
  for (const stroke of strokes)
    for (const [i, end] of stroke.entries()) {
      const start = stroke[Math.max(0, i - 1)];
      const range = (axis, most) => [
        Math.max(0, Math.floor(Math.min(start[axis], end[axis]) - pen)),
        Math.min(most - 1, Math.ceil(Math.max(start[axis], end[axis]) + pen)),
      ];
      const [[left, right], [top, bottom]] = [range(0, width), range(1, height)];
      for (let y = top; y <= bottom; y++)
        for (let x = left; x <= right; x++) {
          const share = Math.min(1, Math.max(0, pen / 2 - distance(x + 0.5, y + 0.5, start, end) + 0.5));
          ink[y * width + x] = Math.max(ink[y * width + x], share);
        }
    }
  return ink;
}

/**
 * @param {number[][][]} strokes in 0..1 of the photograph's width and height
 * @param {{ width?: number, height?: number, pen?: number, pitch?: number, seed?: number }} [look] in pixels; `pitch`
 * from one line to the next
 * @returns {Buffer} a PNG
 */
export function photograph(strokes, { width = 1600, height = 1200, pen = 20, pitch = 380, seed = 1 } = {}) {
  const scaled = strokes.map((stroke) => stroke.map(([x, y]) => [x * width, y * height]));
  const ink = inked(scaled, width, height, pen);
  const noise = grain(seed);
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // Aslant, from the upper left to the lower right.
      const beyond = (x / width - 0.35 - (0.3 * y) / height) / SOFT;
      const shade = 1 - (1 - SHADOW) / (1 + Math.exp(-beyond));
      const light = shade * (1 - ((1 - DARKEST) * x) / width);
      const isRule = (y + pitch - FIRST) % pitch < RULE;
      const share = ink[y * width + x];
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const paper = isRule ? RULING[channel] : PAPER[channel];
        png.data[at + channel] = Math.round(light * (paper + (INK[channel] - paper) * share) + 3 * noise());
      }
      png.data[at + 3] = 255;
    }
  return PNG.sync.write(png);
}
