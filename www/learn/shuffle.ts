// The pixels of an image in another order, and the weights of a dense layer with them.
import { randomFrom } from "./worker/batches";

const PIXELS = 784;

/** Which pixel comes at each place when they are shuffled, which is always the same (Fisher and Yates). */
export const SHUFFLED: Uint16Array = (() => {
  const random = randomFrom(1);
  const order = Uint16Array.from({ length: PIXELS }, (_, i) => i);
  for (let i = PIXELS - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
})();

export const shuffled = (image: Float32Array) => Float32Array.from(SHUFFLED, (from) => image[from]);

/**
 * The weights of a network whose first layer is dense, with those of each pixel where the shuffled pixel is.
 * @param units of that layer
 */
export function shuffledWeights(weights: Float32Array, units: number): Float32Array {
  const all = weights.slice();
  SHUFFLED.forEach((from, to) => all.set(weights.subarray(from * units, (from + 1) * units), to * units));
  return all;
}
