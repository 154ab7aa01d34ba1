// Samples of synthetic handwriting in the worker, and how a network reads them.
import { turn } from "../../ui/turn";
import { readsOf } from "./predictions";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Network, NetworkCache } from "./network-cache";
import type { Requests, StyleReading, StylesRead } from "./protocol";

/** Of each style. */
const SAMPLES = 20;

/** That is unlikely to be a run's. */
const SEED = 1_000_003;

export class Samples {
  readonly #glue: Glue;
  readonly #networks: NetworkCache;
  /** 784 values a sample, style by style; written once. */
  #images: Float32Array[] = [];

  /** @param networks that nobody else uses */
  constructor(glue: Glue, networks: NetworkCache) {
    this.#glue = glue;
    this.#networks = networks;
  }

  async read(asked: Requests["styles"][0]): Promise<StylesRead> {
    if ("snapshot" in asked) return this.#readBy(this.#networks.of(asked.snapshot));
    const network = this.#glue.Network.from_safetensors(asked.file);
    try {
      return await this.#readBy(network);
    } finally {
      network.free();
    }
  }

  async #readBy(network: Network): Promise<StylesRead> {
    const styles: StyleReading[] = [];
    let ms = 0;
    for (const [style, { digit, name }] of this.#glue.handwriting_styles().entries()) {
      this.#images[style] ??= this.#write(style);
      const begin = performance.now();
      const images = this.#images[style];
      const reads = readsOf(this.#glue, network, images);
      ms += performance.now() - begin;
      // Of what is misread the surest, else of what is right the least sure.
      const ease = reads.map(({ read, sure }) => (read === digit ? sure : read === null ? 0 : -sure));
      const hardest = ease.indexOf(Math.min(...ease));
      const image = images.slice(784 * hardest, 784 * hardest + 784);
      const right = reads.filter(({ read }) => read === digit).length;
      styles.push({ digit, name, samples: SAMPLES, right, hardest: { ...reads[hardest], image } });
      // Everything else is heard in between.
      await turn();
    }
    return { styles, ms };
  }

  #write(style: number) {
    const images = new Float32Array(784 * SAMPLES);
    for (let i = 0; i < SAMPLES; i++) images.set(this.#glue.handwrite(style, SEED, i).image, 784 * i);
    return images;
  }
}
