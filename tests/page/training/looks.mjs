// Train with the user's own few colours, and without motion: the same is to be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PNG } from "pngjs";
import { Visit } from "../visit.mjs";
import { ENDLESS, stepsOf } from "./steps.mjs";

/** In the page: colours of the system, and whether the buttons have an edge. */
const look = `
  const colour = (name) => {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = name;
    context.fillRect(0, 0, 1, 1);
    return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  };
  const edges = [...document.querySelectorAll(".deck .transport:first-child button")].map((button) => {
    const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(button);
    return Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
  });
  return {
    isForced: matchMedia("(forced-colors: active)").matches,
    isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
    link: colour("LinkText"),
    text: colour("CanvasText"),
    edges,
    done: getComputedStyle(document.querySelector("[data-testid=train]")).backgroundImage,
    moving: [...document.querySelectorAll("*")].filter((element) => getComputedStyle(element).transitionProperty !== "none").length,
  };`;

/** How many pixels of the chart have each of these colours. */
async function pixelsOf(visit, ...colours) {
  const chart = await visit.find("loss-chart");
  const { data } = PNG.sync.read(Buffer.from(await chart.takeScreenshot(true), "base64"));
  return colours.map((colour) => {
    let found = 0;
    for (let i = 0; i < data.length; i += 4)
      if (colour.reduce((sum, channel, j) => sum + Math.abs(channel - data[i + j]), 0) < 12) found += 1;
    return found;
  });
}

/** @param {Visit} usual */
export function looks(usual) {
  test("with forced colours and without motion a run is seen as well", async () => {
    const visit = new Visit();
    try {
      await visit.begin(() => usual.startBrowser({ forcedColours: true, reducedMotion: true }));
      const steps = stepsOf(visit);
      await steps.openFresh(ENDLESS);
      await visit.press("train");
      await steps.accuracyReaches(85);
      const { isForced, isStill, link, text, edges, done, moving } = await visit.driver.executeScript(look);
      await visit.eventually("the curve", async () => (await pixelsOf(visit, link))[0] > 100);
      const [words] = await pixelsOf(visit, text);
      assert.deepEqual([isForced, isStill], [true, true]);
      assert.ok(words > 300, `${words} pixels of the chart's words`);
      assert.deepEqual(edges, [true, true, true, true]);
      assert.match(done, /gradient/, "the button shows how far the run is");
      assert.equal(moving, 0);
    } finally {
      await visit.end();
    }
  });
}
