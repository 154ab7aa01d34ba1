// Train with the user's own few colours, and without motion: the same is to be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Visit } from "../visit.mjs";
import { ENDLESS, stepsOf } from "./steps.mjs";

/** In the page: pixels of the chart in a colour of the system, and whether the buttons have an edge. */
const look = `
  const colour = (name) => {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = name;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data.slice(0, 3);
  };
  const canvas = document.querySelector(".chart canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const count = ([r, g, b]) => {
    let found = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] > 250 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 12) found += 1;
    return found;
  };
  const edges = [...document.querySelectorAll(".deck .transport:first-child button")].map((button) => {
    const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(button);
    return Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
  });
  return {
    isForced: matchMedia("(forced-colors: active)").matches,
    isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
    run: count(colour("LinkText")),
    text: count(colour("CanvasText")),
    edges,
    done: getComputedStyle(document.querySelector("[data-testid=train]")).backgroundImage,
    moving: [...document.querySelectorAll("*")].filter((element) => getComputedStyle(element).transitionProperty !== "none").length,
  };`;

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
      await visit.eventually("the curve", async () => (await visit.driver.executeScript(look)).run > 100);
      const { isForced, isStill, text, edges, done, moving } = await visit.driver.executeScript(look);
      assert.deepEqual([isForced, isStill], [true, true]);
      assert.ok(text > 300, `${text} pixels of the chart's words`);
      assert.deepEqual(edges, [true, true, true, true]);
      assert.match(done, /gradient/, "the button shows how far the run is");
      assert.equal(moving, 0);
    } finally {
      await visit.end();
    }
  });
}
