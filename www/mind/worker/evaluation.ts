// MNIST's test images in the worker, and what they say of a network.
import { turn } from "../../ui/turn";
import { ImageSet, isCached, type Dataset } from "../../mnist/image-set";
import type { Glue } from "../../engine/wasm";
import type { Network, Twin } from "./network-cache";
import type { Examined, Requests } from "./protocol";

/** Bytes over the network. */
type Arrived = (received: number) => void;

/** Images in a portion: some 25 ms, so that everything else is heard in between. */
const PART = 500;

export class Exam {
  readonly #glue: Glue;
  readonly #twin: Twin;
  readonly #folder: string;
  readonly #arrived: Arrived;
  #images: Dataset | null = null;

  /** @param folder of the images */
  constructor(glue: Glue, twin: Twin, folder: string, arrived: Arrived) {
    this.#glue = glue;
    this.#twin = twin;
    this.#folder = folder;
    this.#arrived = arrived;
  }

  async load({ from }: Requests["load"][0]): Promise<boolean> {
    if (this.#images) return true;
    if (from === "cache" && !(await isCached(this.#folder, "t10k"))) return false;
    const received = new Map<string, number>();
    const set = new ImageSet(this.#glue.Dataset.mnist_test(), this.#folder, "t10k", (name, bytes) => {
      received.set(name, bytes);
      this.#arrived([...received.values()].reduce((a, b) => a + b));
    });
    await set.load(from === "server, past every cache");
    this.#images = set.dataset;
    return true;
  }

  async examine(exam: Requests["examine"][0]): Promise<Examined> {
    const { labels } = this.#here;
    const outputs = "outputs" in exam ? exam.outputs : await this.#query(this.#twin.of(exam.snapshot));
    return { ...this.#glue.classification_report(outputs, labels), labels };
  }

  /**
   * The share of the test images that a network reads right.
   * @param network that nothing changes meanwhile
   * @param tell how much is done
   */
  async accuracy(network: Network, tell: (share: number) => void) {
    return this.#glue.classification_report(await this.#query(network, tell), this.#here.labels).accuracy;
  }

  pictures({ indices }: Requests["images"][0]): Uint8Array {
    const pixels = new Uint8Array(784 * indices.length);
    indices.forEach((index, i) => pixels.set(this.#here.image(index), 784 * i));
    return pixels;
  }

  async #query(network: Network, tell: (share: number) => void = () => {}) {
    const images = this.#here;
    const outputs = new Float32Array(10 * images.length);
    for (let start = 0; start < images.length; start += PART) {
      outputs.set(network.query_dataset(images, start, Math.min(start + PART, images.length)), 10 * start);
      tell(start / images.length);
      await turn();
    }
    return outputs;
  }

  get #here() {
    if (!this.#images) throw new Error("the test images are not here");
    return this.#images;
  }
}
