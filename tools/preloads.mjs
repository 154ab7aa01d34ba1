// Called by Trunk when it has built the page: names in index.html every module that the page needs at its start, so that
// the browser fetches them all at once, not one after the other as it comes upon their imports.
// es-module-lexer is what bundlers read imports with.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { init, parse } from "es-module-lexer";

const START = "www/main.js";

await init;
const dist = pathToFileURL(`${process.env.TRUNK_STAGING_DIR}/`);
const page = new URL("index.html", dist);
const html = await readFile(page, "utf8");
const [, map] = /<script type="importmap">(.*?)<\/script>/s.exec(html) ?? [];
const { imports } = JSON.parse(map);

/** What is imported, however far on. @type {Set<string>} */
const modules = new Set();

/** @param {URL} url */
async function follow(url) {
  if (modules.has(url.href)) return;
  modules.add(url.href);
  const [found] = parse(await readFile(url, "utf8"));
  const names = found.flatMap(({ type, specifier }) => (type === "static" ? [specifier] : []));
  await Promise.all(names.map((name) => follow(new URL(imports[name] ?? name, imports[name] ? dist : url))));
}

await follow(new URL(START, dist));
const links = [...modules].sort().map((href) => `<link rel="modulepreload" href="./${href.slice(dist.href.length)}">`);
if (!html.includes("</head>")) throw new Error("index.html has no head to name modules in");
await writeFile(page, html.replace("</head>", `${links.join("\n")}\n</head>`));
