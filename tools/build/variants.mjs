// Called by Trunk while it builds the crate itself: builds the crate's other variants beside that. What was built from the
// same files before is taken as it is. `node tools/build/variants.mjs compile` is cargo's part of it alone, of all variants.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { folderOf } from "./crate.mjs";
import { guard } from "./guard.mjs";

const run = promisify(execFile);

const TARGET = "wasm32-unknown-unknown";

/** Threads share one memory, of up to all that 32 bits can address; the page sets less aside where a browser has no room for that. */
const SHARED = [
  "--shared-memory",
  "--import-memory",
  "--max-memory=4294967296",
  "--export=__wasm_init_tls",
  "--export=__tls_size",
  "--export=__tls_align",
  "--export=__tls_base",
];

/**
 * A standard library of our own: it comes neither with support for shared memory nor made for small code. A stable compiler
 * builds it when told that it is being bootstrapped.
 */
const OWN_STD = { RUSTC_BOOTSTRAP: "1" };

/**
 * Made for small code: it says nothing of a panic but that there was one; the others, which can do all that it can, say where.
 * @param {string} features
 */
const small = (features) => ({
  profile: "reading",
  flags: ["-Z unstable-options", "-C panic=immediate-abort"],
  arguments: [
    ...["--no-default-features", "--features", features],
    // Not its feature `optimize_for_size`: that one's selection of the nth value takes a hundred times as long.
    ...["-Z", "build-std=std,panic_abort"],
  ],
  environment: OWN_STD,
});

/** Beside the plain one, the longest first. The flags are rustc's. */
const VARIANTS = {
  threads: {
    profile: "release",
    flags: [
      "-C target-feature=+relaxed-simd,+atomics,+bulk-memory,+mutable-globals",
      ...SHARED.map((flag) => `-C link-arg=${flag}`),
    ],
    arguments: ["--features", "threads", "-Z", "build-std=std,panic_abort"],
    environment: OWN_STD,
  },
  // Relaxed SIMD multiplies and adds in one instruction.
  relaxed: { profile: "release", flags: ["-C target-feature=+relaxed-simd"], arguments: [], environment: {} },
  // The page fetches this build, which has query and attribution, before anything else.
  reading: small("js,page"),
  // What the npm package reads with: no more than that.
  reader: small("js"),
};

/** What a build is made from. */
const SOURCES = [
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  ".cargo/config.toml",
  "tools/build/variants.mjs",
  "tools/build/guard.mjs",
  "tools/env.sh",
];

function hashOfSources() {
  const hash = createHash("sha256");
  const entries = readdirSync("src", { recursive: true, withFileTypes: true });
  const crate = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
  for (const path of [...SOURCES, ...crate.sort()]) hash.update(`${path}\n`).update(readFileSync(path));
  return hash.digest("hex");
}

/** Cargo keeps one set of flags a folder, so each variant has its own. @param {keyof typeof VARIANTS} name */
const targetOf = (name) => `target/${name}`;

/** @param {keyof typeof VARIANTS} name */
async function compile(name) {
  const { profile, flags, arguments: more, environment } = VARIANTS[name];
  const own = {
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: flags.join(" "),
    CARGO_TARGET_DIR: targetOf(name),
    ...environment,
  };
  await cargo(["--profile", profile, "--lib", ...more], own);
}

/** @param {string[]} more @param {Record<string, string>} [environment] */
const cargo = (more, environment) =>
  run("cargo", ["build", "--locked", "--offline", "--quiet", "--target", TARGET, ...more], {
    env: { ...process.env, ...environment },
  });

/** @param {keyof typeof VARIANTS} name @param {string} sources */
async function build(name, sources) {
  const folder = folderOf(name);
  const stamp = `${folder}/sources`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  await compile(name);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const wasm = `${targetOf(name)}/${TARGET}/${VARIANTS[name].profile}/neuroglyph.wasm`;
  await run("wasm-bindgen", ["--target", "web", "--out-dir", fresh, wasm]);
  guard(`${fresh}/neuroglyph.js`);
  // What was edited meanwhile may be in it or not: then it is built again the next time.
  if (hashOfSources() === sources) writeFileSync(`${fresh}/sources`, sources);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** One job a core, because a variant is compiled on one. @param {(() => Promise<unknown>)[]} jobs */
async function inParallel(jobs) {
  const work = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) await job();
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
}

const names = Object.keys(VARIANTS);
try {
  if (process.argv[2] === "compile") {
    // And the plain one, as Trunk asks for it.
    await inParallel([...names.map((name) => () => compile(name)), () => cargo(["--release"])]);
  } else if (process.env.TRUNK_PROFILE === "release") {
    // For `make dev` one build stands in for all of them.
    const sources = hashOfSources();
    await inParallel(names.map((name) => () => build(name, sources)));
  }
} catch (error) {
  console.error(error.stderr || error);
  process.exit(1);
}
