// What a start fetches is named in the page's head, so that nothing waits for another file to ask for it; and comes once.

import assert from "node:assert/strict";
import { test } from "node:test";

/** In the page: what was fetched until it could read, and what its head had named. */
const fetched = `
  const all = performance.getEntriesByType("resource").map(({ name }) => name);
  const links = document.querySelectorAll("link[rel=modulepreload], link[rel=preload]");
  return {
    modules: all.filter((name) => new URL(name).pathname.endsWith(".js")),
    networks: all.filter((name) => name.endsWith(".safetensors")),
    named: [...links].map(({ href }) => href),
  };`;

/** @param {import("./visit.mjs").Visit} visit */
export function start(visit) {
  test("every module and the network are named in the head, and the network comes once", async () => {
    await visit.open();
    const { modules, networks, named } = await visit.driver.executeScript(fetched);
    assert.ok(modules.length > 50, `${modules.length} modules`);
    assert.deepEqual(modules.filter((module) => !named.includes(module)), []);
    assert.equal(networks.length, 1);
    assert.ok(named.includes(networks[0]), networks[0]);
  });
}
