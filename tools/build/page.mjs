// Called by Trunk when it has built the page: bundles its scripts and styles, puts a hash of its contents into the name of
// every script, style, program and model, and writes the names into index.html. So no two versions can be mixed up. What
// comes without one: index.html, isolate.js, MNIST's files, whose contents the crate checks, the icon, the preview and the licenses.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import * as esbuild from "esbuild";
import { VARIANTS, folderOf } from "./crate.mjs";
import { guard } from "./guard.mjs";
import { licenses } from "./licenses.mjs";

const STAGE = process.env.TRUNK_STAGING_DIR ?? "dist";
const isRelease = process.env.TRUNK_PROFILE === "release";

/** Each in a bundle of its own, which the page starts by its address. */
const WORKERS = {
  trainer: "www/train/worker/worker.ts",
  mind: "www/mind/worker/worker.ts",
  benchmark: "www/benchmark/worker/worker.ts",
  lessons: "www/learn/worker/worker.ts",
  thread: "npm/src/worker/thread.ts",
};

/** What the page fetches of pretrained/. */
const MODELS = {
  reader: "reader.safetensors",
  withoutHandwriting: "reader-mnist.safetensors",
  means: "means-idx3-ubyte",
  nielsen: "nielsen.safetensors",
  symon: "symon.safetensors",
  lernmi: "lernmi.safetensors",
};

/** For `make dev` one build stands in for all of them. */
const QUICK = "quick";

/** @type {esbuild.BuildOptions} */
const COMMON = {
  bundle: true,
  format: "esm",
  // The youngest browsers with relaxed SIMD are not asked for: these have all that the page's own code needs.
  target: ["chrome108", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: isRelease,
  sourcemap: true,
  metafile: true,
  outdir: join(STAGE, "www"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  // What npm/package.json says of side effects is of its dist/.
  ignoreAnnotations: true,
  logLevel: "warning",
};

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/**
 * Puts a file into the page under a name that says what is in it.
 * @param {string} from @param {string} folder @param {string} name
 */
function put(from, folder, name) {
  const bytes = readFileSync(from);
  const hash = sha256(bytes);
  const url = `${folder}/${name}-${hash.toString("hex").slice(0, 10)}${extname(from)}`;
  mkdirSync(join(STAGE, folder), { recursive: true });
  writeFileSync(join(STAGE, url), bytes);
  return { url, integrity: `sha256-${hash.toString("base64")}` };
}

/** Trunk's own build of the crate goes to where the others are. @param {string} folder */
function takePlain(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(STAGE).filter((file) => file.startsWith("neuroglyph-"))) {
    copyFileSync(join(STAGE, file), join(folder, file.replace(/^neuroglyph-[0-9a-f]+/, "neuroglyph")));
    rmSync(join(STAGE, file));
  }
  guard(`${folder}/neuroglyph.js`);
}

/** @param {string} variant */
function putVariant(variant) {
  const folder = folderOf(isRelease ? variant : QUICK);
  const glue = put(`${folder}/neuroglyph.js`, "crate", variant).url;
  return [variant, { glue, wasm: put(`${folder}/neuroglyph_bg.wasm`, "crate", variant) }];
}

/** What was written for an entry, relative to the page. @param {esbuild.Metafile} metafile @param {string} entry */
function outputOf(metafile, entry) {
  const [path, output] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  if (!path || !output) throw new Error(`page: nothing was written for ${entry}`);
  return {
    url: relative(STAGE, path),
    imports: output.imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => relative(STAGE, path)),
  };
}

/** The names of all these files as a module, www/built.d.ts. @param {Record<string, unknown>} names @returns {esbuild.Plugin} */
const built = (names) => ({
  name: "built",
  setup(build) {
    build.onResolve({ filter: /^built$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onLoad({ filter: /.*/, namespace: "built" }, () => ({
      contents: Object.entries(names)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join("\n"),
    }));
  },
});

/**
 * Has every part that is loaded later import what the main script does, which is there by then: so all that is of both is
 * one bundle, and not one for each set of parts that share it.
 * @returns {esbuild.Plugin}
 */
const shared = () => ({
  name: "shared",
  setup(build) {
    const folder = resolve("www/app");
    const imports = readFileSync("www/app/main.tsx", "utf8").matchAll(/^import [^;]* from "(\.[^"]*)";$/gm);
    const first = Array.from(imports, ([, path]) => `import ${JSON.stringify(resolve(folder, path))};`).join("\n");
    const later = new Set();
    build.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || pluginData === later) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: later });
      later.add(found.path);
      return found;
    });
    build.onLoad({ filter: /\.tsx$/ }, ({ path }) =>
      later.has(path) ? { contents: `${first}\n${readFileSync(path, "utf8")}`, loader: "tsx" } : undefined,
    );
  },
});

/**
 * What the built page may do: run its own scripts, show images of its own, and ask its own host. The styles that stand in
 * the first paint's elements are named by their hashes, as its one script is.
 * @param {string} html
 */
function policyOf(html) {
  const hashes = (pattern) => [
    ...new Set(Array.from(html.matchAll(pattern), ([, text]) => `'sha256-${sha256(text).toString("base64")}'`)),
  ];
  const scripts = hashes(/<script>(.*?)<\/script>/gs).join(" ");
  const styles = hashes(/ style="([^"]*)"/g).join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${scripts}`,
    `style-src 'self' 'unsafe-hashes' ${styles}`,
    "img-src 'self' blob: data:",
    // A picture on the pad outlives a reload as a text.
    "connect-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types neuroglyph",
  ].join("; ");
}

/** sw.js, which knows the files of this version; and for who has it under its old name, a way to it. */
async function serviceWorker() {
  const page = readdirSync(join(STAGE, "www")).filter((file) => !file.endsWith(".map") && !file.startsWith("preview"));
  const { glue, wasm } = variants.reading;
  const first = [...page.map((file) => `www/${file}`), glue, wasm.url, models.reader.url];
  const crate = Object.values(variants).flatMap(({ glue, wasm }) => [glue, wasm.url]);
  const files = [...new Set([...first, ...crate, ...Object.values(models).map(({ url }) => url)])];
  const version = sha256(html + files.join())
    .toString("hex")
    .slice(0, 10);
  await esbuild.build({
    ...COMMON,
    entryPoints: ["www/sw/sw.ts"],
    plugins: [built({ files, first, main: main.url, version })],
    outdir: STAGE,
    entryNames: "[name]",
    minify: false,
    sourcemap: false,
  });
  writeFileSync(join(STAGE, "isolate.js"), 'importScripts("sw.js");\n');
}

/** @param {string} html @param {string} from @param {string} to */
function replaced(html, from, to) {
  if (!html.includes(from)) throw new Error(`page: index.html has no ${from}`);
  return html.replace(from, () => to);
}

/** What the page shows before its program runs, by the same components. */
async function firstPaint() {
  const { outputFiles } = await esbuild.build({
    ...COMMON,
    entryPoints: ["www/app/first-paint.tsx"],
    platform: "node",
    plugins: [built(names)],
    minify: false,
    sourcemap: false,
    write: false,
  });
  const { text } = outputFiles[0];
  const page = await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
  return page.firstPaint();
}

takePlain(folderOf(isRelease ? "plain" : QUICK));
const variants = Object.fromEntries(VARIANTS.map(putVariant));
const models = Object.fromEntries(
  Object.entries(MODELS).map(([name, file]) => [
    name,
    put(`pretrained/${file}`, "pretrained", basename(file, ".safetensors")),
  ]),
);

const ofWorkers = await esbuild.build({
  ...COMMON,
  entryPoints: Object.entries(WORKERS).map(([out, path]) => ({ in: path, out })),
});
const workers = Object.fromEntries(
  Object.entries(WORKERS).map(([name, path]) => [name, outputOf(ofWorkers.metafile, path).url]),
);

/** Styles that come with a room. */
const ofStyles = await esbuild.build({ ...COMMON, entryPoints: ["www/learn/learn.css"] });
const styles = { learn: outputOf(ofStyles.metafile, "www/learn/learn.css").url };

const names = { variants, models, workers, styles };
const ofPage = await esbuild.build({
  ...COMMON,
  entryPoints: ["www/app/main.tsx", "www/app/page.css"],
  splitting: true,
  plugins: [built(names), shared()],
});
const main = outputOf(ofPage.metafile, "www/app/main.tsx");
const preload = (url) => `<link rel="preload" href="${url}" as="fetch" crossorigin>`;
const modules = [...main.imports, variants.reading.glue].map((url) => `<link rel="modulepreload" href="${url}">`);
let html = readFileSync(join(STAGE, "index.html"), "utf8");
html = replaced(html, "www/app/page.css", outputOf(ofPage.metafile, "www/app/page.css").url);
html = replaced(html, "www/app/main.tsx", main.url);
// What spoke to Trunk, and of this script.
html = html.replace(/^.*<link data-trunk.*\n|^ *<!--.*-->\n/gm, "");
html = replaced(html, "<!-- first paint -->", await firstPaint());
html = replaced(
  html,
  "</head>",
  `${[...modules, preload(variants.reading.wasm.url), preload(models.reader.url)].join("\n  ")}\n</head>`,
);
// Whoever shows a link to the page wants whole addresses, which only a build for a host knows: SITE_URL=https://…/
const { SITE_URL } = process.env;
if (SITE_URL) {
  const at = (path) => new URL(path, SITE_URL).href;
  const tags = [
    `<meta property="og:url" content="${at("")}">`,
    `<meta property="og:image" content="${at("www/preview.png")}">`,
  ];
  html = replaced(html, "</title>", `</title>\n  ${tags.join("\n  ")}`);
}
// Where the page is developed, the tool that reloads it puts a script of its own into it.
if (isRelease)
  html = replaced(
    html,
    '<meta charset="utf-8">',
    `<meta charset="utf-8">\n  <meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`,
  );
writeFileSync(join(STAGE, "index.html"), html);
await serviceWorker();
writeFileSync(join(STAGE, "licenses.txt"), licenses([ofWorkers.metafile, ofPage.metafile]));
