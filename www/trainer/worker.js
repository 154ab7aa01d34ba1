// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { Session } from "./session.js";
import { loadThreaded } from "./threads.js";

/** @typedef {import("../builds.js").Builds & { images: string }} Init images: the folder they are in */

serve(async (/** @type {Init} */ { images, threads, ...plain }, tell) => {
  const shared = threads && (await loadThreaded(threads));
  // Where there is but one core, the page does not say so.
  if (shared) tell("cores", { cores: shared.cores });
  const glue = shared?.glue ?? (await loadGlue(plain, 1));
  return new Session(glue, images, tell).answers;
});
