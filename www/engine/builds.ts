// Which of the crate's builds this browser can run.
import { variantOf, type Variant } from "./files";
import { hasRelaxedSimd } from "./simd";
import { scriptUrl } from "./trusted";

/** `threads`: a build that shares its work among workers, where it can run. */
export type Builds = Variant & { threads?: Variant };

/** The build with threads also takes relaxed SIMD. */
const canThread = () => hasRelaxedSimd && navigator.hardwareConcurrency > 1;

/** For the workers; the page itself reads with a smaller one. */
export function choose(): Builds {
  if (!hasRelaxedSimd) return variantOf("plain");
  const single = variantOf("relaxed");
  return globalThis.crossOriginIsolated && canThread() ? { ...single, threads: variantOf("threads") } : single;
}

/**
 * From the next visit on the page may share memory, where it is not allowed to yet and threads can use it. A page in
 * another one's frame is left as it is: only the outer one can be isolated.
 * @param script isolate.js
 */
export async function isolateNextTime(script: URL) {
  if (globalThis.crossOriginIsolated || !canThread() || parent !== window || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(scriptUrl(script.href));
  } catch (error) {
    // Private windows often forbid it. One core does the same, more slowly.
    console.info("No threads next time either:", error);
  }
}
