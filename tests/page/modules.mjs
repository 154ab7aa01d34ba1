// Bundles modules of the page and of the package when they are asked for, for tests and benches that use them in a page.

import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { builtFile } from "../../tools/build/dist.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const WORKERS = ["trainer", "mind", "benchmark", "lessons", "thread"];

/** Of the built files these modules know the workers. @param {string} base where the page is served @returns {esbuild.Plugin} */
const built = (base) => ({
  name: "built",
  setup(build) {
    const workers = Object.fromEntries(WORKERS.map((name) => [name, base + builtFile("www", name, ".js")]));
    build.onResolve({ filter: /^built$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onLoad({ filter: /.*/, namespace: "built" }, () => ({
      contents: `export const workers = ${JSON.stringify(workers)}, variants = {}, models = {}, styles = {};`,
    }));
  },
});

/**
 * One module that exports what these do.
 * @param {string} names of files, such as "www/mind/worker/dream,npm/src/worker/pool" @param {string} base where the page is served
 */
export async function bundled(names, base) {
  const lines = names.split(",").map((name) => `export * from "./${name}";`);
  const { outputFiles } = await esbuild.build({
    stdin: { contents: lines.join("\n"), resolveDir: ROOT },
    bundle: true,
    format: "esm",
    write: false,
    plugins: [built(base)],
  });
  return outputFiles[0].text;
}
