// What ships with the page and who may use it how: its own license, those of the crates that are compiled into its programs,
// as Cargo knows them, and those of the packages in its bundles. `node tools/build/licenses.mjs` lists the crates.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** One of several that a crate offers is enough: the shortest first. */
const TEXTS = [
  /^licen[sc]e[-._]mit/i,
  /^licen[sc]e[-._]zlib/i,
  /^(unlicense|licen[sc]e)(\.(md|txt))?$/i,
  /^(licen[sc]e|copying)/i,
];

/** @typedef {{ name: string, version: string, license: string, folder: string }} Part */

/** @param {Part} part @returns {string} the text of its license; "" if it comes without */
function textOf({ folder, license }) {
  const files = readdirSync(folder);
  const file = TEXTS.map((pattern) => files.find((name) => pattern.test(name))).find(Boolean);
  // What holds beside the others has a text too.
  const others = license.includes(" AND ") ? files.filter((name) => /^licen[sc]e-unicode/i.test(name)) : [];
  return [file, ...others]
    .flatMap((name) => (name ? [readFileSync(join(folder, name), "utf8").trim()] : []))
    .join("\n\n");
}

/** The crates that are compiled into any of the page's programs. @returns {Part[]} */
export function cratesOf() {
  const command =
    "metadata --format-version 1 --locked --offline --filter-platform wasm32-unknown-unknown --features threads";
  const options = { cwd: ROOT, maxBuffer: 2 ** 28, encoding: /** @type {const} */ ("utf8") };
  const { packages, resolve } = JSON.parse(execFileSync("cargo", command.split(" "), options));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const byId = new Map(packages.map((one) => [one.id, one]));
  const seen = new Set();
  const visit = (id) => {
    // What only runs in the compiler is in no program.
    const isMacro = byId.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
    if (seen.has(id) || isMacro) return;
    seen.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(resolve.root);
  seen.delete(resolve.root);
  return packages
    .filter(({ id }) => seen.has(id))
    .map(({ name, version, license, manifest_path: path }) => ({ name, version, license, folder: dirname(path) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The packages that are in these bundles. @param {import("esbuild").Metafile[]} metafiles @returns {Part[]} */
function packagesOf(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const names = new Set(
    inputs.flatMap((path) => path.match(/(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/)?.slice(1) ?? []),
  );
  return [...names].sort().map((name) => {
    const folder = join(ROOT, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return { name, version, license, folder };
  });
}

const RULE = "-".repeat(80);

/** @param {Part} part */
function entryOf(part) {
  const { name, version, license } = part;
  const text =
    textOf(part) || `It comes without a text of its license, which is ${license}: https://spdx.org/licenses/`;
  return `${RULE}\n${name} ${version}: ${license}\n\n${text}\n`;
}

/** All of it as one text. @param {import("esbuild").Metafile[]} metafiles @param {string} [what] it is of */
export function licenses(metafiles, what = "this page") {
  const own = ["LICENSE-MIT", "LICENSE-APACHE"].map((file) => readFileSync(join(ROOT, file), "utf8").trim());
  const library =
    "Rust’s standard library with its allocator, dlmalloc, and its hash map, hashbrown, in each of the programs: MIT OR Apache-2.0\n\nCopyright the Rust Project Developers; https://www.rust-lang.org/policies/licenses. The text of the Apache License stands at the end, that of the MIT License above.\n";
  const [mit, apache] = own;
  return [
    `What ${what} is made of, and under which licenses. Where there is a choice, one text stands for them.\n`,
    `${RULE}\nNeuroglyph: MIT OR Apache-2.0\n\n${mit}\n`,
    `${RULE}\n${library}`,
    ...[...cratesOf(), ...packagesOf(metafiles)].map(entryOf),
    `${RULE}\nThe Apache License, of what is under it\n\n${apache}\n`,
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { name, version, license } of cratesOf()) console.log(`${name}\t${version}\t${license}`);
