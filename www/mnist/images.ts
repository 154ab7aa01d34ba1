// Both of MNIST's sets, on their way at once.
import { ImageSet, type Dataset } from "./image-set";
import type { Glue } from "../../npm/src/program/wasm";

export class Images {
  readonly #sets: ImageSet[];
  /** Bytes received, by file. */
  #received: Map<string, number> = new Map();
  /** All of them are here and right. */
  isComplete = false;
  readonly training: Dataset;
  readonly test: Dataset;

  /**
   * @param folder where the files are
   * @param arrived bytes over the network; called for every piece
   */
  constructor({ Dataset }: Glue, folder: string, arrived: (received: number) => void) {
    const count = (name: string, received: number) => {
      this.#received.set(name, received);
      arrived([...this.#received.values()].reduce((a, b) => a + b));
    };
    this.training = Dataset.mnist_training();
    this.test = Dataset.mnist_test();
    this.#sets = [new ImageSet(this.training, folder, "train", count), new ImageSet(this.test, folder, "t10k", count)];
  }

  /**
   * Resolves when all are here and right.
   * @param fresh past every cache
   */
  async load(fresh: boolean) {
    await Promise.all(this.#sets.map((set) => set.load(fresh)));
    this.isComplete = true;
  }
}
