// Lesson 7: the loss over two weights as a map, a marble, and runs down it.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "../digits.mjs";
import { withoutMotion } from "../motion.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const CHOICES = ["0.01", "0.5", "10"];
/** Where they end, the lowest first. */
const ENDS = /^0\.5 lowest:\u00a00\.4\d{2} \(0\.01:\u00a01\.\d{3}, 10:\u00a0[23]\.\d{3}\)$/;

/** @param {import("../visit.mjs").Visit} visit */
export function lesson7(visit) {
  const steps = stepsOf(visit);
  const { says, send, textsOf, isThere } = steps;
  beforeEach(steps.forget);
  afterEach(() => visit.leaveAlone());
  after(steps.forget);

  const isMapped = () =>
    visit.eventually("the map is drawn", () =>
      visit.driver.executeScript("return document.querySelectorAll('.contours path').length > 5"),
    );
  /** Where the marble is. */
  const marble = () =>
    visit.driver.executeScript(
      "return ['across', 'up'].map((name) => document.querySelector(`[data-testid=${name}]`).valueAsNumber)",
    );
  const beads = () =>
    visit.driver.executeScript("return document.querySelector('.now .beads').getAttribute('d').split('M').length - 1");
  const loss = async () => Number((await visit.text("loss")).replace("loss ", ""));
  /** Presses the map at a share of its width and height, and goes on to another. */
  const press = async ([x, y], [toX, toY], type) => {
    const map = await visit.driver.findElement({ css: ".map" });
    const middle = [(x + toX) / 2, (y + toY) / 2];
    await steps.drag(map, [[x, y], middle, [toX, toY]], type);
  };
  /** Runs 40 steps without motion, and waits until they are over. */
  const run = async () => {
    const before = await textsOf("[data-testid=runs]");
    await visit.press("run");
    await visit.eventually("it has run", async () => (await textsOf("[data-testid=runs]")).join() !== before.join());
  };

  test("before something was said nothing moves and results are ?; then each choice is shown where the rates end", async () => {
    await steps.open("learn/7");
    await isMapped();
    for (const [testid, text] of [
      ["loss", "loss ?"],
      ["right", "? of 40 right"],
      ["slope", "?"],
      ["mean-slope", "?"],
      ["shows", "say first"],
    ])
      assert.equal(await visit.text(testid), text);
    assert.equal(
      await visit.driver.executeScript(
        "return [...document.querySelectorAll('.lesson :is(input, .handles button)')].every((one) => one.closest('[inert]'))",
      ),
      true,
    );
    const before = await marble();
    await press([0.5, 0.5], [0.6, 0.6], Pointer.Type.MOUSE);
    await send("across", Key.ARROW_RIGHT);
    assert.deepEqual(await marble(), before);
    for (const [i, choice] of CHOICES.entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", ENDS);
    }
    assert.equal((await textsOf(".ledger dt"))[1], "Loss after 40 steps");
    await says("slope", /^−?\d\.\d{3}, −?\d\.\d{3}$/);
    assert.equal(await visit.text("mean-slope"), await visit.text("slope"));
    assert.equal(await isThere("point"), false, "nothing was run yet");
  });

  test("a small rate crawls, a large one leaves the map, few images tremble; two neurons have two valleys; nothing else moves", async () => {
    await visit.meddle(withoutMotion);
    await steps.open("learn/7", PHONE);
    await isMapped();
    const before = await steps.places();
    assert.ok(before.length > 40);
    await visit.press("predict-1");
    await says("shows", ENDS);
    await run();
    await says("own-runs", /^Your lowest: rate 0\.01, all 40: 1\.\d{3}$/);
    assert.equal(await beads(), 41);
    assert.equal(await isThere("point"), false, "the second run brings it");
    const crawled = await loss();
    await send("rate", ...Array(5).fill(Key.ARROW_RIGHT));
    await run();
    await steps.pointIsThere();
    await says("own-runs", /^Your lowest: rate 0\.5, all 40: 0\.4\d{2}$/);
    await visit.eventually("the marble lies low", async () => (await loss()) < crawled / 2);
    assert.deepEqual(await steps.places(), before);

    await send("rate", Key.END);
    await run();
    assert.match((await textsOf(".map .left"))[0], /^It left the map at step [12]$/);
    await says("own-runs", /^Your lowest: rate 0\.5, all 40: 0\.4\d{2}$/);
    assert.deepEqual(await textsOf(".map span.old"), ["rate 0.01", "rate 0.5"]);
    await send("rate", ...Array(6).fill(Key.ARROW_LEFT));
    await send("batch-10", Key.SPACE);
    await run();
    await says("own-runs", /^Your lowest: rate 0\.(5|1), (all 40|10 images): 0\.4\d{2}$/);
    await says("shows", ENDS);
    assert.deepEqual(await steps.places(), before);

    // The marble lies left of the middle and below, then right and above: another valley, which lies lower.
    await send("kind-two", Key.SPACE);
    await isMapped();
    await says("own-runs", "No run of yours on this map yet");
    await says("shows", ENDS);
    await send("rate", ...Array(2).fill(Key.ARROW_RIGHT));
    await send("batch-40", Key.SPACE);
    await run();
    const high = await loss();
    assert.ok((await marble()).every((weight) => weight < 0));
    for (const type of [Pointer.Type.MOUSE, Pointer.Type.TOUCH]) {
      await press([0.5, 0.5], [0.7, 0.3], type);
      const [across, up] = await marble();
      assert.ok(Math.abs(across - 1) < 0.1 && Math.abs(up - 1) < 0.1, `${across}, ${up}`);
      await send("across", Key.HOME);
      assert.equal((await marble())[0], -2.5);
    }
    await press([0.5, 0.5], [0.7, 0.3], Pointer.Type.TOUCH);
    await run();
    assert.ok((await marble()).every((weight) => weight > 0));
    await visit.eventually("it lies lower", async () => (await loss()) < high - 0.02);
    assert.deepEqual(await steps.places(), before);
    await steps.isShort();
    await visit.enter("read");
    await visit.enter("learn/7");
    assert.ok(
      (await marble()).every((weight) => weight > 0),
      "where it was left",
    );
  });

  test("who listens hears where it ends; a drawn 3 is one of the forty; one step is one step, and a run goes by", async () => {
    await steps.open("learn/7");
    await isMapped();
    await visit.press("predict-2");
    await visit.eventually("the truth is heard", async () =>
      /Loss after 40 steps: 0\.5 lowest:\u00a00\.4.*\)\.$/.test(await visit.text("status")),
    );
    await visit.draw(DIGITS[3]);
    await visit.eventually("it is one of them", () =>
      visit.driver.executeScript("return document.querySelectorAll('.scatter .yours').length === 1"),
    );
    await isMapped();
    await visit.press("one-step");
    await visit.eventually("one step", async () => (await beads()) === 2);
    await visit.press("one-step");
    await visit.eventually("two steps", async () => (await beads()) === 3);
    await visit.press("put-back");
    assert.equal(await beads(), 1);
    await visit.press("run");
    await visit.eventually("it is on its way", async () => (await beads()) > 3);
    assert.ok((await beads()) < 41);
    await visit.eventually("it has come to its end", async () => (await beads()) === 41);
    await says("own-runs", /^Your lowest: rate 0\.01, all 40: 1\.\d{3}$/);
    assert.equal(await (await visit.find("own-runs")).getTagName(), "output", "and it is heard");
  });

  test("what is done by hand while steps are under way stays; a run that is left behind is none", async () => {
    await steps.open("learn/7");
    await isMapped();
    await visit.press("predict-2");
    await says("shows", ENDS);
    // In one task, so that the answer to the first cannot be here before the second.
    const press = (...testids) =>
      visit.driver.executeScript(
        "for (const testid of arguments[0]) document.querySelector(`[data-testid=${testid}]`).click()",
        testids,
      );
    await press("run", "one-step");
    await visit.eventually("one step is taken", async () => (await beads()) === 2);
    await press("run", "put-back");
    await press("one-step");
    await visit.eventually("one step is taken again", async () => (await beads()) === 2);
    await says("own-runs", "No run of yours on this map yet");
    for (let i = 1; i <= 2; i++) {
      await visit.press("run");
      await visit.eventually("it is on its way", async () => (await beads()) > 3);
      await visit.enter("read");
      await visit.enter("learn/7");
      await says("own-runs", "No run of yours on this map yet");
    }
    assert.equal(await isThere("point"), false);
  });

  test("by keyboard alone from the contents to the links, which set the rate and the batch, and to the next lesson", async () => {
    await visit.meddle(withoutMotion);
    await steps.open("learn", PHONE);
    await steps.tabTo("lesson-7");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/7");
    await isMapped();
    await steps.tabTo("predict-3");
    await visit.key(Key.ENTER);
    await steps.tabTo("up");
    await visit.key(Key.ARROW_UP);
    assert.equal((await marble())[1], 3.25);
    await steps.tabTo("run");
    for (let i = 1; i <= 2; i++) {
      await visit.key(Key.ENTER);
      await visit.eventually("it has run", async () => (await visit.text("runs")).startsWith(`${i} run`));
    }
    await steps.pointIsThere();
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
    await steps.tabTo("#/learn/8");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/8");
    for (const [hash, field, value] of [
      ["#/train?recipe=nielsen&activation=relu&learning-rate=10", "learning-rate", "10"],
      ["#/train?recipe=nielsen&batch-size=1", "batch-size", "1"],
      ["#/train?recipe=nielsen&learning-rate=0.5", "learning-rate", "0.5"],
    ]) {
      await visit.enter("learn/7");
      await steps.tabTo(hash);
      await visit.key(Key.ENTER);
      await visit.eventually("it is set", async () =>
        visit.driver.executeScript(
          "return new URLSearchParams(location.search).get(arguments[0]) === arguments[1]",
          field,
          value,
        ),
      );
    }
    await steps.forget();
    await steps.open("learn/7", [320, 480]);
    await isMapped();
    const before = await steps.places();
    await visit.press("predict-1");
    await says("shows", ENDS);
    await says("loss", /^loss \d/);
    assert.deepEqual(await steps.places(), before, "the tap moves nothing");
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("axe finds nothing, in light and dark, after the tap and when it is done", async () => {
    await visit.meddle(withoutMotion);
    await steps.open("learn/7", DESK);
    await isMapped();
    await visit.press("predict-1");
    for (const theme of ["light", "dark"]) {
      await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      assert.deepEqual(await steps.violations(), [], theme);
      await run();
    }
    await steps.pointIsThere();
    assert.deepEqual(await steps.violations(), []);
  });
}
