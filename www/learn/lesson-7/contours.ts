// Contour lines of a square grid of heights, by marching squares.

/** In units of the grid, from the lower left corner. */
export type Place = readonly [x: number, y: number];

/**
 * Where the heights are at a level: pieces of lines.
 * @param heights [side × side], row by row from below
 */
export function contour(heights: ArrayLike<number>, side: number, level: number): [Place, Place][] {
  const pieces: [Place, Place][] = [];
  for (let y = 0; y + 1 < side; y++)
    for (let x = 0; x + 1 < side; x++) {
      const corners: Place[] = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ];
      const crossings = corners.flatMap((from, i): Place[] => {
        const to = corners[(i + 1) % 4];
        const [a, b] = [from, to].map(([cx, cy]) => heights[cy * side + cx]);
        if (a < level === b < level) return [];
        const share = (level - a) / (b - a);
        return [[from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]];
      });
      for (let i = 0; i + 1 < crossings.length; i += 2) pieces.push([crossings[i], crossings[i + 1]]);
    }
  return pieces;
}

/** Where a level is first reached on the way from the lowest place in a direction; undefined where the grid ends before. */
export function firstReached(
  heights: ArrayLike<number>,
  side: number,
  level: number,
  [dx, dy]: Place,
): Place | undefined {
  const lowest = Array.from(heights).reduce((best, height, i, all) => (height < all[best] ? i : best), 0);
  const [x, y] = [lowest % side, Math.floor(lowest / side)];
  for (let t = 0; ; t += 0.25) {
    const [cx, cy] = [x + dx * t, y + dy * t];
    if (cx < 0 || cy < 0 || cx > side - 1 || cy > side - 1) return undefined;
    if (heights[Math.round(cy) * side + Math.round(cx)] >= level) return [cx, cy];
  }
}
