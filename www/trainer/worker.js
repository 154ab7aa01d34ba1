// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { startThreads } from "../worker/threads.js";
import { Session } from "./session.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {Glue & import("../worker/threads.js").Shared} ThreadedGlue */
/**
 * @typedef {import("../builds.js").Builds & { images: string, ports: MessagePort[] }} Init
 * images: the folder they are in; ports: of the workers that may become threads
 */

serve(async (/** @type {Init} */ { images, threads, ports, ...plain }, tell) => {
  const glue = (threads && (await loadThreaded(threads, ports, tell))) ?? (await loadGlue(plain, 1));
  return new Session(glue, images, tell).answers;
});

/**
 * @param {import("../builds.js").Urls} urls @param {MessagePort[]} ports @param {import("./session.js").Tell} tell
 * @returns {Promise<Glue | undefined>} nothing where threads do not start: one does the same, and the page says so
 */
async function loadThreaded(urls, ports, tell) {
  try {
    const glue = /** @type {ThreadedGlue} */ (await loadGlue(urls, 1));
    await startThreads(glue, urls.glue, ports);
    tell("cores", { cores: ports.length });
    return glue;
  } catch (error) {
    console.warn("Training on one core:", error);
  }
}
