// Why this page cannot start any worker: then nothing can be trained or looked into, however often it is asked.
import { computed, signal } from "@preact/signals";

const FORBIDDEN =
  "The host of this page forbids the workers that it computes in: its Content Security Policy needs worker-src 'self'.";
const SANDBOXED =
  "This page is in a sandbox, which forbids the workers that it computes in: it needs allow-same-origin.";

const isForbidden = signal(false);
let isWatching = false;

/** A page in a sandbox has no origin. Nor has one from a file, whose workers are up to the browser. */
const isSandboxed = () => globalThis.origin === "null" && location.protocol !== "file:";

/** In a sentence; none as long as workers can be started, as far as is known. */
export const obstacle = computed(() => (isForbidden.value ? FORBIDDEN : isSandboxed() ? SANDBOXED : ""));

/**
 * To be called before a worker is started. A policy is known by what it refuses: of the worker itself browsers say only
 * that it failed.
 */
export function checkObstacle() {
  if (obstacle.value) throw new Error(obstacle.value);
  if (isWatching) return;
  isWatching = true;
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, disposition }) => {
    if (effectiveDirective === "worker-src" && disposition === "enforce") isForbidden.value = true;
  });
}
