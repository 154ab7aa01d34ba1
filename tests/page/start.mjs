// What a start fetches is how the page looks and what reading takes; it is named in the page's head, so that nothing waits
// for another file to ask for it; and it comes once. A room’s code follows when the room is entered.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { HASH, builtFile, nameOf } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";

/** In the page: what the head names, for the browser to fetch at once. */
const named = `
  const links = "link[rel=stylesheet], link[rel=icon], link[rel=manifest], link[rel=modulepreload], link[rel=preload], script[src]";
  return [...document.head.querySelectorAll(links)].map(({ href, src }) => new URL(href ?? src).pathname);`;

/** All that the page needs to read. Which scripts share what, esbuild decides. */
const START = ["page.css", "main.js", "reading.js", "reading.wasm", "reader.safetensors"];
const SHARED = "chunk.js";

/** The rooms whose code comes when they are entered. */
const ROOMS = ["learn", "train", "mind/why"];

const codeOf = (room) => builtFile("www", `${room.split("/")[0]}-room`, ".js");

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
    assert.ok(files.filter((name) => name === SHARED).length <= 2, files.join());
    assert.deepEqual(
      files.filter((name) => name !== SHARED),
      START.toSorted(),
    );
    const base = new URL(visit.server.page).pathname;
    // The service worker comes after that.
    const own = asked.filter((path) => path.startsWith(base) && path !== base && path !== `${base}sw.js`);
    assert.deepEqual(
      own.filter((path) => !head.includes(path)),
      [],
    );
  });

  test("what is painted before the program runs is what it shows, and nothing moves when it comes to life", async () => {
    visit.server.fail(builtFile("www", "main", ".js"), "refuse");
    await visit.goTo(visit.server.page);
    await visit.isState("failed");
    const before = await visit.layout();
    assert.match(await visit.driver.executeScript("return document.querySelector('#room h1').innerText"), /numbers/);
    visit.server.behave();
    await visit.open();
    assert.deepEqual(await visit.layout(), before);
  });

  for (const room of ROOMS)
    test(`the code of ${room} comes when it is entered, once`, async () => {
      await visit.open();
      visit.server.takeAsked();
      await visit.enter(room);
      await visit.enter("read");
      await visit.enter(room);
      const asked = visit.server.takeAsked().filter((path) => path.endsWith(codeOf(room)));
      assert.equal(asked.length, 1);
    });

  for (const room of ROOMS)
    test(`where the code of ${room} does not arrive, that is said, and the page reads all the same`, async () => {
      visit.server.fail(codeOf(room), "refuse");
      await visit.open();
      await visit.enter(room);
      const absent = "return document.querySelector('#absent')?.innerText ?? ''";
      assert.match(
        await visit.driver.executeScript(absent),
        /^(Learn|Train|Mind) could not be opened(: the server answers 503)?\./,
      );
      await visit.draw(DIGITS[3]);
      await visit.reads(3);

      visit.server.behave();
      await visit.driver.executeScript("window.isOld = true; document.querySelector('#absent a').click()");
      await visit.eventually("it is loaded again", () => visit.driver.executeScript("return !window.isOld"));
      await visit.isReady();
      assert.equal(await visit.driver.executeScript(absent), "");
      assert.equal(await visit.rootData("room"), room.split("/")[0]);
      // What was drawn is still there.
      await visit.reads(3);
    });

  test("after a start without a connection, Try again brings the network", async () => {
    visit.server.fail(/\/crate\/|\.safetensors$/, "refuse");
    await visit.goTo(visit.server.page);
    await visit.isState("failed");
    await visit.draw(DIGITS[3]);
    visit.server.behave();
    await visit.press("retry");
    await visit.isReady();
    await visit.reads(3);
  });

  test("it can be installed: the manifest leads to the page and to its icon", async () => {
    await visit.open();
    const found = await visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      const { href } = document.querySelector("link[rel=manifest]");
      fetch(href).then((answer) => answer.json()).then(async ({ start_url, icons }) => {
        const icon = await fetch(new URL(icons[0].src, href));
        done([new URL(start_url, href).href, icon.ok, icon.headers.get("content-type")]);
      }, (error) => done(String(error)));`);
    assert.deepEqual(found, [visit.server.page, true, "image/svg+xml"]);
  });
}
