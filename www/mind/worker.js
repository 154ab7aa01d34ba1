// The worker that looks into networks: its own instance of the crate, beside the one that trains.
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { Study } from "./study.js";

serve(async (/** @type {import("../wasm.js").Urls} */ urls) => new Study(await loadGlue(urls, 1)).answers);
