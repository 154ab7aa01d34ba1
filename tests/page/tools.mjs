// The tools of Mind on a phone: none is long before something is pressed, nor endless after; fingers and eyes find enough.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { click, load, says } from "./insight.mjs";
import { settle } from "./mind-visit.mjs";

/** Pixels: before anything is pressed, and after. */
const SHORT = 2_400;
const LONG = 4_000;

/** A network that reads all test images, and is taught, in a moment. */
const QUICK = "keras-mlp";

/** What is too small for a finger or an eye, but for the matrix, beside which stands a list. */
const TOO_SMALL = `
  return [...document.querySelectorAll("#room *")].flatMap((part) => {
    if (!part.checkVisibility() || part.closest(".visually-hidden, [aria-hidden=true]")) return [];
    const name = part.dataset.testid ?? part.textContent.slice(0, 20);
    const hasText = [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const isSmall = hasText && Number.parseFloat(getComputedStyle(part).fontSize) < 13;
    const isLow = part.matches("button, summary, input") && !part.closest(".confusion") && part.getBoundingClientRect().height < 44;
    return [...(isSmall ? [name + ": text"] : []), ...(isLow ? [name + ": control"] : [])];
  });`;

/** @param {import("./visit.mjs").Visit} visit */
export function tools(visit) {
  after(() => visit.forgetAll());

  const fits = async (most) => {
    await settle(visit);
    const height = await visit.driver.executeScript("return document.documentElement.scrollHeight");
    assert.ok(height <= most, `it is ${height} px long`);
    assert.deepEqual(await visit.driver.executeScript(TOO_SMALL), []);
    await visit.hasNoSidewaysScroll();
  };
  const open = async (tool, model) => {
    await visit.forgetAll();
    await visit.openAt(360, 740);
    if (model) await load(visit, model);
    await visit.draw(DIGITS[3]);
    await visit.enter(`mind/${tool}`);
  };

  test("neurons", async () => {
    await open("neurons");
    await fits(SHORT);
    await click(visit, "layer-7");
    await says(visit, "links", /as it was read/);
    await fits(LONG);
  });

  test("errors", async () => {
    await open("errors", QUICK);
    await fits(SHORT);
    await click(visit, "fetch-images");
    await says(visit, "exam", /^keras-mlp\.safetensors reads/);
    await visit.eventually("the matrix", () =>
      visit.driver.executeScript("return document.querySelector('[data-testid=calibration-bins]') !== null"),
    );
    await fits(LONG);
  });

  test("styles", async () => {
    await open("styles");
    await says(visit, "hands-without", /reads [\d.]+ %/);
    await fits(SHORT);
    await click(visit, "hands-of-1");
    await click(visit, "more-hands");
    await fits(LONG);
  });

  test("yours", async () => {
    await open("yours", QUICK);
    await fits(SHORT);
    await click(visit, "mark-wrong");
    await click(visit, "mark-as-8");
    await says(visit, "score", /^It did not read your digit right\. Your 8 was read as 3/);
    await click(visit, "teach");
    await says(visit, "lesson", /^(After|It is sure)/);
    await says(visit, "test-after", /^[\d.]+ %$/);
    await fits(LONG);
  });
}
