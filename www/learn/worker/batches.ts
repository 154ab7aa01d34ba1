// Examples batch by batch: each comes once before any comes again, in an order that a seed fixes.
import type { Examples } from "./protocol";

export class Batches {
  readonly #examples: Examples;
  readonly #batch: number;
  readonly #random: () => number;
  /** What is still to come of this round, the next one last. */
  #left: number[] = [];

  constructor(examples: Examples, batch: number, seed: number) {
    this.#examples = examples;
    this.#batch = batch;
    this.#random = randomFrom(seed);
  }

  next(): Examples {
    const { images, labels } = this.#examples;
    const inputs = images.length / labels.length;
    const batch = { images: new Float32Array(this.#batch * inputs), labels: new Uint8Array(this.#batch) };
    for (let i = 0; i < this.#batch; i++) {
      const example = this.#take();
      batch.images.set(images.subarray(example * inputs, (example + 1) * inputs), i * inputs);
      batch.labels[i] = labels[example];
    }
    return batch;
  }

  #take() {
    if (this.#left.length === 0) this.#left = shuffled(this.#examples.labels.length, this.#random);
    return this.#left.pop() as number;
  }
}

/** The numbers below `count` in a random order (Fisher and Yates). */
function shuffled(count: number, random: () => number) {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}

/** Random numbers in 0..1 (mulberry32, T. Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
