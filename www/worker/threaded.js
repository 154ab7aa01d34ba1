// The build that shares its work among threads, in a worker.
import { loadGlue } from "../wasm.js";
import { sharedMemory } from "./memory.js";
import { startThreads } from "./threads.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {Glue & import("./threads.js").Shared} ThreadedGlue */

/**
 * @param {import("../builds.js").Urls} urls @param {MessagePort[]} ports of the workers that may become threads
 * @returns {Promise<Glue | undefined>} nothing where there are none, or where they do not start: one core does the same
 */
export async function loadThreaded(urls, ports) {
  if (ports.length === 0) return;
  try {
    const { memory } = sharedMemory();
    const glue = /** @type {ThreadedGlue} */ (await loadGlue(urls, "The program with threads", memory));
    await startThreads(glue, urls.glue, ports);
    return glue;
  } catch (error) {
    console.warn("On one core:", error);
  }
}
