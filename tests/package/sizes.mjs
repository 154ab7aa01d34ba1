// What reading takes over the line, and what is in the package at all.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { ROOT, installed } from "./install.mjs";

/** Bytes, gzipped as a host sends them. */
const MOST = 330_000;

/** A module of the package and all that it imports, at once or later. @param {string} path @returns {string[]} */
function modulesOf(path, seen = new Set()) {
  if (seen.has(path)) return [...seen];
  seen.add(path);
  const text = readFileSync(installed(path), "utf8");
  for (const [, name] of text.matchAll(/(?:from|import|import\()"(\.[^"]+\.js)"/g))
    modulesOf(normalize(join(dirname(path), name)), seen);
  return [...seen];
}

export function sizes() {
  test("all that reading needs is at most 330 KB gzipped", (t) => {
    const files = modulesOf("dist/index.js").map((path) => {
      const bytes = gzipSync(readFileSync(installed(path)), { level: 9 }).length;
      t.diagnostic(`${path}: ${bytes}`);
      return bytes;
    });
    // The module itself, the program, the network.
    assert.ok(files.length >= 3, "program and network were not found");
    const all = files.reduce((sum, bytes) => sum + bytes, 0);
    t.diagnostic(`all: ${all}`);
    assert.ok(all <= MOST, `${all} bytes`);
  });

  test("the package has its license, its version and nothing of the tools", () => {
    const { version, files, dependencies } = JSON.parse(readFileSync(installed("package.json"), "utf8"));
    assert.match(readFileSync(join(ROOT, "Cargo.toml"), "utf8"), new RegExp(`^version = "${version}"$`, "m"));
    assert.equal(dependencies, undefined);
    const names = readdirSync(installed("."));
    assert.deepEqual(names.toSorted(), [...files, "README.md", "package.json"].toSorted());
    assert.match(readFileSync(installed("licenses.txt"), "utf8"), /MIT OR Apache-2\.0/);
  });
}
