// A network in the worker that takes on whatever weights the page sends.
import type { Glue } from "../../../npm/src/program/wasm";
import type { Snapshot } from "./protocol";

export type Network = InstanceType<Glue["Network"]>;

export class NetworkCache {
  readonly #glue: Glue;
  /** What was built last, and of which recipe. */
  #built: { network: Network; key: string } | null = null;

  constructor(glue: Glue) {
    this.#glue = glue;
  }

  /** Whether the inversion exists. */
  canInvert({ recipe }: Snapshot) {
    return this.#glue.describe(recipe).inversion_objection === null;
  }

  /** The same network as the page's, until it is asked for another. */
  of({ recipe, weights }: Snapshot) {
    const key = JSON.stringify(recipe);
    if (this.#built?.key !== key) {
      this.#built?.network.free();
      this.#built = null;
      this.#built = { network: new this.#glue.Network(recipe, 0), key };
    }
    const { network } = this.#built;
    network.set_weights(weights);
    return network;
  }
}
