// Networks as the page sends them, and what they are asked.

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {InstanceType<Glue["Network"]>} Network */
/** @typedef {import("./protocol.js").Requests} Requests */
/** @typedef {{ [V in keyof Requests]: (data: Requests[V][0]) => Promise<Requests[V][1]> }} Answers */

export class Study {
  #glue;
  /** The network that was built last, and of what. @type {{ network: Network, key: string } | null} */
  #built = null;

  /** @param {Glue} glue */
  constructor(glue) {
    this.#glue = glue;
  }

  /** @type {Answers} */
  answers = {
    dream: async ({ snapshot, digit, start, steps }) => {
      const begin = performance.now();
      const network = this.#network(snapshot);
      const ask = (/** @type {import("./protocol.js").Method} */ method) => {
        const options = { method, start, steps };
        return digit === undefined ? network.dreams(options).images : network.back_query(digit, options);
      };
      const gradient = ask("gradient");
      const inversion = network.inversion_objection ? undefined : ask("inversion");
      return {
        gradient,
        gradient_outputs: network.query(gradient),
        inversion,
        inversion_outputs: inversion && network.query(inversion),
        steps,
        ms: performance.now() - begin,
      };
    },
  };

  /** @param {import("./protocol.js").Snapshot} snapshot */
  #network({ recipe, weights }) {
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
