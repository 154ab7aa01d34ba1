// Loads the crate: the only import of the generated glue.
import { hasSimd } from "./builds.js";
import { download } from "./lib/download.js";
import { messageOf } from "./lib/message.js";

/** @typedef {typeof import("../target/glue/neuroglyph.js")} Glue */
/** @typedef {import("./builds.js").Urls} Urls absolute */

/** Milliseconds that the glue, a small file, may take to arrive. */
const PATIENCE = 30_000;

/**
 * @param {Urls} urls
 * @param {number} attempt counts from 1; browsers remember what failed, so each has its own address
 * @returns {Promise<Glue>}
 */
export async function loadGlue({ glue, wasm }, attempt) {
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
  // Fetched here, because the glue would wait for ever where a connection has stalled.
  const bytes = download(new URL(own(wasm)), { name: "The program that reads", fresh, arrived() {} });
  const module = importGlue(own(glue));
  const [arrived, { default: init }] = await Promise.all([bytes, module]);
  try {
    await init({ module_or_path: arrived });
  } catch (error) {
    throw new Error(`The program that reads did not start (${messageOf(error)}).`, { cause: error });
  }
  return module;
}

/** @param {string} url @returns {Promise<Glue>} */
async function importGlue(url) {
  let timer = 0;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("nothing came")), PATIENCE);
  });
  try {
    return await Promise.race([import(url), tooLong]);
  } catch (error) {
    throw new Error("The program that reads did not arrive.", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
