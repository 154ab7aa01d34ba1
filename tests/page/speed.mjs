// The measure of the device: every job gets a figure, the page stays awake meanwhile, and it can be stopped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { bringUp, click, says } from "./insight.mjs";

const JOBS = [0, 1, 2, 3, 4];

/** @param {import("./visit.mjs").Visit} visit */
export function speed(visit) {
  const figures = async (cores) => Promise.all(JOBS.map((job) => visit.text(`speed-${job}-${cores}`)));

  test("all jobs are measured on one core and on all, and the pad is read meanwhile", async () => {
    await visit.open();
    await bringUp(visit, "#device");
    await click(visit, "measure");
    await says(visit, "register-peak", /^[\d.]+ GFLOP\/s$/);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await says(
      visit,
      "speed",
      /^On one core it trains keras-mlp with [\d,]+ images a second, \d+ % of what the core can multiply and add\.$/,
    );
    const isIsolated = await visit.driver.executeScript(
      "return crossOriginIsolated && navigator.hardwareConcurrency > 1",
    );
    for (const text of [...(await figures("one")), ...(isIsolated ? await figures("all") : [])])
      assert.match(text, /^[\d,.]+(\/s| ms)\d+ %$/);
    const peak = Number.parseFloat(await visit.text("register-peak"));
    const [pace, share] = (await visit.text("speed-0-one"))
      .match(/^([\d,]+)\/s(\d+) %$/)
      .slice(1)
      .map((text) => Number(text.replaceAll(",", "")));
    // 3.2087 million operations an image. The share is whole, the peak has one decimal, the pace three digits.
    const shareOf = (gigaflops) => (100 * pace * 3.2087e-3) / gigaflops;
    const [least, most] = [0.995 * shareOf(peak + 0.05) - 0.5, 1.005 * shareOf(peak - 0.05) + 0.5];
    assert.ok(least <= share && share <= most, `${pace} images a second are ${share} % of ${peak} GFLOP/s`);
    assert.equal(await visit.driver.executeScript("return document.querySelector('#device progress').value"), 1);
  });

  test("it stops, and begins again", async () => {
    await visit.open();
    await bringUp(visit, "#device");
    await click(visit, "measure");
    await says(visit, "register-peak", /GFLOP/);
    await click(visit, "stop-measuring");
    await says(visit, "speed", /^Stopped\./);
    assert.equal(await visit.find("stop-measuring").getAttribute("aria-disabled"), "true");
    const before = await visit.driver.executeScript(
      "document.querySelector('[data-testid=measure]').click(); return document.querySelector('[data-testid=register-peak]').textContent",
    );
    assert.equal(before, "–", "the old figure is gone as soon as it begins again");
    await says(visit, "register-peak", /GFLOP/);
    await click(visit, "stop-measuring");
  });
}
