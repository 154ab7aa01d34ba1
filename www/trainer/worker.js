// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { Session } from "./session.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {Glue & { initThreadPool(threads: number): Promise<void> }} ThreadedGlue */
/** @typedef {import("../builds.js").Builds & { images: string }} Init images: the folder they are in */

/** The rows of a batch are shared out; with more threads than this each has too few of them. */
const MOST_THREADS = 4;

serve(async (/** @type {Init} */ { images, threads, ...plain }, tell) => {
  const glue = (threads && (await loadThreaded(threads, tell))) ?? (await loadGlue(plain, 1));
  return new Session(glue, images, tell).answers;
});

/**
 * @param {import("../builds.js").Urls} urls @param {import("./session.js").Tell} tell
 * @returns {Promise<Glue | undefined>} nothing where threads do not start: one does the same, and the page says so
 */
async function loadThreaded(urls, tell) {
  const cores = Math.min(navigator.hardwareConcurrency, MOST_THREADS);
  try {
    const glue = /** @type {ThreadedGlue} */ (await loadGlue(urls, 1));
    await glue.initThreadPool(cores);
    tell("cores", { cores });
    return glue;
  } catch (error) {
    console.warn("Training on one core:", error);
  }
}
