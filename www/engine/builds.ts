// Which of the crate's builds this browser can run.
import { variantOf } from "./files";
import { hasRelaxedSimd } from "../../npm/src/program/simd";
import type { Builds } from "../../npm/src/program/wasm";

/** The build with threads also takes relaxed SIMD. */
const canThread = () => hasRelaxedSimd && navigator.hardwareConcurrency > 1;

/** For the workers; the page itself reads with a smaller one. */
export function choose(): Builds {
  if (!hasRelaxedSimd) return variantOf("plain");
  const single = variantOf("relaxed");
  return globalThis.crossOriginIsolated && canThread() ? { ...single, threads: variantOf("threads") } : single;
}
