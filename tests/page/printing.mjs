// On paper the page is one: the drawing, its reading, and the curve.

import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, inflateSync } from "node:zlib";
import { DIGITS } from "./digits.mjs";
import { ENDLESS, stepsOf } from "./training/steps.mjs";

/** What a PDF says, also in its packed streams. @param {Buffer} pdf */
function plain(pdf) {
  const text = pdf.toString("latin1");
  const streams = [...text.matchAll(/\bstream\r?\n/g)].map(({ 0: { length }, index }) => index + length);
  const unpacked = streams.map((start) => {
    try {
      return inflateSync(pdf.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
    } catch {
      return "";
    }
  });
  return [text, ...unpacked].join("\n");
}

/** @param {import("./visit.mjs").Visit} visit */
export function printing(visit) {
  /** How many pages it is. */
  const pages = async () => {
    const pdf = Buffer.from(await visit.driver.printPage({}), "base64");
    return [...plain(pdf).matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
  };

  /** In the page, as it is on paper: which parts of it are shown. */
  const shown = async (selectors) => {
    const styles = `
      const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
      const print = rules.filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
      for (const { media } of print) media.mediaText = "all";
      const found = arguments[0].filter((selector) => document.querySelector(selector)?.checkVisibility());
      for (const { media } of print) media.mediaText = "print";
      return found;`;
    return visit.driver.executeScript(styles, selectors);
  };

  const PARTS = [
    "[data-testid=pad]",
    "[data-testid=prediction]",
    "#inside .bars",
    ".chart",
    ".tabs",
    ".tools",
    "[data-testid=train]",
  ];

  test("a drawing and its reading are one page", async () => {
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    assert.equal(await pages(), 1);
    assert.deepEqual(await shown(PARTS), PARTS.slice(0, 3));
  });

  test("with a run the curve is on it too", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.draw(DIGITS[3]);
    await visit.press("train");
    await steps.accuracyReaches(50);
    await steps.pause();
    assert.equal(await pages(), 1);
    assert.deepEqual(await shown(PARTS), PARTS.slice(0, 4));
  });
}
