// Random numbers of a seed, the same in every browser.

/** @param {number} seed */
export function randomOf(seed) {
  let state = Math.imul(seed, 0x9e3779b9);
  /** From 0 to below 1, by mulberry32. */
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** @param {number} limit */
  const below = (limit) => Math.floor(random() * limit);
  return {
    random,
    below,
    /** @param {number} share */
    chance: (share) => random() < share,
    /** @template T @param {T[]} list */
    oneOf: (list) => list[below(list.length)],
    /** A name, each as often as its weight says. @param {Record<string, number>} weights */
    weighted(weights) {
      let left = random() * Object.values(weights).reduce((sum, weight) => sum + weight);
      const names = Object.keys(weights);
      return names.find((name) => (left -= weights[name]) < 0) ?? names[0];
    },
  };
}
