// What a start fetches is how the page looks and what reading takes; it is named in the page's head, so that nothing waits
// for another file to ask for it; and it comes once. What else the page does follows in the same way.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";

/** In the page: what was fetched, and what the head names. */
const fetched = `
  const all = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const links = document.querySelectorAll("link[rel=modulepreload], link[rel=preload]");
  return { all, named: [...links].map(({ href }) => new URL(href).pathname) };`;

/** @param {import("./visit.mjs").Visit} visit */
export function start(visit) {
  afterEach(() => visit.server.behave());

  test("every module and the network are named in the head, and the network comes once", async () => {
    await visit.open();
    const { all, named } = await visit.driver.executeScript(fetched);
    const modules = all.filter((path) => path.endsWith(".js"));
    assert.ok(modules.length > 50, `${modules.length} modules`);
    assert.deepEqual(modules.filter((path) => !named.includes(path)), []);
    const networks = all.filter((path) => path.endsWith(".safetensors"));
    assert.equal(networks.length, 1);
    assert.ok(named.includes(networks[0]), networks[0]);
  });

  test("what only training and the like take is not asked for before the network and what reads are here", async () => {
    visit.server.takeAsked();
    await visit.open();
    // What a worker asks for only the server knows.
    const names = [...new Set(visit.server.takeAsked().filter((path) => /neuroglyph|worker\.js/.test(path)))];
    const plain = names.map((path) => path.split("/").at(-1).replace(/-\d+/, "")).toSorted();
    assert.deepEqual(plain, ["reading-neuroglyph.js", "reading-neuroglyph_bg.wasm"]);

    visit.server.fail(/\.safetensors$/, "stall");
    visit.server.takeAsked();
    await visit.driver.get(visit.server.page);
    await visit.eventually("the page's program runs", async () => (await visit.rootData("ready")) === "false");
    const rest = /\/(rooms|train|mind|why|uPlot\.esm)\.js$/;
    assert.deepEqual(visit.server.takeAsked().filter((path) => rest.test(path)), []);
  });

  test("where the rest of the page does not arrive, it reads all the same, and says so", async () => {
    visit.server.fail(/rooms\.js$/, "refuse");
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    const absent = "const { innerText, hidden } = document.querySelector('#absent'); return hidden ? '' : innerText";
    assert.match(await visit.driver.executeScript(absent), /Train, Mind and the measure of this device could not be opened/);
    assert.equal(await visit.driver.executeScript("return document.querySelector('#train').inert"), true);

    visit.server.behave();
    await visit.driver.executeScript("window.isOld = true; document.querySelector('#absent a').click()");
    await visit.eventually("it is loaded again", () => visit.driver.executeScript("return !window.isOld"));
    await visit.isReady();
    assert.equal(await visit.driver.executeScript(absent), "");
    assert.equal(await visit.driver.executeScript("return document.querySelector('#train').inert"), false);
  });
  test("after a start without a connection, Try again brings the whole page", async () => {
    visit.server.fail(/neuroglyph-|\.safetensors$|rooms\.js$/, "refuse");
    await visit.driver.get(visit.server.page);
    await visit.isState("failed");
    await visit.draw(DIGITS[3]);
    visit.server.behave();
    await visit.press("retry");
    await visit.isReady();
    await visit.reads(3);
    assert.equal(await visit.driver.executeScript("return document.querySelector('#train').inert"), false);
  });
}
