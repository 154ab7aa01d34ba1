// The package in what three bundlers make of it, and on Vite's development server.

import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as esbuild from "esbuild";
import { DIGITS } from "../page/digits.mjs";
import { STAGE } from "./install.mjs";

/** The page of Vite's example beside a bundle. @param {string} folder @param {string} script */
function put(folder, script) {
  const html = readFileSync(join(STAGE, "vite/index.html"), "utf8").replace("/main.ts", script);
  writeFileSync(join(STAGE, folder, "index.html"), html);
}

/** The script of Vite's example without its types. */
function plainScript() {
  const { code } = esbuild.transformSync(readFileSync(join(STAGE, "vite/main.ts"), "utf8"), { loader: "ts" });
  writeFileSync(join(STAGE, "vite/main.js"), code);
  return join(STAGE, "vite/main.js");
}

async function byWebpack() {
  const { default: webpack } = await import("webpack");
  const path = join(STAGE, "webpack");
  const options = { mode: "production", entry: plainScript(), output: { path, filename: "main.js" } };
  const quiet = { performance: { hints: false } };
  const stats = await new Promise((resolve, reject) =>
    webpack({ ...options, ...quiet }, (error, stats) => (error ? reject(error) : resolve(stats))),
  );
  if (stats.hasErrors() || stats.hasWarnings())
    throw new Error(stats.toString({ all: false, errors: true, warnings: true }));
  put("webpack", "main.js");
}

/** It bundles no workers: the worker's file is an entry of its own, which lies beside the script. */
async function byEsbuild() {
  mkdirSync(join(STAGE, "esbuild"));
  await esbuild.build({
    absWorkingDir: join(STAGE, "vite"),
    entryPoints: [plainScript(), "neuroglyph/worker.js"],
    entryNames: "[name]",
    outdir: join(STAGE, "esbuild"),
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  put("esbuild", "main.js");
}

/** @param {string} name */
async function byVite(name) {
  const { build } = await import("vite");
  await build({ root: join(STAGE, name), logLevel: "error" });
}

const READ = "document.querySelector('#read')?.value";
const TRAINED = "document.querySelector('#trained').value";

/** @param {import("./guest.mjs").Guest} guest */
export function bundles(guest) {
  const readsAndTrains = async (/** @type {string} */ address) => {
    await guest.open(address);
    await guest.becomes(READ, "7");
    await guest.driver.executeScript("document.querySelector('#train').click()");
    await guest.becomes(TRAINED, "trained: 100 % right");
  };

  for (const [name, folder, build] of [
    ["Vite", "vite/dist", () => byVite("vite")],
    ["webpack", "webpack", byWebpack],
    ["esbuild", "esbuild", byEsbuild],
  ])
    test(`${name}: the bundle reads a 7 and trains under the strict policy`, async () => {
      await build();
      await readsAndTrains(guest.at(`${folder}/index.html`));
      guest.saidNothing();
    });

  test("Vite and React: a 7 is drawn and read, and cleared", async () => {
    await byVite("react");
    await guest.open(guest.at("react/dist/index.html"));
    await guest.becomes("document.querySelector('svg') !== null", true);
    await guest.draw("document.querySelector('svg')", DIGITS[7]);
    await guest.becomes(READ, "7");
    await guest.driver.executeScript("document.querySelector('button').click()");
    await guest.becomes(READ, "");
    guest.saidNothing();
  });

  test("Vite’s development server: the app reads a 7 and trains", async (t) => {
    const { createServer } = await import("vite");
    const server = await createServer({
      root: join(STAGE, "vite"),
      logLevel: "error",
      server: { host: "127.0.0.1", port: 0, watch: null },
    });
    t.after(() => server.close());
    await server.listen();
    await readsAndTrains(`http://127.0.0.1:${server.httpServer.address().port}/`);
  });
}
