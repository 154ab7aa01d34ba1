// The room: what is in sight of a run on a phone, what folds, what is asked first, and what goes on in other rooms.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DIGITS } from "../digits.mjs";
import { bringUp } from "../insight.mjs";
import { ENDLESS, stepsOf } from "./steps.mjs";

/** In the page, before its own scripts: what keeps the screen awake is noted. */
const holdWakeLocks = () => {
  window.locks = [];
  const request = async (type) => {
    const lock = { type, released: false, release: async () => void (lock.released = true) };
    window.locks.push(lock);
    return lock;
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });
};

/** @param {import("../visit.mjs").Visit} visit */
export function room(visit) {
  afterEach(async () => {
    await visit.driver.switchTo().defaultContent();
    await visit.leaveAlone();
  });

  const run = (script, ...given) => visit.driver.executeScript(script, ...given);
  const places = (...names) =>
    run(
      `return [...arguments].map((name) => {
        const part = document.querySelector(\`[data-testid="\${name}"]\`) ?? document.querySelector(name);
        const { left, top, width, height } = part.getBoundingClientRect();
        return [name, ...[left, top + scrollY, width, height].map(Math.round)].join(" ");
      })`,
      ...names,
    );
  const length = () => run("return document.documentElement.scrollHeight");
  /** With what a phone's reader has there first. */
  const openOnPhone = async () => {
    await visit.forgetAll();
    await visit.openAt(360, 740);
    await visit.enter("train");
  };

  test("before a run there are no figures and no axes, but one line on what will come", async () => {
    await openOnPhone();
    assert.match(await visit.text("train"), /^Train$/);
    const there = await run(
      "return ['epoch', 'test-accuracy', 'loss-chart', 'hint', 'checkpoint'].filter((name) => document.querySelector(`[data-testid=${name}]`))",
    );
    assert.deepEqual(there, []);
    await stepsOf(visit).says(".line", /^Here the curve will grow\. Press Train: the images \(11 MB\) arrive once/);
    assert.ok((await length()) <= 2400, `${await length()} px`);
    const levels = await run(
      "return [...document.querySelectorAll('#room :is(h1, h2, h3)')].map(({ tagName }) => tagName)",
    );
    assert.deepEqual(levels, ["H1", "H2"], "no heading skips a level");
    await visit.hasNoSidewaysScroll();
  });

  test("on a phone Train changes at once what is in sight, and buttons, figures and the whole chart are beside the strip", async () => {
    const steps = stepsOf(visit);
    await openOnPhone();
    for (const [name, value] of Object.entries(ENDLESS)) await steps.set(name, value);
    await run("document.querySelector('[data-testid=train]').scrollIntoView({ block: 'center' })");
    const frames = await visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      const button = document.querySelector("[data-testid=train]");
      let frames = 0;
      const look = () => {
        frames += 1;
        const { top, bottom } = button.getBoundingClientRect();
        const isInSight = top >= 72 && bottom <= innerHeight - 52;
        if (button.textContent === "Training" && isInSight) done(frames);
        else requestAnimationFrame(look);
      };
      button.click();
      requestAnimationFrame(look);`);
    assert.ok(frames <= 3, `it takes ${frames} frames`);
    await steps.accuracyReaches(50);
    const boxOf = (selector) => run("return document.querySelector(arguments[0]).getBoundingClientRect()", selector);
    const strip = (await boxOf("[data-testid=strip]")).bottom;
    const nav = (await boxOf(".tabs")).top;
    for (const name of ["train", "pause", "step", "reset", "epoch", "test-accuracy", "loss-chart"]) {
      const { top, bottom } = await boxOf(`[data-testid=${name}]`);
      assert.ok(top >= strip && bottom <= nav, `${name} is at ${top} to ${bottom}, not between ${strip} and ${nav}`);
    }
    assert.equal(await visit.find("recipe").isDisplayed(), false, "the recipe is folded");
    assert.match(await visit.text("recipe-fold"), /^keras-mlp, 200 epochs, layers 128 784 → 128 → 10/);
    assert.ok((await length()) <= 4000, `${await length()} px`);
    await visit.hasNoSidewaysScroll();
    await steps.pause();
    assert.equal(await visit.find("recipe").isDisplayed(), false, "it stays folded");
    await bringUp(visit, ".recipe-fold");
    await visit.press("recipe-fold");
    assert.equal(await visit.find("recipe").isDisplayed(), true);
    await bringUp(visit, ".deck");
    await visit.press("train");
    await steps.buttonSays("train", "Training");
    assert.equal(await visit.find("recipe").isDisplayed(), false);
    await steps.pause();
  });

  test("while it trains nothing moves", async () => {
    const steps = stepsOf(visit);
    await openOnPhone();
    await steps.fill(ENDLESS);
    await bringUp(visit, ".deck");
    await visit.press("train");
    await steps.hasLoss();
    const parts = ["train", "reset", ".readout", "epoch", "loss-chart", ".scrub", ".runs", "hint", "download-model"];
    const before = await places(...parts);
    await steps.accuracyReaches(93);
    assert.deepEqual(await places(...parts), before);
    await steps.pause();
    assert.deepEqual(await places(...parts), before);
  });

  test("the end of an epoch is heard, and no figure is", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await run(`
      window.heard = [];
      const status = document.querySelector("[data-testid=status]");
      new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });`);
    await visit.press("train");
    await visit.eventually("the second epoch", async () => (await visit.figure("epoch")) >= 3);
    await steps.pause();
    const heard = await visit.eventually("it is heard", async () => {
      const all = await run("return heard");
      return all.some((text) => /^Epoch \d+: \d\d\.\d % of the test images read right\.$/.test(text)) && all;
    });
    assert.ok(heard.length <= 2 * (await visit.figure("epoch")), heard.join(" | "));
    // An output is live unless it says otherwise.
    const live = `return [...document.querySelectorAll("#room :is([aria-live], [role=status], output)")]
      .filter((part) => part.getAttribute("aria-live") !== "off" && (part.localName === "output" || part.querySelector("[data-testid=epoch]")))
      .map((part) => part.outerHTML)`;
    assert.deepEqual(await run(live), []);
  });

  test("a run goes on in other rooms, and is the same when its room is entered again", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.draw(DIGITS[3]);
    await visit.press("train");
    await steps.accuracyReaches(50);
    const before = await visit.figure("epoch");
    await visit.enter("learn");
    assert.equal(await visit.rootData("learning"), "true");
    await visit.eventually("two more epochs are kept", async () => {
      const [{ tests }] = await steps.runs();
      return tests.filter(({ epoch_over }) => epoch_over).length >= before + 2;
    });
    await visit.enter("train");
    assert.ok((await visit.figure("epoch")) > before);
    assert.equal(await visit.text("train"), "Training");
    await visit.reads(3);
    await steps.pause();
    assert.equal(await visit.rootData("learning"), "false");
  });

  test("a run goes on while its tab is hidden", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(50);
    const before = await visit.figure("epoch");
    const first = await visit.driver.getWindowHandle();
    await visit.driver.switchTo().newWindow("tab");
    try {
      await visit.driver.get(visit.server.empty);
      await visit.eventually("two more epochs are kept", async () => {
        const [{ tests }] = await steps.runs();
        return tests.filter(({ epoch_over }) => epoch_over).length >= before + 2;
      });
    } finally {
      await visit.driver.close();
      await visit.driver.switchTo().window(first);
    }
    await visit.eventually("it is seen again", async () => (await visit.figure("epoch")) >= before + 2);
    await steps.pause();
  });

  test("the screen is kept awake while it trains, and again when the tab is seen again", async () => {
    const steps = stepsOf(visit);
    const held = () => run("return locks.filter(({ type, released }) => type === 'screen' && !released).length");
    const show = (isHidden) =>
      run(
        `Object.defineProperty(document, "hidden", { value: arguments[0], configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));`,
        isHidden,
      );
    await visit.meddle(holdWakeLocks);
    await steps.openFresh(ENDLESS);
    assert.equal(await held(), 0);
    await visit.press("train");
    await steps.hasLoss();
    assert.equal(await held(), 1);
    // As browsers do.
    await show(true);
    await run("for (const lock of locks) lock.released = true");
    await show(false);
    await visit.eventually("it is held again", async () => (await held()) === 1);
    await steps.pause();
    await visit.eventually("it is released", async () => (await held()) === 0);
  });

  test("with a run that stopped, to go on is the primary button, and another one is asked about first", async () => {
    const steps = stepsOf(visit);
    const primary = () =>
      run("return [...document.querySelectorAll('#room .primary')].map(({ dataset }) => dataset.testid)");
    await steps.openFresh(ENDLESS);
    assert.deepEqual(await primary(), ["train"]);
    await visit.press("train");
    await steps.accuracyReaches(50);
    await steps.pause();
    await steps.isKept();
    assert.deepEqual(await primary(), ["train"]);
    await steps.open();
    await steps.offersToGoOn();
    assert.deepEqual(await primary(), ["resume-run"]);

    await visit.press("step");
    await visit.press("begin-cancel");
    assert.equal(await steps.isOffered(), true);
    assert.equal(await run("return document.activeElement.dataset.testid"), "step");
    await visit.press("train");
    assert.equal(await run("return document.activeElement.dataset.testid"), "begin-resume");
    await visit.press("resume-run");
    await steps.buttonSays("train", "Training");
    assert.equal(await run("return document.querySelector('[data-testid=begin-another]')"), null);
    assert.equal(await run("return document.activeElement.tagName"), "H1");
    await steps.pause();
    await steps.open();
    await steps.offersToGoOn();
    await visit.press("train");
    await visit.press("begin-resume");
    await steps.buttonSays("train", "Training");
    const [{ id }] = await steps.runs();
    await steps.pause();

    await steps.open();
    await steps.offersToGoOn();
    await visit.press("train");
    await visit.press("begin-another");
    await steps.hasLoss();
    await steps.pause();
    await visit.eventually("the one before is still there", async () => {
      const ids = (await steps.runs()).map((one) => one.id);
      return ids.length === 2 && ids[1] === id;
    });
  });

  test("where another network reads the pad, what the one in training reads is said", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.draw(DIGITS[3]);
    await visit.press("train");
    await steps.accuracyReaches(90);
    await steps.pause();
    assert.equal(await run("return document.querySelector('.your-drawing')"), null);
    await visit.press("reader-switch");
    await steps.says(".your-drawing", /^Your network, now: it reads a 3, [>\d.]+ % sure$/);
  });
}
