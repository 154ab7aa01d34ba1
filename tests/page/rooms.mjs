// Four rooms behind hash routes, and the drawing that goes along: on a desk as a column, on a phone as a strip.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";

const PHONE = [360, 740];
const DESK = [1280, 657];

/** By the address: the room, and the heading that the page is called by. */
const ROUTES = {
  "#/read": ["read", /^Read · Neuroglyph$/],
  "#/learn": ["learn", /lessons · Neuroglyph$/],
  "#/learn/2": ["learn", /France.* · Neuroglyph$/],
  "#/train": ["train", /^Train one yourself · Neuroglyph$/],
  "#/mind/dreams": ["mind", /takes a digit for · Neuroglyph$/],
  "#/mind/why": ["mind", /ink decided · Neuroglyph$/],
  "#/mind/neurons": ["mind", /neurons look for · Neuroglyph$/],
  "#/mind/errors": ["mind", /errs · Neuroglyph$/],
  "#/mind/styles": ["mind", /may not know · Neuroglyph$/],
  "#/mind/yours": ["mind", /your writing · Neuroglyph$/],
};

/** Addresses of earlier versions, and where they lead now. */
const OLD = {
  "#read": "#/read",
  "#train": "#/train",
  "#mind": "#/mind/dreams",
  "?recipe=nielsen#train": "#/train",
  "#nowhere": "#/read",
};

/** In the page: where it is. */
const WHERE = `
  const { room } = document.documentElement.dataset;
  const current = [...document.querySelectorAll(".tabs [aria-current]")].map(({ hash, ariaCurrent }) => [hash, ariaCurrent]);
  return { room, current, title: document.title, focused: document.activeElement.tagName, y: Math.round(scrollY) };`;

/** @param {import("./visit.mjs").Visit} visit */
export function rooms(visit) {
  const where = () => visit.driver.executeScript(WHERE);
  const isIn = (room) => visit.eventually(`${room} is entered`, async () => (await visit.rootData("room")) === room);
  const scrollTo = (top) => visit.driver.executeScript("scrollTo(0, arguments[0])", top);

  const hasTitle = async (address) => {
    const [room, title] = ROUTES[address];
    await visit.eventually(`the title of ${address}`, async () => title.test((await where()).title));
    const now = await where();
    assert.equal(now.room, room);
    assert.equal(now.current.length, 1);
    const [[hash, current]] = now.current;
    assert.equal(hash.split("/")[1], room);
    assert.equal(current, hash === address ? "page" : "true");
    assert.equal((await visit.driver.findElements(By.css("#room h1"))).length, 1);
  };

  // One of each room: what begins there may need another file.
  for (const address of ["#/read", "#/learn/2", "#/train", "#/mind/why"])
    test(`a first load of ${address} opens its room, with its title and its heading`, async () => {
      await visit.goTo(`${visit.server.page}${address}`);
      await visit.isReady();
      await hasTitle(address);
      assert.equal((await where()).focused, "BODY", "the first load leaves the focus alone");
    });

  test("each address opens its room, with its title and its heading", async () => {
    await visit.open();
    for (const address of Object.keys(ROUTES)) {
      await visit.enter(address.slice("#/".length));
      await hasTitle(address);
    }
  });

  for (const [address, leads] of Object.entries(OLD))
    test(`the old address ${address} leads to ${leads}`, async () => {
      await visit.goTo(`${visit.server.page}${address}`);
      await visit.isReady();
      const { room, title } = await where();
      assert.equal(room, ROUTES[leads][0]);
      assert.match(title, ROUTES[leads][1]);
    });

  test("a press begins a room at its top with the focus on its heading, and Back finds the place that was left", async () => {
    await visit.driver.get(visit.server.empty);
    await visit.openAt(...PHONE);
    await scrollTo(200);
    await visit.driver.findElement(By.css('.tabs a[href="#/mind/dreams"]')).click();
    await isIn("mind");
    await visit.isReady();
    await visit.eventually("the heading has the focus", async () => (await where()).focused === "H1");
    assert.equal((await where()).y, 0);
    await visit.driver.executeScript("history.back()");
    await isIn("read");
    await visit.eventually("the place is found", async () => (await where()).y === 200);
    assert.equal((await where()).focused, "H1");
    const decoration = "return getComputedStyle(document.activeElement).textDecorationLine";
    assert.equal(await visit.driver.executeScript(decoration), "none", "a heading with the focus is no link");
  });

  test("the first key reaches the way past the pad", async () => {
    await visit.open();
    await visit.key(Key.TAB);
    assert.equal(await visit.driver.executeScript("return document.activeElement.textContent"), "Skip to the room");
    await visit.key(Key.ENTER);
    assert.equal((await where()).focused, "H1");
    assert.equal((await where()).room, "read");
  });

  for (const room of ["learn", "train", "mind/dreams"])
    test(`on a phone the strip in ${room} says what is read, and unfolds the pad where nothing moves`, async () => {
      await visit.openAt(...PHONE);
      await visit.draw(DIGITS[1]);
      await visit.reads(1);
      await visit.enter(room);
      const strip = await visit.find("strip");
      assert.equal((await strip.getRect()).height, 71);
      assert.match(await strip.getText(), /^1\s/);
      const topOf = (part) =>
        visit.driver.executeScript("return document.querySelector(arguments[0]).getBoundingClientRect().top", part);
      const top = () => topOf("#room h1");
      const before = await top();
      await visit.press("strip");
      assert.equal(await strip.getAttribute("aria-expanded"), "true");
      assert.equal(await top(), before);
      assert.equal(await topOf(".strip"), 0);
      await visit.press("clear");
      await visit.draw(DIGITS[7]);
      await visit.reads(7);
      assert.match(await strip.getText(), /^7\s/);
      assert.equal(await top(), before);
      await visit.press("strip");
      assert.equal(await strip.getAttribute("aria-expanded"), "false");
      assert.equal(await top(), before);
      await visit.hasNoSidewaysScroll();
    });

  test("on a desk the pad column stays in every room, without a control below the window", async () => {
    await visit.openAt(...DESK);
    let places = null;
    for (const room of ["read", "learn", "train", "mind/why"]) {
      await visit.enter(room);
      const found = await visit.driver.executeScript(`
        const controls = [...document.querySelectorAll(".read button, .read label, .read [data-testid=pad]")];
        const shown = controls.filter((control) => control.offsetWidth > 0 && !control.matches(".strip"));
        return shown.map((control) => { const { x, y, width, height, bottom } = control.getBoundingClientRect(); return [x, y, width, height, bottom].map(Math.round); });`);
      assert.ok(found.length >= 4);
      for (const [, , , , bottom] of found) assert.ok(bottom <= DESK[1], `a control ends at ${bottom}`);
      places ??= found;
      assert.deepEqual(found, places);
    }
  });
}
