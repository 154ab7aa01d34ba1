// Finds files of the built page by their names without the hash.

import { readdirSync } from "node:fs";
import { basename } from "node:path";

const DIST = new URL("../../dist/", import.meta.url);

/** As tools/build/page.mjs writes it, and as esbuild does. */
export const HASH = /-([0-9a-f]{10}|[0-9A-Z]{8})(?=\.|$)/;

/** Of what comes without one, its path in dist/. */
export const UNHASHED = /^(|index\.html|isolate\.js|sw\.js|mnist\/.*|www\/icon\.svg|www\/manifest\.webmanifest)$/;

/** @param {string} path of a file with a hash @returns {string} its name, without the hash */
export const nameOf = (path) => basename(path).replace(HASH, "");

/** @param {string} folder @param {string} name @param {string} ending @returns {string} its path in dist/ */
export function builtFile(folder, name, ending = "") {
  const isOf = (/** @type {string} */ file) => HASH.test(file) && nameOf(file) === name + ending;
  const [found, another] = readdirSync(new URL(folder, DIST)).filter(isOf);
  if (!found) throw new Error(`dist/${folder}/ has no ${name}${ending}: build the page first`);
  if (another) throw new Error(`dist/${folder}/ has two of ${name}${ending}: ${found}, ${another}`);
  return `${folder}/${found}`;
}

/** A build of the crate: its glue, and the program. @param {string} name of one of `VARIANTS` in crate.mjs */
export const builtVariant = (name) => ({
  glue: builtFile("crate", name, ".js"),
  wasm: builtFile("crate", name, ".wasm"),
});
