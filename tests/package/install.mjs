// Packs the package and installs the file into clean folders under target/package/, beside what the bundlers need.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const STAGE = join(ROOT, "target/package");

/** @param {string} folder @param {...string} words */
const npm = (folder, ...words) => execFileSync("npm", words, { cwd: folder, encoding: "utf8", stdio: "pipe" });

/** The path of the packed file. */
let file = "";

export function installPackage() {
  rmSync(STAGE, { recursive: true, force: true });
  mkdirSync(STAGE, { recursive: true });
  npm(join(ROOT, "npm"), "pack", "--pack-destination", STAGE);
  file = join(
    STAGE,
    readdirSync(STAGE).find((name) => name.endsWith(".tgz")),
  );
  symlinkSync(join(ROOT, "tests/package/node_modules"), join(STAGE, "node_modules"));
  for (const name of ["vite", "react"]) {
    cpSync(join(ROOT, "examples", name), join(STAGE, name), { recursive: true });
    add(name);
  }
  mkdirSync(join(STAGE, "node"));
  writeFileSync(join(STAGE, "node/package.json"), JSON.stringify({ private: true, type: "module" }));
  cpSync(join(ROOT, "examples/node.mjs"), join(STAGE, "node/node.mjs"));
  add("node");
  // Without a bundler: a folder of files beside the pages.
  mkdirSync(join(STAGE, "plain"));
  for (const name of ["plain.html", "plain.js", "form.html"])
    cpSync(join(ROOT, "examples", name), join(STAGE, "plain", name));
  cpSync(installed("dist"), join(STAGE, "plain/neuroglyph"), { recursive: true });
}

/** Asks no registry: the package needs no other. @param {string} project */
const add = (project) =>
  npm(join(STAGE, project), "install", "--offline", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", file);

/** A path in the package as it was installed. @param {string} path */
export const installed = (path) => join(STAGE, "node/node_modules/neuroglyph", path);
