// The crate's builds as they lie in dist/, loaded in Node.

import { readFileSync, readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

// Older ones of Node have relaxed SIMD, but switched off.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const DIST = new URL("../../dist/", import.meta.url);

/** @returns {{ name: string, glue: URL, wasm: URL }[]} */
export function builds() {
  const find = (/** @type {RegExp} */ pattern) => {
    const found = readdirSync(DIST).find((name) => pattern.test(name));
    if (!found) throw new Error(`dist/ has no ${pattern}: build the page first`);
    return found.replace(".js", "");
  };
  const [plain, reading] = [/^neuroglyph-[0-9a-f]+\.js$/, /^reading-neuroglyph-\d+\.js$/].map(find);
  const of = (name, glue, wasm) => ({ name, glue: new URL(glue, DIST), wasm: new URL(wasm, DIST) });
  return [
    of("plain", `${plain}.js`, `${plain}_bg.wasm`),
    // The same glue, but a module of its own.
    of("relaxed", `${plain}.js?relaxed`, `${plain}-relaxed_bg.wasm`),
    of("threads", `${plain}-threads/neuroglyph.js`, `${plain}-threads/neuroglyph_bg.wasm`),
    of("reading", `${reading}.js`, `${reading}_bg.wasm`),
  ];
}

/** The module and what the program itself exports; undefined if this Node cannot run the build. */
export async function load({ glue, wasm }) {
  const bytes = readFileSync(wasm);
  if (!WebAssembly.validate(bytes)) return undefined;
  const module = await import(glue.href);
  return { module, program: module.initSync({ module: bytes }) };
}
