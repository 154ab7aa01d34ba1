// A network in the worker that takes on whatever weights the page sends.

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {InstanceType<Glue["Network"]>} Network */

export class Twin {
  #glue;
  /** What was built last, and of which recipe. @type {{ network: Network, key: string } | null} */
  #built = null;

  /** @param {Glue} glue */
  constructor(glue) {
    this.#glue = glue;
  }

  /** The same network as the page's, until it is asked for another. @param {import("./protocol.js").Snapshot} snapshot */
  of({ recipe, weights }) {
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
