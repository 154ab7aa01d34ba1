// Lesson 9: three neurons that begin alike.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function lesson9(visit) {
  const learn = stepsOf(visit);
  const { forget, open, says, send, isThere, pointIsThere, violations } = learn;
  before(forget);
  beforeEach(forget);
  after(forget);

  /** The numbers of A, B and C, row by row. */
  const numbers = () =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll('.numbers tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))",
    );
  /** The run that plays is not waited for. */
  const skip = () => send("step", Key.END);

  test("before the guess there is no result; afterwards the three are still alike, whatever was said", async () => {
    await open("learn/9", PHONE);
    assert.equal(await visit.text("shows"), "say first");
    assert.equal(await visit.text("course"), "loss ?, ? of 4 right");
    assert.equal(await visit.find("nudge").getAttribute("value"), "0");
    assert.ok(await visit.driver.executeScript("return document.querySelector('.handles').inert"));
    for (const [i, words] of ["Learn XOR", "Move alike", "Stay at 0.4"].entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", words);
      await says("shows", "Moved alike, 3 of 4 right");
    }
    await says("course", /^loss 0\.1\d\d, 3 of 4 right$/);
    for (const [a, b, c] of await numbers()) {
      assert.notEqual(a, "0.40", "they have learnt");
      assert.deepEqual([b, c], [a, a]);
    }
    assert.equal(await isThere("point"), false);
    assert.deepEqual(await violations(), []);
  });

  test("zeros stay, chance learns and large weights seldom do; a hundredth sets a clone free; nothing moves", async () => {
    await open("learn/9", PHONE);
    const unmoved = await learn.stillFromNowOn();
    await visit.press("predict-1");
    await says("shows", /^Moved alike/);
    await unmoved("said");
    await send("start-alike", Key.ARROW_RIGHT);
    await skip();
    await says("shows", "No change at all, 2 of 4 right");
    await pointIsThere();
    await unmoved("zeros");
    await learn.tap("start-random", Pointer.Type.MOUSE);
    await skip();
    await says("shows", /^XOR learnt with (9|10) of 10 seeds$/);
    await unmoved("chance");
    await learn.tap("seed-3", Pointer.Type.TOUCH);
    assert.ok(await visit.find("seed-3").isSelected());
    await says("course", /^loss 0\.00\d, 4 of 4 right$/);
    await send("start-random", Key.ARROW_RIGHT);
    await skip();
    await says("shows", /^XOR learnt with [0-6] of 10 seeds$/);
    await learn.tap("start-alike", Pointer.Type.TOUCH);
    await says("shows", /^Moved alike/);
    await send("nudge", Key.ARROW_RIGHT);
    await says("shows", "Only B = C, XOR learnt");
    for (const [a, b, c] of await numbers()) {
      assert.notEqual(a, b);
      assert.equal(b, c);
    }
    assert.deepEqual(await learn.textsOf(".first-note"), ["16 of the 17 numbers are 0.4; A’s first is 0.41."]);
    await send("step", Key.HOME);
    await says("course", /of 4 right$/);
    assert.deepEqual((await numbers())[0], ["0.41", "0.40", "0.40"]);
    await unmoved("a nudge");
    await visit.driver.executeScript("document.documentElement.dataset.theme = 'dark'");
    await send("start-alike", Key.ARROW_LEFT);
    await skip();
    await says("shows", /seeds$/);
    assert.deepEqual(await violations(), [], "in the dark theme");
  });

  test("who listens hears what comes of each start, and the point once", async () => {
    await open("learn/9", DESK);
    await visit.press("predict-2");
    await says("status", /All 0\.4: Moved alike, 3 of 4 right\.$/);
    await send("nudge", Key.ARROW_RIGHT);
    await says(
      "status",
      /^(You said: [^.]+\. )?All 0\.4, A \+0\.01: (it learns …|Only B = C, XOR learnt)\. The point: What begins alike /,
    );
    await says("status", /^(You said: [^.]+\. )?All 0\.4, A \+0\.01: Only B = C, XOR learnt\./);
    const square = await visit.driver.executeScript("return document.querySelector('.square figcaption').textContent");
    await visit.enter("mind/errors");
    await visit.enter("learn/9");
    assert.equal(await visit.find("nudge").getAttribute("value"), "0.01", "it is as it was left");
    assert.match(square, /^0, 0 gives 0\.0\d, wanted 0; 0, 1 gives 0\.9\d, wanted 1; 1, 0 gives 0\.9\d, wanted 1; /);
  });

  test("the keys alone lead from the contents through the lesson to other first weights in Train", async () => {
    await open("learn", [320, 740]);
    await learn.tabTo("lesson-9");
    await visit.key(Key.ENTER);
    await learn.isAt("#/learn/9");
    await visit.hasNoSidewaysScroll();
    await learn.tabTo("predict-2");
    await visit.key(" ");
    await says("shows", /^Moved alike/);
    await learn.tabTo("start-alike");
    await visit.key(Key.ARROW_RIGHT);
    await learn.tabTo("step");
    await visit.key(Key.HOME);
    await pointIsThere();
    await visit.hasNoSidewaysScroll();
    await learn.tabTo("#/train?seed=2");
    await learn.tabTo("#/learn/10");
    await visit.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
    await visit.key(Key.ENTER);
    await visit.eventually("Train says what is set", async () => await isThere("from-lesson"));
    assert.match(await visit.text("from-lesson"), /^Seed 2: set by the lesson\./);
    assert.equal(await visit.find("field-seed").getAttribute("value"), "2");
  });
}
