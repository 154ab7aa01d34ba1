// The ten digits as people write them: a list of strokes each, in 0..1, x to the right, y downwards.

/** Degrees from one point of an arc to the next: by a pen's width or two the chord leaves it. Every point costs a frame. */
const STEP = 30;

/** Points of an ellipse's arc; degrees, 0 at the right, 90 at the bottom. */
function arc(cx, cy, rx, ry, from, to) {
  const steps = Math.ceil(Math.abs(to - from) / STEP);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

export const DIGITS = [
  // 0: from the top, anticlockwise, a little past the start
  [arc(0.5, 0.5, 0.2, 0.32, -80, -450)],
  // 1: a slightly leaning line
  [
    [
      [0.54, 0.18],
      [0.52, 0.4],
      [0.49, 0.6],
      [0.47, 0.84],
    ],
  ],
  // 2: hook, diagonal, base
  [[...arc(0.48, 0.34, 0.19, 0.16, -160, 20), [0.58, 0.5], [0.46, 0.64], [0.3, 0.8], [0.5, 0.79], [0.74, 0.8]]],
  // 3: two bowls
  [[...arc(0.47, 0.34, 0.18, 0.15, -150, 80), ...arc(0.47, 0.65, 0.21, 0.17, -80, 150)]],
  // 4: open at the top, the long line last
  [
    [
      [0.34, 0.18],
      [0.31, 0.36],
      [0.29, 0.53],
      [0.45, 0.54],
      [0.74, 0.52],
    ],
    [
      [0.63, 0.2],
      [0.61, 0.5],
      [0.59, 0.84],
    ],
  ],
  // 5: down and the bowl, then the roof
  [
    [[0.36, 0.2], [0.34, 0.34], [0.33, 0.47], ...arc(0.46, 0.63, 0.2, 0.19, -110, 140)],
    [
      [0.36, 0.2],
      [0.52, 0.2],
      [0.7, 0.18],
    ],
  ],
  // 6: a long sweep into a loop
  [[[0.6, 0.16], [0.5, 0.26], [0.4, 0.42], ...arc(0.49, 0.66, 0.16, 0.16, -200, -560)]],
  // 7: roof and leg
  [
    [
      [0.28, 0.22],
      [0.48, 0.22],
      [0.7, 0.2],
      [0.62, 0.4],
      [0.54, 0.6],
      [0.47, 0.84],
    ],
  ],
  // 8: an S, then back up
  [
    [
      ...arc(0.5, 0.34, 0.15, 0.15, -40, -260),
      ...arc(0.5, 0.66, 0.18, 0.17, -80, 250),
      [0.57, 0.46],
      [0.63, 0.36],
      [0.615, 0.24],
    ],
  ],
  // 9: a loop, then the stem
  [[...arc(0.48, 0.35, 0.16, 0.16, -20, -360), [0.63, 0.5], [0.61, 0.66], [0.57, 0.84]]],
];
