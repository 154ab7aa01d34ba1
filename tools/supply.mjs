// Whether what npm installs is what it should be: `node tools/supply.mjs` looks at the lockfiles, and at the licenses of what
// ships. It asks nobody else.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const LOCKFILES = ["package-lock.json", "benches/package-lock.json", "tests/package/package-lock.json"];

/** What is under one of these may ship. */
const ALLOWED = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Zlib"];

/** Packages that would run a script when they are installed, and work without: every `npm ci` says --ignore-scripts. */
const WORK_WITHOUT_SCRIPT = ["core-js", "esbuild"];

/**
 * @typedef {{ resolved?: string, integrity?: string, license?: string, dev?: boolean, link?: boolean, hasInstallScript?: boolean }} Locked
 */

/** Whether an SPDX expression allows it: one of several that may be chosen, all of those that hold together. @param {string} license */
function isAllowed(license) {
  const choices = license.replace(/[()]/g, "").split(" OR ");
  return choices.some((choice) => choice.split(" AND ").every((one) => ALLOWED.includes(one.trim())));
}

/** @param {string} resolved @returns {string} where a package comes from; "" where npm's own settings say it */
const originOf = (resolved = "") => (/^https:/.test(resolved) ? new URL(resolved).origin : resolved);

/**
 * What is wrong with a lockfile, in sentences.
 * @param {{ packages: Record<string, Locked> }} lockfile
 * @returns {string[]}
 */
export function findings({ packages }) {
  const all = Object.entries(packages).filter(([path]) => path !== "");
  const found = [];
  for (const [path, { integrity, license, dev, link, hasInstallScript, resolved }] of all) {
    const name = path.replace(/^.*node_modules\//, "");
    if (link) found.push(`${path} is a link to another folder`);
    if (!/^sha512-[\w+/]{86}==$/.test(integrity ?? "")) found.push(`${path} has no SHA-512 of its contents`);
    if (resolved && !/^https:.*\.tgz$/.test(resolved)) found.push(`${path} comes from no registry`);
    if (hasInstallScript && !WORK_WITHOUT_SCRIPT.includes(name))
      found.push(`${path} runs a script when it is installed`);
    if (!dev && !isAllowed(license ?? "none")) found.push(`${path} ships, and its license is ${license ?? "not said"}`);
  }
  const origins = new Set(all.map(([, { resolved }]) => originOf(resolved)).filter(Boolean));
  if (origins.size > 1) found.push(`its packages come from ${origins.size} places`);
  return found;
}

/** Calls of npm that would run what a package brings along. @param {string} text of a script @returns {string[]} */
export const scriptRunners = (text) =>
  text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter(
      (line) => /\bnpm (ci|install)\b/.test(line) && !line.trim().startsWith("#") && !/--ignore-scripts/.test(line),
    );

function main() {
  const found = LOCKFILES.flatMap((file) =>
    findings(JSON.parse(readFileSync(join(ROOT, file), "utf8"))).map((what) => `${file}: ${what}`),
  );
  for (const file of ["Makefile", "tools/setup.sh", "tools/test.sh"])
    for (const line of scriptRunners(readFileSync(join(ROOT, file), "utf8")))
      found.push(`${file}: no --ignore-scripts in “${line.trim()}”`);
  for (const what of found) console.error(`supply: ${what}`);
  if (found.length > 0) process.exit(1);
  console.log("supply: npm: licenses, sources, hashes and scripts are as they should be");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
