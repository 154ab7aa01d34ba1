// What a start fetches is how the page looks and what reading takes; it is named in the page's head, so that nothing waits
// for another file to ask for it; and it comes once. What else the page does follows in the same way.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { HASH, builtFile, nameOf } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";

/** In the page: what the head names, for the browser to fetch at once. */
const named = `
  const links = "link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], link[rel=preload], script[src]";
  return [...document.head.querySelectorAll(links)].map(({ href, src }) => new URL(href ?? src).pathname);`;

/** All that comes before the page reads, and the rest of the page. Which scripts share what, esbuild decides. */
const START = ["page.css", "main.js", "reading.js", "reading.wasm", "reader.safetensors"];
const REST = "rooms.js";
const SHARED = "chunk.js";

const ROOMS = builtFile("www", "rooms", ".js");

/** Of built files, sorted. @param {string[]} paths */
const namesOf = (paths) =>
  paths
    .filter((path) => HASH.test(path))
    .map(nameOf)
    .toSorted();

/** @param {import("./visit.mjs").Visit} visit */
export function start(visit) {
  afterEach(() => visit.server.behave());

  test("all that the start fetches is named in the head, in few bundles, and comes once", async () => {
    visit.server.takeAsked();
    await visit.open();
    const head = await visit.driver.executeScript(named);
    // What a worker asks for only the server knows.
    const asked = visit.server.takeAsked();
    const files = namesOf(asked);
    const shared = files.filter((name) => name === SHARED);
    assert.ok(shared.length <= 2, `${shared.length} shared bundles`);
    assert.deepEqual(
      files.filter((name) => name !== SHARED),
      [...START, REST].toSorted(),
    );
    const rest = new URL(ROOMS, visit.server.page).pathname;
    const base = new URL(visit.server.page).pathname;
    const own = asked.filter((path) => path.startsWith(base) && path !== base && path !== rest);
    assert.deepEqual(
      own.filter((path) => !head.includes(path)),
      [],
    );
  });

  test("the rest of the page is not asked for before the network and what reads are here", async () => {
    visit.server.fail(/\.safetensors$/, "stall");
    visit.server.takeAsked();
    await visit.driver.get(visit.server.page);
    await visit.eventually("the page's program runs", async () => (await visit.rootData("ready")) === "false");
    const files = namesOf(visit.server.takeAsked());
    assert.deepEqual(
      files.filter((name) => name !== SHARED),
      START.toSorted(),
    );
  });

  test("where the rest of the page does not arrive, it reads all the same, and says so", async () => {
    visit.server.fail(ROOMS, "refuse");
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    const absent = "const { innerText, hidden } = document.querySelector('#absent'); return hidden ? '' : innerText";
    assert.match(
      await visit.driver.executeScript(absent),
      /Train, Mind and the measure of this device could not be opened/,
    );
    assert.equal(await visit.driver.executeScript("return document.querySelector('#train').inert"), true);

    visit.server.behave();
    await visit.driver.executeScript("window.isOld = true; document.querySelector('#absent a').click()");
    await visit.eventually("it is loaded again", () => visit.driver.executeScript("return !window.isOld"));
    await visit.isReady();
    assert.equal(await visit.driver.executeScript(absent), "");
    assert.equal(await visit.driver.executeScript("return document.querySelector('#train').inert"), false);
  });
  test("after a start without a connection, Try again brings the whole page", async () => {
    visit.server.fail(/\/crate\/|\.safetensors$|\/rooms-/, "refuse");
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
