// Which of the crate's builds this browser can run.

/** @param {string} hex a WebAssembly module */
const runs = (hex) =>
  typeof WebAssembly !== "undefined" &&
  WebAssembly.validate(Uint8Array.from(hex.split(" "), (byte) => parseInt(byte, 16)));

/** A module of one function, () → (), with this body. */
const module = (/** @type {number} */ bytes, /** @type {string} */ body) =>
  [
    "00 61 73 6d 01 00 00 00", // "\0asm", version 1
    "01 04 01 60 00 00", // types: () → ()
    "03 02 01 00", // functions: one, of that type
    `0a ${hex(bytes + 4)} 01 ${hex(bytes + 2)} 00`, // code: one body, no locals
    `${body} 0b`, // end
  ].join(" ");

const hex = (/** @type {number} */ byte) => byte.toString(16).padStart(2, "0");

const ZERO = "41 00 fd 11"; // i32.const 0, i32x4.splat

export const hasSimd = runs(module(5, `${ZERO} 1a`)); // drop
const hasRelaxedSimd = runs(module(16, `${ZERO} ${ZERO} ${ZERO} fd 85 02 1a`)); // f32x4.relaxed_madd, drop

/**
 * @typedef {{ glue: string, wasm: string }} Urls
 * @typedef {Urls & { threads?: Urls }} Builds `threads`: a build that shares its work among workers, where it can run
 */

/** The build with threads also takes relaxed SIMD. */
const canThread = () => hasRelaxedSimd && navigator.hardwareConcurrency > 1;

/**
 * For the workers; the page itself reads with a smaller one. The others are beside the plain one (tools/builds.sh).
 * @param {Urls} plain @returns {Builds}
 */
export function choose({ glue, wasm }) {
  if (!hasRelaxedSimd) return { glue, wasm };
  const single = { glue, wasm: wasm.replace("_bg.wasm", "-relaxed_bg.wasm") };
  if (!globalThis.crossOriginIsolated || !canThread()) return single;
  const threads = { glue: glue.replace(".js", "-threads/neuroglyph.js"), wasm: glue.replace(".js", "-threads/neuroglyph_bg.wasm") };
  return { ...single, threads };
}

/**
 * From the next visit on the page may share memory, where it is not allowed to yet and threads can use it. A page in
 * another one's frame is left as it is: only the outer one can be isolated.
 * @param {URL} script isolate.js
 */
export async function isolateNextTime(script) {
  if (globalThis.crossOriginIsolated || !canThread() || parent !== window || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(script);
  } catch (error) {
    // Private windows often forbid it. One core does the same, more slowly.
    console.info("No threads next time either:", error);
  }
}
