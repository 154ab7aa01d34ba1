// What a network reads in drawings, in the worker.
import { judge } from "../lib/reading.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {import("./protocol.js").Read} Read */

/** @param {Glue} glue @param {import("./twin.js").Network} network @param {Uint8Array | Float32Array} drawings 784 values each @returns {Read[]} */
export function readsOf(glue, network, drawings) {
  const outputs = network.query(drawings);
  const least = glue.least_confidence();
  return Array.from({ length: outputs.length / 10 }, (_, i) => {
    const own = outputs.subarray(10 * i, 10 * i + 10);
    const { state, ranking } = judge(own, least);
    return { read: state === "read" ? ranking[0] : null, sure: own[ranking[0]] };
  });
}
