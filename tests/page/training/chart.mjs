// The chart of a run: its lines and marks, what is read off it, its checkpoints, its table, and that it disturbs nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key, Origin } from "selenium-webdriver";
import { DIGITS } from "../digits.mjs";
import { bringUp } from "../insight.mjs";
import { ENDLESS, stepsOf } from "./steps.mjs";

/** An eighth of a second, less a frame. */
const LEAST_PAUSE_MS = 108;

const SHORT = { recipe: "keras-mlp", "hidden-layers": "32", epochs: "2" };

/** @param {import("../visit.mjs").Visit} visit */
export function chart(visit) {
  const run = (script, ...given) => visit.driver.executeScript(script, ...given);
  const count = (selector) => run("return document.querySelectorAll(arguments[0]).length", selector);
  const textOf = (selector) => run("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
  const trainShort = async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(SHORT);
    await visit.draw(DIGITS[3]);
    await visit.press("train");
    await steps.buttonSays("train", "Train again");
    return steps;
  };
  /** Where these are in the page, down from its top. */
  const places = (...selectors) =>
    run(
      `return Array.from(arguments, (selector) => {
        const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
        return [x, y + scrollY, width, height].map(Math.round);
      });`,
      ...selectors,
    );

  test("before there is a run there is no chart, but a line that says what will come", async () => {
    await stepsOf(visit).openFresh();
    assert.equal(await count(".curve"), 0);
    assert.match(await textOf(".offer .place"), /^Here the curve will grow\. Press Train/);
  });

  test("a run has four lines and a disc an epoch on each scale, a kept one squares, and their last values", async () => {
    const steps = await trainShort();
    assert.equal(await count(".own-line path:not(.thin)"), 2);
    assert.equal(await count(".own-line path.thin"), 2);
    // The curve follows a run eight times a second.
    await visit.eventually("a disc an epoch", async () => (await count(".own-line circle")) === 4);
    const accuracy = (await visit.figure("test-accuracy")).toFixed(1);
    const loss = (await visit.figure("test-loss")).toFixed(3);
    const last = () =>
      run("return Array.from(document.querySelectorAll('.last.own'), ({ textContent }) => textContent)");
    assert.deepEqual(await last(), [accuracy, loss]);
    assert.match(await visit.find("loss-chart").getAttribute("aria-label"), new RegExp(`test accuracy ${accuracy} %`));
    assert.match(await textOf(".last.author"), /^\d\d\.\d/);
    assert.equal(await count(".author-line"), 1);

    await visit.press("keep-run");
    await steps.buttonSays("keep-run", "Kept");
    assert.equal(await count(".kept-line"), 0, "it is one run, with one line");
    await bringUp(visit, ".deck");
    await visit.press("reset");
    await visit.press("reset-same");
    await visit.eventually("it is a kept run", async () => (await count(".kept-line rect")) === 4);
    assert.equal(await count(".own-line"), 0);
    const dashes = (selector) =>
      run("return getComputedStyle(document.querySelector(arguments[0])).strokeDasharray", selector);
    assert.match(await dashes(".kept-line path"), /7.*5/);
    assert.equal(await dashes(".kept .mark path"), await dashes(".kept-line path"), "the list shows the same line");
  });

  test("the table has a row an epoch, names the best ones, and is saved as CSV", async () => {
    await trainShort();
    assert.equal(await count(".epochs table"), 0);
    await run("document.querySelector('.epochs summary').click()");
    await visit.eventually("the table", async () => (await count(".epochs tbody tr")) === 2);
    const cells = await run(
      "return Array.from(document.querySelectorAll('.epochs tbody tr'), (row) => Array.from(row.cells, ({ textContent }) => textContent))",
    );
    const column = (i) => cells.map((row) => Number.parseFloat(row[i]));
    assert.deepEqual(column(0), [1, 2]);
    for (const i of [2, 4]) assert.ok(column(i).every((share) => share > 80 && share < 100));
    const [losses, accuracies] = [column(3), column(4)];
    assert.equal(accuracies[1].toFixed(1), (await visit.figure("test-accuracy")).toFixed(1));
    const named = (i, words) => cells.findIndex((row) => row[i].endsWith(words));
    assert.equal(named(3, "lowest loss"), losses.indexOf(Math.min(...losses)));
    assert.equal(named(4, "most right"), accuracies.indexOf(Math.max(...accuracies)));

    const [name, text] = await visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      URL.createObjectURL = (blob) => {
        HTMLAnchorElement.prototype.click = function () {
          blob.text().then((text) => done([this.download, text]));
        };
        return "data:,";
      };
      document.querySelector("[data-testid=save-csv]").click();
    `);
    assert.equal(name, "keras-mlp-seed-1.csv");
    const [head, ...lines] = text.trimEnd().split("\n");
    assert.equal(head, "epoch,training_loss,training_accuracy,test_loss,test_accuracy");
    const shown = lines.map((line) => {
      const [epoch, trainingLoss, trainingAccuracy, testLoss, testAccuracy] = line.split(",").map(Number);
      const share = (value) => (100 * value).toFixed(2);
      return [
        String(epoch),
        trainingLoss.toFixed(3),
        share(trainingAccuracy),
        testLoss.toFixed(3),
        share(testAccuracy),
      ];
    });
    assert.deepEqual(
      shown,
      cells.map((row) => row.map((cell) => cell.replace(/[a-z ]+$/, ""))),
    );
  });

  test("the values under the pointer are read off in a place of their own, and nothing moves", async () => {
    await trainShort();
    const parts = [".read-off", ".chart", ".scrub", ".runs"];
    const before = await places(...parts);
    const element = await visit.find("loss-chart");
    const move = (x) => visit.driver.actions().move({ origin: element, x, y: 0 }).perform();
    await move(0);
    await visit.eventually("an epoch", async () =>
      /^epoch \d\.\dtest \d+\.\d %, loss \d\.\d+training \d+\.\d %, loss \d\.\d+$/.test(await textOf(".read-off")),
    );
    assert.equal(await count(".pointer-line"), 1);
    const middle = await textOf(".read-off b");
    await move(-100);
    await visit.eventually("another epoch", async () => (await textOf(".read-off b")) < middle);
    assert.deepEqual(await places(...parts), before);
    await visit.driver.actions().move({ origin: Origin.VIEWPORT, x: 1, y: 1 }).perform();
    await visit.eventually("no pointer", async () => (await count(".pointer-line")) === 0);
    assert.match(await textOf(".read-off"), /^Point at the curve/);
  });

  test("the slider’s thumb stands under the chart’s line, and says how the drawing was read then", async () => {
    await trainShort();
    const slider = await visit.find("checkpoint");
    const says = (pattern) =>
      visit.eventually(`the slider says ${pattern}`, async () => pattern.test(await textOf(".scrub output")));
    const isUnderLine = () =>
      run(`
        const input = document.querySelector("[data-testid=checkpoint]");
        const thumb = parseFloat(getComputedStyle(input).getPropertyValue("--thumb"));
        const { left, width } = input.getBoundingClientRect();
        const line = document.querySelector(".checkpoint-line").getBoundingClientRect();
        return Math.abs(left + thumb / 2 + ((width - thumb) * input.value) / input.max - (line.left + line.width / 2)) < 1.5;
      `);
    await says(/^epoch 2\.0: it (read \d, [<>]?[\d.]+ %|was not sure)$/);
    assert.equal(await isUnderLine(), true);
    await slider.sendKeys(Key.HOME);
    await says(/^epoch 0\.\d: /);
    assert.equal(await isUnderLine(), true);
    const shares = await run("return Array.from(document.querySelectorAll('.curve meter'), ({ value }) => value)");
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 0.001);
    await slider.sendKeys(Key.END);
    await says(/^epoch 2\.0: /);
    await visit.press("clear");
    await says(/^epoch 2\.0: no ink to read$/);
  });

  test("from the first press of Train on nothing beside the curve moves, and the curve moves at most eight times a second", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await visit.eventually("a place for the curve", async () => (await count(".curve")) === 1);
    const parts = ["[data-testid=loss-chart]", ".scrub", ".mini", ".runs", ".epochs"];
    const before = await places(...parts);
    await steps.accuracyReaches(80);
    // A slow machine may draw it less often.
    const pause = await visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      const CHANGES = 8;
      const times = [];
      const observer = new MutationObserver(() => {
        const now = document.timeline.currentTime;
        if (now !== times.at(-1)) times.push(now);
        if (times.length <= CHANGES) return;
        observer.disconnect();
        done((times[CHANGES] - times[0]) / CHANGES);
      });
      observer.observe(document.querySelector(".own-line"), { subtree: true, attributeFilter: ["d"] });
    `);
    assert.ok(pause >= LEAST_PAUSE_MS, `it moves every ${pause} ms`);
    assert.deepEqual(await places(...parts), before);
    await steps.pause();
    assert.deepEqual(await places(...parts), before);
  });
}
