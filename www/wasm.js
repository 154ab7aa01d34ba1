// Loads the crate, or the part of it that reads: the only import of the generated glue.
import { hasSimd } from "./builds.js";
import { inTime } from "./lib/in-time.js";
import { messageOf } from "./lib/message.js";
import { stream } from "./lib/stream.js";
import { streamed } from "./lib/streamed.js";

/** @typedef {typeof import("../target/glue/neuroglyph.js")} Glue */
/** @typedef {typeof import("../target/glue/reading/neuroglyph.js")} ReadingGlue what is left of it in the build that only reads */
/** @typedef {import("./builds.js").Urls} Urls absolute */

/** Milliseconds that the glue, a small file, may take to arrive. */
const PATIENCE = 30_000;

/** Of the programs that were started in this thread. @type {WebAssembly.Memory[]} */
export const memories = [];

/**
 * The whole crate, for a worker.
 * @param {Urls} urls @param {string} name what it is called when it does not come
 * @param {WebAssembly.Memory} [memory] that it shares with threads @returns {Promise<Glue>}
 */
export const loadGlue = (urls, name, memory) => load(urls, name, 1, memory);

/**
 * What reads in the page.
 * @param {Urls} urls
 * @param {number} attempt counts from 1; browsers remember what failed, so each has its own address
 * @returns {Promise<ReadingGlue>}
 */
export const loadReading = (urls, attempt) => load(urls, "The program that reads", attempt);

/** @param {Urls} urls @param {string} name @param {number} attempt @param {WebAssembly.Memory} [shared] */
async function load({ glue, wasm }, name, attempt, shared) {
  if (typeof WebAssembly === "undefined")
    throw new Error(
      "This browser has no WebAssembly, which the network runs in. Open the page in another browser.",
    );
  if (!hasSimd)
    throw new Error(
      "This browser is too old for the network: its WebAssembly has no SIMD. Update it, or use another.",
    );
  const fresh = attempt > 1;
  const own = (/** @type {string} */ url) => (fresh ? `${url}?attempt=${attempt}` : url);
  // It is compiled while it arrives. Fetched here, because the glue would wait for ever where a connection has stalled.
  const program = streamed(stream(new URL(own(wasm)), { name, fresh, arrived() {} }), "application/wasm");
  const module = await importGlue(own(glue), name).catch((error) => {
    program.leave();
    throw error;
  });
  try {
    const { memory } = await module.default({ module_or_path: program.response, memory: shared });
    memories.push(shared ?? memory);
  } catch (error) {
    throw program.fault ?? new Error(`${name} did not start (${messageOf(error)}).`, { cause: error });
  }
  return module;
}

/** @param {string} url @param {string} name */
async function importGlue(url, name) {
  try {
    return await inTime(import(url), PATIENCE, "nothing came");
  } catch (error) {
    throw new Error(`${name} did not arrive.`, { cause: error });
  }
}
