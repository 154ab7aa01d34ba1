// Paints strokes into a PNG, as a scan or a photograph of a digit would look.

import { PNG } from "pngjs";

const SIDE = 160;
const PEN = 7;

function distanceToSegment([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** How much of a pixel is inked, 0..1: full inside the pen's width, fading over one pixel at its edge. */
function coverage(pixel, strokes) {
  let nearest = Infinity;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) {
      nearest = Math.min(nearest, distanceToSegment(pixel, stroke[Math.max(0, i - 1)], stroke[i]));
    }
  }
  return Math.min(1, Math.max(0, PEN - nearest + 0.5));
}

/** PNG bytes of these strokes (0..1), in grey levels: `ink` on `paper`, with so many columns of paper at the right. */
export function paint(strokes, { ink, paper, beside = 0 }) {
  const scaled = strokes.map((stroke) => stroke.map(([x, y]) => [x * SIDE, y * SIDE]));
  const width = SIDE + beside;
  const png = new PNG({ width, height: SIDE });
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < width; x++) {
      const grey = Math.round(paper + (ink - paper) * coverage([x + 0.5, y + 0.5], scaled));
      png.data.set([grey, grey, grey, 255], (y * width + x) * 4);
    }
  }
  return PNG.sync.write(png);
}
