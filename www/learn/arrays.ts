// Arrays of numbers as lessons put them together and look into them.

/** One after the other; all of them have the same length. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.length * parts[0].length);
  parts.forEach((part, i) => all.set(part, i * part.length));
  return all;
}

export const indexOfLargest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((best, value, i) => (value > values[best] ? i : best), 0);
