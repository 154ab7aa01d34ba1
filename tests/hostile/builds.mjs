// The crate's builds as they lie in dist/, loaded in Node.

import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { VARIANTS } from "../../tools/build/crate.mjs";
import { builtVariant } from "../../tools/build/dist.mjs";

// Older ones of Node have relaxed SIMD, but switched off.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const DIST = new URL("../../dist/", import.meta.url);

/** @returns {{ name: string, glue: URL, wasm: URL }[]} */
export function builds() {
  return VARIANTS.map((name) => {
    const { glue, wasm } = builtVariant(name);
    return { name, glue: new URL(glue, DIST), wasm: new URL(wasm, DIST) };
  });
}

/** The module and what the program itself exports; undefined if this Node cannot run the build. */
export async function load({ glue, wasm }) {
  const bytes = readFileSync(wasm);
  if (!WebAssembly.validate(bytes)) return undefined;
  const module = await import(glue.href);
  return { module, program: module.initSync({ module: bytes }) };
}
