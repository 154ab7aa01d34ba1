// What a network reads in drawings, in the worker.
import { ranked } from "../../../npm/src/reader/prediction";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Network } from "./network-cache";
import type { Read } from "./protocol";

/** @param drawings 784 values each */
export function readsOf(glue: Glue, network: Network, drawings: Uint8Array | Float32Array): Read[] {
  const outputs = network.query(drawings);
  const least = glue.confidence_threshold();
  return Array.from({ length: outputs.length / 10 }, (_, i) => {
    const own = outputs.subarray(10 * i, 10 * i + 10);
    const { state, ranking } = ranked(own, least);
    return { read: state === "read" ? ranking[0] : null, sure: own[ranking[0]] };
  });
}
