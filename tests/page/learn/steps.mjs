// What is done and looked at in Learn.

import assert from "node:assert/strict";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { violations, violationsInBothThemes } from "../axe.mjs";

export const PHONE = [360, 740];
export const DESK = [1280, 657];

/** A lesson's length at 360 px. */
const LONGEST = 1400;

/** In the page: where everything in the room is. What comes later has a place of its own, which is here as `.point`. */
const PLACES = `
  const parts = "h1, p:not(.point p), fieldset, legend, button, label, li, .handle > *, dl, dt, dd, .point, nav a, svg, canvas, [data-place]";
  return [...document.querySelectorAll("#room :is(" + parts + ")")].filter((part) => !part.closest("svg svg, svg *")).map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const place = [x, y + scrollY, width, height].map((pixels) => pixels.toFixed(2));
    return [part.tagName, part.classList[0], ...place].join(" ");
  });`;

/** In the page: the controls that are smaller than a finger, and the texts that are too small to read. */
const TOO_SMALL = `
  const controls = [...document.querySelectorAll("#room :is(a:not(.place a), button, input:not(.visually-hidden), label)")];
  const small = controls.filter((control) => control.getBoundingClientRect().height < 43.9);
  const texts = [...document.querySelectorAll("#room *")].filter((part) => part.textContent && parseFloat(getComputedStyle(part).fontSize) < 13);
  return [...small, ...texts].map((part) => part.outerHTML);`;

/** In the page: the texts that their box has no room for. */
const CUT_OFF = `
  const texts = [...document.querySelectorAll("#room :is(button, dt, dd, b, label span, .handle-name, .button)")];
  const isCut = (text) => text.scrollWidth > text.clientWidth + 1 || text.scrollHeight > text.clientHeight + 4;
  return texts.filter((text) => text.clientWidth > 0 && isCut(text)).map((text) => text.outerHTML);`;

/** @param {import("../visit.mjs").Visit} visit */
export function stepsOf(visit) {
  const inSight = (part) =>
    visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", part);

  return {
    /** What is done is forgotten. */
    async forget() {
      await visit.driver.get(visit.server.empty);
      await visit.driver.executeScript("localStorage.removeItem('lessons-done')");
    },

    async open(room, size = DESK) {
      await visit.openAt(...size);
      await visit.enter(room);
    },

    says: (testid, wanted) =>
      visit.eventually(`${testid} says ${wanted}`, async () => {
        const text = await visit.text(testid);
        return wanted instanceof RegExp ? wanted.test(text) : text === wanted;
      }),

    isThere: async (testid) => (await visit.driver.findElements(By.css(`[data-testid="${testid}"]`))).length === 1,

    textsOf: (css) =>
      visit.driver.executeScript(
        "return [...document.querySelectorAll(arguments[0])].map(({ textContent }) => textContent)",
        css,
      ),

    places: () => visit.driver.executeScript(PLACES),

    focused: () =>
      visit.driver.executeScript(
        "const { dataset, tagName, hash } = document.activeElement; return dataset.testid ?? (hash || tagName)",
      ),

    /** The room is at this address, and the focus at its heading. */
    async isAt(address) {
      await visit.eventually(`${address} is entered`, async () => {
        const hash = await visit.driver.executeScript("return location.hash");
        return hash === address && (await this.focused()) === "H1";
      });
      await visit.isReady();
    },

    /** @param {string[]} keys sent to a slider or a field */
    async send(testid, ...keys) {
      await visit.driver.executeScript("arguments[0].focus()", await visit.find(testid));
      for (const key of keys) await visit.key(key);
    },

    /**
     * A pointer comes down at the first of these places and goes up at the last; x and y in 0..1 of a part.
     * @param {import("selenium-webdriver").WebElement} part
     * @param {number[][]} places
     * @param {import("selenium-webdriver").WebElement} [handle] in the middle of which it comes down instead
     */
    async drag(part, places, type = Pointer.Type.MOUSE, handle) {
      await inSight(part);
      const { width, height } = await part.getRect();
      const pointer = new Pointer(type, type);
      const to = ([x, y]) =>
        pointer.move({
          origin: part,
          x: Math.round((x - 0.5) * width),
          y: Math.round((y - 0.5) * height),
          duration: 20,
        });
      const [first, ...rest] = places.map(to);
      const begin = handle
        ? [pointer.move({ origin: handle, duration: 0 }), pointer.press(), first]
        : [first, pointer.press()];
      const actions = visit.driver.actions({ async: true });
      actions.insert(pointer, ...begin, ...rest, pointer.release());
      await actions.perform();
      await visit.nextFrame();
    },

    /** Taps or clicks on what a radio button is the control of. */
    async tap(testid, type) {
      const label = await visit.driver.executeScript("return arguments[0].closest('label')", await visit.find(testid));
      await inSight(label);
      const pointer = new Pointer(type, type);
      const actions = visit.driver.actions({ async: true });
      actions.insert(pointer, pointer.move({ origin: label, duration: 0 }), pointer.press(), pointer.release());
      await actions.perform();
    },

    /** For later: nothing has moved since, the lesson is short, and all of it can be read and pressed. */
    async stillFromNowOn() {
      const start = await this.places();
      assert.ok(start.length > 40);
      return async (what) => {
        assert.deepEqual(await this.places(), start, what);
        await this.isShort();
        assert.deepEqual(await this.tooSmall(), [], what);
        assert.deepEqual(await this.cutOff(), [], what);
      };
    },

    /** Goes on with Tab until this has the focus. */
    async tabTo(testid) {
      for (let i = 0; i < 60; i++) {
        await visit.key(Key.TAB);
        if ((await this.focused()) === testid) return;
      }
      throw new Error(`Tab does not lead to ${testid}`);
    },

    /** Tab leads to these, one after the other. */
    async tab(...wanted) {
      for (const part of wanted) {
        await visit.key(Key.TAB);
        assert.equal(await this.focused(), part);
      }
    },

    pointIsThere: () =>
      visit.eventually(
        "the point is there",
        async () => (await visit.driver.findElements(By.css('[data-testid="point"]'))).length === 1,
      ),

    /** The page is no longer than a lesson may be. */
    async isShort() {
      const length = await visit.driver.executeScript("return document.documentElement.scrollHeight");
      if (length > LONGEST) throw new Error(`${length} px`);
    },

    tooSmall: () => visit.driver.executeScript(TOO_SMALL),

    cutOff: () => visit.driver.executeScript(CUT_OFF),

    violations: () => violations(visit),

    /** axe finds nothing, in either theme. */
    isAccessible: async () => assert.deepEqual(await violationsInBothThemes(visit), []),
  };
}
