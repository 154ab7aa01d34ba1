// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { Session } from "./session.js";

/** @typedef {import("../wasm.js").Urls & { images: string }} Init images: the folder they are in */

serve(async (/** @type {Init} */ { images, ...urls }, tell) => new Session(await loadGlue(urls, 1), images, tell).answers);
