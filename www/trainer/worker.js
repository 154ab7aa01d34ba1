// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { loadThreaded } from "../worker/threaded.js";
import { Session } from "./session.js";

/**
 * @typedef {import("../builds.js").Builds & { images: string, ports: MessagePort[] }} Init
 * images: the folder they are in; ports: of the workers that may become threads
 */

serve(async (/** @type {Init} */ { images, threads, ports, ...plain }, tell) => {
  const shared = threads && (await loadThreaded(threads, ports));
  // Where it is one, the page ends those that were to become threads.
  tell("cores", { cores: shared ? ports.length : 1 });
  return new Session(shared ?? (await loadGlue(plain, "The program that trains")), images, tell).answers;
});
