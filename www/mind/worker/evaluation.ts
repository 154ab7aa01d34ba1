// MNIST's test images in the worker, and what they say of a network.
import { turn } from "../../ui/turn";
import { ImageSet, isCached, type Dataset } from "../../mnist/image-set";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Network, NetworkCache } from "./network-cache";
import type { Evaluation, Requests } from "./protocol";

interface Listener {
  /** Bytes over the network. */
  arrived: (received: number) => void;
  /** The share of the images that is read. */
  read: (share: number) => void;
}

/** Images at once: some 25 ms, so that everything else is answered in between. */
const CHUNK = 500;

export class Evaluations {
  readonly #glue: Glue;
  readonly #networks: NetworkCache;
  readonly #folder: string;
  readonly #listener: Listener;
  #images: Dataset | null = null;
  /** One after the other: they share a network. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param folder of the images */
  constructor(glue: Glue, networks: NetworkCache, folder: string, listener: Listener) {
    this.#glue = glue;
    this.#networks = networks;
    this.#folder = folder;
    this.#listener = listener;
  }

  async load({ from }: Requests["load"][0]): Promise<boolean> {
    if (this.#images) return true;
    if (from === "cache" && !(await isCached(this.#folder, "t10k"))) return false;
    const received = new Map<string, number>();
    const set = new ImageSet(this.#glue.Dataset.mnist_test(), this.#folder, "t10k", (name, bytes) => {
      received.set(name, bytes);
      this.#listener.arrived([...received.values()].reduce((a, b) => a + b));
    });
    await set.load(from === "server, past every cache");
    this.#images = set.dataset;
    return true;
  }

  evaluate(asked: Requests["evaluate"][0]): Promise<Evaluation> {
    const work = this.#last.then(async () => {
      const { labels } = this.#here;
      const outputs = "outputs" in asked ? asked.outputs : await this.#query(this.#networks.of(asked.snapshot));
      return { ...this.#glue.classification_report(outputs, labels), labels };
    });
    this.#last = work.catch(() => undefined);
    return work;
  }

  pictures({ indices }: Requests["images"][0]): Uint8Array {
    const pixels = new Uint8Array(784 * indices.length);
    indices.forEach((index, i) => pixels.set(this.#here.image(index), 784 * i));
    return pixels;
  }

  async #query(network: Network) {
    const images = this.#here;
    const outputs = new Float32Array(10 * images.length);
    for (let start = 0; start < images.length; start += CHUNK) {
      outputs.set(network.query_dataset(images, start, Math.min(start + CHUNK, images.length)), 10 * start);
      this.#listener.read(start / images.length);
      await turn();
    }
    return outputs;
  }

  get #here() {
    if (!this.#images) throw new Error("the test images are not here");
    return this.#images;
  }
}
