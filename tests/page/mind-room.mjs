// Mind as a room: a row to choose one of six tools, whose mind it is, and what stands there before the network has come.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { load, says } from "./insight.mjs";
import { settle, show } from "./mind-visit.mjs";

const MODEL = /\.safetensors$/;

/** By its tool, the title of the room. */
const TITLES = {
  dreams: "What it takes a digit for",
  why: "Which ink decided",
  neurons: "What its neurons look for",
  errors: "Where it errs",
  styles: "Handwriting it may not know",
  yours: "How well it reads your writing",
};

/** Pixels that a tool may take on a phone once it was used. */
const LONGEST = 4000;

/** @param {import("./visit.mjs").Visit} visit */
export function mindRoom(visit) {
  afterEach(() => visit.server.behave());

  const waits = () => visit.driver.executeScript("return document.querySelector('.mind .place')?.innerText ?? ''");
  const height = () => visit.driver.executeScript("return document.documentElement.scrollHeight");

  for (const [width, windowHeight, lines] of [
    [360, 740, 2],
    [1280, 657, 1],
  ])
    test(`at ${width} px the row of tools has ${lines} lines, and leads to each under its title`, async () => {
      await visit.openAt(width, windowHeight);
      await visit.enter("mind/dreams");
      for (const [tool, title] of Object.entries(TITLES)) {
        await visit.driver.executeScript("document.querySelector(`.sub a[href$='${arguments[0]}']`).click()", tool);
        await visit.eventually(`the title of ${tool}`, () =>
          visit.driver.executeScript("return document.querySelector('h1').textContent === arguments[0]", title),
        );
        const links = await visit.driver.executeScript(`
          return [...document.querySelectorAll(".sub a")].map((link) => {
            const { top, height } = link.getBoundingClientRect();
            return { top: Math.round(top), height, current: link.getAttribute("aria-current"), href: link.getAttribute("href") };
          });`);
        assert.equal(links.length, 6);
        assert.equal(new Set(links.map(({ top }) => top)).size, lines);
        assert.ok(links.every((link) => link.height >= 44));
        assert.deepEqual(
          links.filter(({ current }) => current).map(({ href, current }) => [href, current]),
          [[`#/mind/${tool}`, "page"]],
        );
        assert.equal(await visit.driver.executeScript("return document.activeElement.localName"), "h1");
      }
    });

  test("it says whose mind it is", async () => {
    await visit.open();
    await visit.enter("mind/why");
    assert.equal(await visit.text("mind-network"), "reader");
    await load(visit, "nielsen");
    await visit.enter("mind/why");
    await visit.eventually("another name", async () => (await visit.text("mind-network")).startsWith("nielsen"));
  });

  test("before the network is there it says what it waits for", async () => {
    visit.server.fail(MODEL, "stall");
    await visit.driver.get(visit.server.empty);
    await visit.driver.get(`${visit.server.page}#/mind/dreams`);
    await visit.eventually("it waits", async () =>
      /^The network is still arriving, .* Then this opens by itself\.$/.test(await waits()),
    );
  });

  test("a network that did not come is asked for again, from here too", async () => {
    visit.server.fail(MODEL, "refuse");
    await visit.driver.get(visit.server.empty);
    await visit.driver.get(`${visit.server.page}#/mind/dreams`);
    await visit.isState("failed");
    await visit.eventually("it says so", async () =>
      /Without a network there is nothing to look into\./.test(await waits()),
    );
    visit.server.behave();
    await visit.press("retry-network");
    await says(visit, "method-text", /reads \d+ of its 10/);
    assert.equal(await visit.driver.executeScript("return document.activeElement.localName"), "h1");
  });

  test("on a phone dreams and why are no longer than they may be once they were used", async () => {
    await visit.openAt(360, 740);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/dreams");
    await says(visit, "method-text", /reads \d+ of its 10/);
    await show(visit, "[data-testid=turn-8]");
    await visit.press("turn-8");
    await says(visit, "turn-words", /^It now reads 8, /);
    assert.ok((await height()) <= LONGEST, `dreams take ${await height()} px`);
    await visit.enter("mind/why");
    await show(visit, "[data-testid=blame-8]");
    await visit.press("blame-8");
    await show(visit, "[data-testid=blame-on-pad]");
    await visit.press("blame-on-pad");
    await visit.unfoldPad();
    await settle(visit);
    assert.ok((await height()) <= LONGEST, `why takes ${await height()} px`);
    await visit.hasNoSidewaysScroll();
  });
}
