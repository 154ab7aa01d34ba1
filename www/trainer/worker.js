// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { Session } from "./session.js";

/** @typedef {import("../builds.js").Builds & { images: string }} Init images: the folder they are in */
/** @typedef {import("../wasm.js").Glue & { initThreadPool(threads: number): Promise<void> }} ThreadedGlue */

serve(async (/** @type {Init} */ { images, ...builds }, tell) => new Session(await loadFastest(builds), images, tell).answers);

/** @param {import("../builds.js").Builds} builds */
async function loadFastest({ threads, ...single }) {
  if (!threads) return loadGlue(single, 1);
  const glue = /** @type {ThreadedGlue} */ (await loadGlue(threads, 1));
  await glue.initThreadPool(navigator.hardwareConcurrency);
  return glue;
}
