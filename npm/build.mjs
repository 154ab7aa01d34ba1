// Writes dist/ of the package, by `npm pack` or `node npm/build.mjs`: scripts, each with the parts of the crate that it needs
// inside, and their declarations. The same sources give the same bytes.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipAsync } from "@gfx/zopfli";
import * as esbuild from "esbuild";
import { licenses } from "../tools/build/licenses.mjs";
import { crateDeclarations, putDeclarations } from "./declarations.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const HERE = join(ROOT, "npm");
const DIST = join(HERE, "dist");

/** The crate's builds: the one that reads, and the whole. */
const GLUES = { "crate/reader": "target/crate/reader/neuroglyph.js", crate: "target/crate/plain/neuroglyph.js" };

/** What comes inside of modules. */
const EMBEDDED = {
  "reader-program": "target/crate/reader/neuroglyph_bg.wasm",
  "reader-model": "pretrained/reader.safetensors",
  "crate-program": "target/crate/plain/neuroglyph_bg.wasm",
};

/** And for who has program and model fetched from an address of their own. */
const FILES = { "reader.wasm": EMBEDDED["reader-program"], "reader.safetensors": EMBEDDED["reader-model"] };

/** Loaded by their names, and sharing what they have in common. */
const ENTRIES = ["index", "digit-pad", "train", "train-node", "crate"];

/** Whole by itself, as bundlers want a worker to be; Node's takes the browser's in. */
const WORKERS = ["train/worker", "train/worker-node"];

const read = (path) => readFileSync(join(ROOT, path), "utf8");

function checkCrate() {
  const missing = [...Object.values(GLUES), ...Object.values(EMBEDDED)].find((path) => !existsSync(join(ROOT, path)));
  if (!missing) return;
  console.error(`npm/build.mjs: ${missing} is not there: \`make build\` builds it`);
  process.exit(1);
}

/** The version is that of the crate. */
function checkVersion() {
  const { version } = JSON.parse(read("npm/package.json"));
  const [, crate] = /^version = "(.*)"$/m.exec(read("Cargo.toml")) ?? [];
  if (version !== crate) throw new Error(`npm/package.json has version ${version}, Cargo.toml ${crate}`);
}

/** @param {string} text @param {RegExp} pattern which must be there @param {string} by */
function replaced(text, pattern, by) {
  if (!pattern.test(text)) throw new Error(`npm/build.mjs: ${pattern} is not in the glue; was wasm-bindgen changed?`);
  return text.replace(pattern, by);
}

/**
 * The glue without what would leak: an address that bundlers take for a file of theirs, the version that the crate logs.
 * @param {string} path
 */
function glueOf(path) {
  const text = replaced(read(path), /module_or_path = new URL\('neuroglyph_bg\.wasm', import\.meta\.url\);/, "");
  return replaced(text, /console\.debug\(arg0\);/, "");
}

/** @type {esbuild.Plugin} */
const crate = {
  name: "crate",
  setup(build) {
    build.onResolve({ filter: /^crate(\/reader)?$/ }, ({ path }) => ({ path, namespace: "glue" }));
    build.onLoad({ filter: /.*/, namespace: "glue" }, ({ path }) => ({ contents: glueOf(GLUES[path]) }));
    build.onResolve({ filter: /^embedded\// }, ({ path }) => ({ path: basename(path), namespace: "embedded" }));
    build.onLoad({ filter: /.*/, namespace: "embedded" }, async ({ path }) => ({
      contents: await embedded(EMBEDDED[path]),
    }));
  },
};

/** @type {Map<string, Promise<Uint8Array>>} */
const packed = new Map();

/** A file’s gzip: Zopfli takes seconds for it, and makes it a twentieth smaller than zlib. @param {string} path */
function pack(path) {
  const found = packed.get(path) ?? gzipAsync(readFileSync(join(ROOT, path)), { numiterations: 15 });
  packed.set(path, found);
  return found;
}

/** A module that is a file: the base64 of its gzip. @param {string} path */
const embedded = async (path) => `export default ${JSON.stringify(Buffer.from(await pack(path)).toString("base64"))};`;

/** @type {esbuild.BuildOptions} */
const COMMON = {
  bundle: true,
  format: "esm",
  target: ["chrome108", "firefox115", "safari16.4", "node20"],
  minify: true,
  legalComments: "none",
  metafile: true,
  outdir: DIST,
  external: ["node:*", "./worker.js"],
  plugins: [crate],
  // wasm-bindgen's own `free` gives way to the crate's.
  logOverride: { "duplicate-class-member": "silent" },
  logLevel: "warning",
};

/** @param {string[]} names */
const entryPoints = (names) => names.map((name) => ({ in: join(HERE, `src/${name}.ts`), out: basename(name) }));

async function build() {
  checkCrate();
  checkVersion();
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST);
  const ofPackage = await esbuild.build({
    ...COMMON,
    entryPoints: entryPoints(ENTRIES),
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
  });
  // What package.json says of side effects is of dist/.
  const ofWorkers = await esbuild.build({ ...COMMON, entryPoints: entryPoints(WORKERS), ignoreAnnotations: true });
  for (const [name, path] of Object.entries(FILES)) copyFileSync(join(ROOT, path), join(DIST, name));
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(ROOT, name), join(HERE, name));
  writeFileSync(join(HERE, "licenses.txt"), licenses([ofPackage.metafile, ofWorkers.metafile], "this package"));

  const declarations = join(ROOT, "target/npm/declarations");
  rmSync(declarations, { recursive: true, force: true });
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "--project", HERE], {
    stdio: "inherit",
  });
  putDeclarations(declarations, DIST, ["index", "digit-pad", "train"]);
  writeFileSync(join(DIST, "crate.d.ts"), crateDeclarations(read("target/crate/plain/neuroglyph.d.ts")));
}

try {
  await build();
} catch (error) {
  // Zopfli’s library would print itself.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
