// Numbers by chance that a seed fixes: mulberry32.

/** @param {number} seed @returns {{ below(end: number): number, of<T>(list: T[]): T }} */
export function randomOf(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ end) => Math.floor(next() * end);
  return { below, of: (list) => list[below(list.length)] };
}
