// What a start fetches is named in the page's head, so that nothing waits for another file to ask for it; comes once; and
// is what reading takes, no more.

import assert from "node:assert/strict";
import { test } from "node:test";

/** In the page: what was fetched until it could read, and what its head had named. */
const fetched = `
  const all = performance.getEntriesByType("resource").map(({ name }) => name);
  const links = document.querySelectorAll("link[rel=modulepreload], link[rel=preload]");
  return {
    modules: all.filter((name) => new URL(name).pathname.endsWith(".js")),
    networks: all.filter((name) => name.endsWith(".safetensors")),
    programs: all.filter((name) => name.includes("neuroglyph-")),
    named: [...links].map(({ href }) => href),
  };`;

/** @param {import("./visit.mjs").Visit} visit */
export function start(visit) {
  test("every module and the network are named in the head, the network comes once, and no program but the one that reads", async () => {
    await visit.open();
    const { modules, networks, programs, named } = await visit.driver.executeScript(fetched);
    assert.ok(modules.length > 50, `${modules.length} modules`);
    assert.deepEqual(modules.filter((module) => !named.includes(module)), []);
    assert.equal(networks.length, 1);
    assert.ok(named.includes(networks[0]), networks[0]);
    const names = programs.map((program) => program.split("/").at(-1).replace(/-[0-9a-f]{16}/, "")).toSorted();
    assert.deepEqual(names, ["reading-neuroglyph.js", "reading-neuroglyph_bg.wasm"]);
  });
}
