// Fine-tunes a network in the worker on the user's drawings.
import { turn } from "../../ui/turn";
import { ImageSet, type Dataset } from "../../mnist/image-set";
import { readsOf } from "./predictions";
import type { Events, FineTuned, FineTuningTask } from "./protocol";
import type { Glue } from "../../../npm/src/program/wasm";
import type { NetworkCache } from "./network-cache";

type Tell = (stage: Events["fineTuning"]["stage"], done: number) => void;

/** The training images that are rehearsed meanwhile: MNIST's first block, a tenth of the file. */
const REHEARSED = 6_000;

/** Steps between two looks at what else is asked. */
const STEPS_AT_ONCE = 3;

export class FineTunings {
  readonly #glue: Glue;
  readonly #networks: NetworkCache;
  readonly #folder: string;
  readonly #tell: Tell;
  #rehearsal: Dataset | null = null;

  /**
   * @param networks that nobody else uses
   * @param folder of the images
   */
  constructor(glue: Glue, networks: NetworkCache, folder: string, tell: Tell) {
    this.#glue = glue;
    this.#networks = networks;
    this.#folder = folder;
    this.#tell = tell;
  }

  async run({ snapshot, drawings, labels, seed, isFresh }: FineTuningTask): Promise<FineTuned> {
    this.#tell("images", 0);
    this.#rehearsal ??= await this.#load(isFresh);
    const network = this.#networks.of(snapshot);
    const before = readsOf(this.#glue, network, drawings);
    const fineTuning = new this.#glue.FineTuning(network, drawings, labels, seed);
    try {
      while (!fineTuning.is_over) {
        this.#tell("steps", fineTuning.steps);
        fineTuning.run(this.#rehearsal, STEPS_AT_ONCE);
        // Everything else is answered in between.
        await turn();
      }
      const { steps } = fineTuning;
      const weights = fineTuning.weights() as Float32Array<ArrayBuffer>;
      network.set_weights(weights);
      return { weights, steps, before, after: readsOf(this.#glue, network, drawings) };
    } finally {
      fineTuning.free();
    }
  }

  async #load(isFresh: boolean) {
    const dataset = this.#glue.Dataset.mnist_training();
    const received = new Map<string, number>();
    const set = new ImageSet(dataset, this.#folder, "train", (name, bytes) => {
      received.set(name, bytes);
      this.#tell(
        "images",
        [...received.values()].reduce((a, b) => a + b),
      );
    });
    await set.loadFirst(REHEARSED, isFresh);
    return dataset;
  }
}
