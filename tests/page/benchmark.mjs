// The measure of the device: every job gets a figure, the page stays awake meanwhile, and it can be stopped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { click, says } from "./insight.mjs";

const JOBS = [0, 1, 2, 3, 4];

/** @param {import("./visit.mjs").Visit} visit */
export function benchmark(visit) {
  /** Opens the closed line at the end of Train. */
  const open = async () => {
    await visit.open();
    await visit.enter("train");
    const line = await visit.driver.findElement({ css: "#device summary" });
    assert.equal(await visit.find("measure").isDisplayed(), false, "it is closed at first");
    await line.click();
  };
  const count = (selector) =>
    visit.driver.executeScript("return document.querySelectorAll(arguments[0]).length", selector);
  const hasPeak = () => says(visit, "register-peak", /^[\d.]+ GFLOP\/s$/);
  const figures = async (cores) => Promise.all(JOBS.map((job) => visit.text(`speed-${job}-${cores}`)));

  test("all jobs are measured on one core and on all, and the pad is read meanwhile", async () => {
    await open();
    await says(visit, "speed", /about 20 seconds/);
    assert.equal(
      await count("#device :is(table, progress, [data-testid=stop-measuring])"),
      0,
      "nothing empty is shown",
    );
    await click(visit, "measure");
    await hasPeak();
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

    const rows = await figures("one");
    await visit.enter("read");
    await visit.enter("train");
    assert.deepEqual(await figures("one"), rows, "it is still there when the room is entered again");
  });

  test("it stops, and begins again", async () => {
    await open();
    await click(visit, "measure");
    await hasPeak();
    await click(visit, "stop-measuring");
    await says(visit, "speed", /^Stopped\./);
    assert.equal(await visit.find("stop-measuring").getAttribute("aria-disabled"), "true");
    await click(visit, "measure");
    assert.equal(
      await visit.text("register-peak"),
      "being measured",
      "the old figure is gone as soon as it begins again",
    );
    await hasPeak();
    await click(visit, "stop-measuring");
  });
}
