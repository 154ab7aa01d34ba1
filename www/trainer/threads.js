// The build that shares its work among threads, in a worker.
import { loadGlue } from "../wasm.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {Glue & { initThreadPool(threads: number): Promise<void> }} ThreadedGlue */

/** The rows of a batch are shared out; with more threads than this each has too few of them. */
const MOST_THREADS = 4;

/**
 * @param {import("../builds.js").Urls} urls
 * @returns {Promise<{ glue: Glue, cores: number } | undefined>} nothing where threads do not start: one does the same
 */
export async function loadThreaded(urls) {
  const cores = Math.min(navigator.hardwareConcurrency, MOST_THREADS);
  try {
    const glue = /** @type {ThreadedGlue} */ (await loadGlue(urls, 1));
    await glue.initThreadPool(cores);
    return { glue, cores };
  } catch (error) {
    console.warn("On one core:", error);
  }
}
