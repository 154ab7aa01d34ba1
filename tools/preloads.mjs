// Called by Trunk when it has built the page: names in index.html every module that the page needs, so that the browser
// fetches them all at once, not one after the other as it comes upon their imports. In the head stand those of its start;
// those of a part that is imported later in a template, which takes that part's name.
// es-module-lexer is what bundlers read imports with.

import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { init, parse } from "es-module-lexer";

const START = "www/main.js";

await init;
const dist = pathToFileURL(`${process.env.TRUNK_STAGING_DIR}/`);
const page = new URL("index.html", dist);
const html = await readFile(page, "utf8");
const [, map] = /<script type="importmap">(.*?)<\/script>/s.exec(html) ?? [];
const { imports } = JSON.parse(map);

/** The URLs of what a module imports: at once, and later. @param {string} href */
async function importsOf(href) {
  const [found] = parse(await readFile(new URL(href), "utf8"));
  const of = (kind) =>
    found
      .filter(({ type, specifier }) => type === kind && specifier)
      .map(({ specifier: name }) => new URL(imports[name] ?? name, imports[name] ? dist : href).href);
  return { atOnce: of("static"), later: of("dynamic") };
}

/** Every module that has been named. @type {Set<string>} */
const modules = new Set();

/** Names a module and all that it imports, however far on. @param {string} href */
async function linksTo(href) {
  const own = new Set([href]);
  /** @type {string[]} */
  const parts = [];
  // A set that grows goes on until nothing new is in it.
  for (const module of own) {
    const { atOnce, later } = await importsOf(module);
    for (const next of atOnce) if (!modules.has(next)) own.add(next);
    parts.push(...later);
  }
  for (const module of own) modules.add(module);
  const links = [...own].sort().map((module) => `<link rel="modulepreload" href="./${module.slice(dist.href.length)}">`);
  return { links: links.join("\n"), parts };
}

const start = await linksTo(new URL(START, dist).href);
const named = [start.links];
// A part may have parts of its own.
const parts = new Set(start.parts);
for (const part of parts) {
  const { links, parts: more } = await linksTo(part);
  named.push(`<template id="${basename(part, ".js")}">\n${links}\n</template>`);
  for (const next of more) parts.add(next);
}
if (!html.includes("</head>")) throw new Error("index.html has no head to name modules in");
await writeFile(page, html.replace("</head>", `${named.join("\n")}\n</head>`));
